"""A hit: a report that matches, with passages of the sections that do."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from indexer.model import Span
from indexer.snippets import Snippet
from webui.address import report_address
from webui.parameters import Asked
from webui.render import Layer, LayerKind, find_debris, render_line
from webui.search import FoundReport, FoundSection
from webui.view import headline
from webui.wording import Voice


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A passage in the agency's own words."""

    words: Markup
    """With marks; escaped."""
    cut_start: bool
    """Whether the passage begins within a sentence."""
    cut_end: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section that matches."""

    name: str
    title: str
    """The heading as printed; empty where it is lost."""
    url: str
    """Its place in the report, at the first mark shown."""
    snippets: tuple[SnippetView, ...]
    more: str
    """“… and 5 more here”; empty where everything is shown."""


@dataclass(frozen=True, slots=True)
class HitView:
    """A report that matches."""

    agency: str
    year: str
    title: str
    url: str
    facts: tuple[str, ...]
    """Place, level, requests, fee: one quiet line."""
    sections: tuple[SectionView, ...]
    more_sections: str
    lang: str
    """Language tag of its original text."""


def hit_view(report: FoundReport, asked: Asked, voice: Voice) -> HitView:
    """A report that matches, as the page shows it."""
    summary = report.summary
    more = report.more_sections
    return HitView(
        agency=headline.agency(summary, voice),
        year=headline.year(summary, voice),
        title=headline.printed_title(summary),
        url=report_address(summary.id, asked),
        facts=headline.facts_line(summary, voice),
        sections=tuple(_section(one, summary.id, asked, voice) for one in report.sections),
        more_sections=voice.ngettext("… and %(num)s more section", "… and %(num)s more sections", more)
        if more
        else "",
        lang=script_tag(report.traditional),
    )


def script_tag(traditional: bool) -> str:
    """The language tag of an original text, which chooses the right typefaces."""
    return "zh-Hant" if traditional else "zh-Hans"


def _section(found: FoundSection, report_id: str, asked: Asked, voice: Voice) -> SectionView:
    anchor = f"s{found.index + 1}"
    hidden = found.occurrences - sum(len(snippet.marks) for snippet in found.snippets)
    return SectionView(
        name=headline.section_name(found.section, voice),
        title=found.section.title,
        url=report_address(report_id, asked, f"{anchor}m{found.first_mark}" if found.first_mark else anchor),
        snippets=tuple(_snippet(snippet) for snippet in found.snippets),
        more=voice.gettext("… and %(number)s more here", number=voice.number(hidden)) if hidden > 0 else "",
    )


def _snippet(snippet: Snippet) -> SnippetView:
    layers = [Layer(mark, LayerKind.MARK) for mark in snippet.marks]
    layers += find_debris(snippet.text, Span(0, len(snippet.text)))
    words = render_line(snippet.text, Span(0, len(snippet.text)), layers)
    return SnippetView(words, snippet.cut_start, snippet.cut_end)
