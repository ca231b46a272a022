"""What stands in the margin of a text: a link for each paragraph, and who else has each statement.

The links have no words of their own, so that the text that is copied from the page is the agency's alone;
what they say to the eye is drawn by the style sheet, and to the ear by their labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from indexer.model import Report, Span
from webui.address import Pairs, join, reuse_address
from webui.render import Layer, LayerKind
from webui.view.mended import mended_spots
from webui.view.passage import ANCHOR
from webui.wording import Voice
from webui.workbench.reuse import StatementReuse

SHORTEST = 10
"""Letters and digits of a paragraph that has a link: shorter ones are labels, dates and bars."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of one report."""

    report: Report
    statements: tuple[StatementReuse, ...]
    mended: tuple[Span, ...]
    marking: Pairs
    """The parameters that keep the marks of a search."""
    voice: Voice

    @classmethod
    def of(
        cls, report: Report, statements: Sequence[StatementReuse], marking: Pairs, voice: Voice
    ) -> Margins:
        """The margins of a report that was opened with these marks."""
        mended = mended_spots(report.normalised, report.original.text)
        return cls(report, tuple(statements), mended, marking, voice)

    def after(self, line: Span) -> str:
        """The links at the end of a paragraph."""
        text = self.report.original.text
        words = text[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip())
        end = line.start + len(words.rstrip())
        if sum(character.isalnum() for character in words) < SHORTEST:
            return ""
        _ = self.voice.gettext
        place = (ANCHOR, f"{start}-{end}")
        pin = _link("pin", join("", [*self.marking, place], ANCHOR), _("quote this paragraph"))
        if not any(one.start < end and start < one.end for one in self.mended):
            return pin
        both = join("", [*self.marking, ("text", "both"), place], ANCHOR)
        return pin + _link("repair", both, _("damaged; see the repair"), shown=_("damaged"))

    def notes(self, section: int) -> list[Layer]:
        """What is drawn at the statements of a section, by its place among the report's sections."""
        found = []
        for one in self.statements:
            if one.section != section or one.statutory or not one.reports:
                continue
            place = one.statement.span.end
            found.append(Layer(one.core, LayerKind.COMMON if one.common else LayerKind.SHARED))
            found.append(Layer(Span(place, place), LayerKind.SHARED, insert=self._others(one)))
        return found

    def _others(self, one: StatementReuse) -> str:
        voice = self.voice
        said = voice.ngettext(
            "%(num)s other report has this statement",
            "%(num)s other reports have this statement",
            one.reports,
        )
        shown = voice.number(one.reports)
        if one.repeated:
            again = voice.gettext("as last year")
            said, shown = f"{said}; {again}", f"{shown} · {again}"
        return _link("others", reuse_address(self.report.id, one.core), said, shown=shown)


def _link(style: str, url: str, said: str, *, shown: str = "") -> str:
    drawn = f' data-shown="{escape(shown)}"' if shown else ""
    return f'<a class="{style}" href="{escape(url)}" rel="nofollow" aria-label="{escape(said)}"{drawn}></a>'
