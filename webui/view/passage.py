"""The passage of a report that a link leads to: ``/reports/ID?at=120-180#at``.

A place is given in characters of the original, because those stay what they are when the program learns to
cut sections and tables better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Report, Section, Span
from indexer.query import Phrase
from webui.address import report_address, reuse_address, search_address
from webui.language import Typed, write
from webui.parameters import Asked
from webui.render import Layer, LayerKind
from webui.view.citation import Quoted, cite, section_title
from webui.view.facts import shortened
from webui.wording import Voice

ANCHOR = "at"
"""Both the parameter and the anchor of the passage."""


def passage_layers(passage: Span, text: str, stretches: Sequence[Span]) -> list[Layer]:
    """The passage, cut where the page cuts the text; the first piece carries the anchor.

    >>> layers = passage_layers(Span(1, 5), "一、公开 年报", [Span(0, 2), Span(2, 7)])
    >>> [(layer.span, layer.id) for layer in layers]
    [(Span(start=1, end=2), 'at'), (Span(start=2, end=4), '')]
    """
    start, end = passage
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    pieces = [Span(max(start, one.start), min(end, one.end)) for one in stretches]
    shown = [one for one in pieces if text[one.start : one.end].strip() and one.start < one.end]
    return [Layer(one, LayerKind.PASSAGE, ANCHOR if not number else "") for number, one in enumerate(shown)]


LONGEST_SEARCH = 200
"""Characters of a passage that can be searched for as they are; a longer one is asked for by ``/reuse``."""
LONGEST_REUSE = 2000


@dataclass(frozen=True, slots=True)
class PassageView:
    """The passage that the page was opened at, and what can be done with it."""

    section: str
    quote: str
    """Its words, cut in the middle where they are long."""
    citation: str
    """The words with who, when, where, and of which content."""
    permalink: str
    reuse_url: str
    """Who else wrote it; empty where it is too long to ask."""
    search_url: str
    """The reports with exactly these words; empty where they are too many."""


def passage_view(report: Report, at: Span, base: str, built_at: str, voice: Voice) -> PassageView:
    """What the page says of the passage; ``base`` is the address of the site."""
    words = report.original.text[at.start : at.end]
    section = section_of(report, at)
    permalink = f"{base.rstrip('/')}{report_address(report.id, at=at)}"
    start, end = report.normalised.alignment.to_normalised(at)
    normalised = report.normalised.text[start:end].strip()
    searched = Typed(Phrase(normalised)) if 0 < len(normalised) <= LONGEST_SEARCH else None
    return PassageView(
        section=section_title(section, voice) if section else "",
        quote=shortened(words),
        citation=cite(report, permalink, built_at, voice, Quoted(words, section) if section else None),
        permalink=permalink,
        reuse_url=reuse_address(report.id, at) if end > start and at.end - at.start <= LONGEST_REUSE else "",
        search_url=search_address(Asked(write(searched), searched)) if searched else "",
    )


def section_of(report: Report, at: Span) -> Section | None:
    """The section that a passage begins in."""
    return next((one for one in report.sections if one.span.start <= at.start < one.span.end), None)


def error_text(report: Report, at: Span | None, base: str, build: int, built_at: str, voice: Voice) -> str:
    """What to send to whoever runs the site, so that an error can be found again."""
    link = f"{base.rstrip('/')}{report_address(report.id, at=at)}"
    place = f"{at.start}-{at.end}" if at else voice.gettext("whole report")
    return voice.gettext(
        "gongkai, report %(report)s, characters %(place)s, source SHA-256 %(hash)s, "
        "build %(build)s of %(date)s, %(link)s. What is wrong:",
        report=report.id,
        place=place,
        hash=report.source.sha256[:16],
        build=build,
        date=built_at[:10],
        link=link,
    )
