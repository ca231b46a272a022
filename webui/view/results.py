"""The page of results: how the search was read, the totals, the filters, and the hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from indexer.model import Span
from indexer.query import And, Phrase, Sort, Word, positive_terms
from indexer.snippets import Snippet
from indexer.text.normalise import normalise_query
from webui.address import Pairs, report_address, retyped, search_address
from webui.language import Typed, understood
from webui.parameters import DEFAULT_SIZE, Asked
from webui.render import Layer, LayerKind, find_debris, render_line
from webui.search import Found, FoundReport, FoundSection
from webui.suggestions import Suggestion
from webui.view import headline
from webui.view.chips import ChipView, chips
from webui.view.facets import FacetView, facet_views
from webui.view.tools import ToolsView, tools
from webui.wording import N_, Voice
from webui.workbench.names import FoundNames

SORTS = {
    Sort.RELEVANCE: N_("relevance"),
    Sort.YEAR: N_("newest"),
    Sort.REQUESTS: N_("most requests"),
    Sort.AGENCY: N_("agency"),
}
AROUND = 2
"""Pages linked before and after the current one."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link, or the choice that is already made."""

    label: str
    url: str
    current: bool = False


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


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """What to try when nothing matches."""

    text: str
    url: str
    reports: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything on the page of results."""

    text: str
    """What was typed, for the search box."""
    understood: str
    totals: str
    complete: bool
    """False: the time for a search ran out, and the numbers are lower bounds."""
    found: bool
    """Whether anything matches."""
    chips: tuple[ChipView, ...]
    clear_url: str
    """The same words without any filter."""
    sorts: tuple[LinkView, ...]
    facets: tuple[FacetView, ...]
    hits: tuple[HitView, ...]
    pager: tuple[LinkView, ...]
    """Pages around the current one; empty where there is only one."""
    previous: str
    """Address of the page before; empty on the first."""
    next: str
    suggestions: tuple[SuggestionView, ...]
    exact: str
    """Address of the same words as one exact quotation, where several were typed without marks; or empty."""
    tools: ToolsView
    build: int
    built_at: str
    hidden: Pairs
    """Parameters that a new search from the box keeps."""


def results_page(
    found: Found, suggestions: tuple[Suggestion, ...], voice: Voice, names: FoundNames | None = None
) -> ResultsPage:
    """The page for an answer; ``names`` are the values that the reader looks for in a list of filters."""
    asked = found.asked
    return ResultsPage(
        text=asked.text,
        understood=understood(asked.whole, voice),
        totals=totals(found, voice),
        complete=found.result.complete,
        found=bool(found.result.total_reports),
        chips=chips(asked, voice),
        clear_url=search_address(_cleared(asked)),
        sorts=tuple(_sorts(asked, voice)),
        facets=facet_views(found, voice, names),
        hits=tuple(_hit(report, asked, voice) for report in found.reports),
        pager=_pager(found, voice),
        previous=search_address(replace(asked, page=asked.page - 1)) if asked.page > 1 else "",
        next=search_address(replace(asked, page=asked.page + 1)) if asked.page < found.pages else "",
        suggestions=tuple(
            SuggestionView(one.text, search_address(one.asked), count_reports(one.reports, voice))
            for one in suggestions
        ),
        exact=_exact(asked),
        tools=tools(asked, voice),
        build=found.build,
        built_at=found.built_at,
        hidden=_kept(asked),
    )


def count_reports(number: int, voice: Voice) -> str:
    """“3 reports”."""
    return voice.ngettext("%(num)s report", "%(num)s reports", number)


def totals(found: Found, voice: Voice) -> str:
    """The totals in one line: “3 reports, 4 sections, 9 occurrences”."""
    result = found.result
    pieces = [count_reports(result.total_reports, voice)]
    if positive_terms(found.asked.whole.node) and result.total_reports:
        sections, times = result.total_sections, result.total_occurrences
        pieces.append(voice.ngettext("%(num)s section", "%(num)s sections", sections))
        pieces.append(voice.ngettext("%(num)s occurrence", "%(num)s occurrences", times))
    return voice.listed(pieces, N_(", "))


def _cleared(asked: Asked) -> Asked:
    bare = replace(asked, chosen=Typed(), page=1)
    return retyped(bare, scope=frozenset(), filters=(), names=())


def _sorts(asked: Asked, voice: Voice) -> Iterator[LinkView]:
    for sort, label in SORTS.items():
        url = search_address(replace(asked, sort=sort, page=1))
        yield LinkView(voice.gettext(label), url, sort == asked.sort)


def _kept(asked: Asked) -> Pairs:
    """What a new search keeps: the order and the length of a page, not the filters of the old one."""
    kept: Pairs = []
    if asked.sort != Sort.RELEVANCE:
        kept.append(("sort", str(asked.sort)))
    if asked.size != DEFAULT_SIZE:
        kept.append(("size", str(asked.size)))
    return kept


def _exact(asked: Asked) -> str:
    """Words typed side by side often are a quotation from a printed page."""
    node = asked.typed.node
    if not isinstance(node, And) or not all(isinstance(part, Word) for part in node.parts):
        return ""
    words = " ".join(piece for piece in asked.text.split() if ":" not in piece and "：" not in piece)
    return search_address(retyped(asked, node=Phrase(normalise_query(words))))


def _pager(found: Found, voice: Voice) -> tuple[LinkView, ...]:
    if found.pages == 1:
        return ()
    page = found.asked.page
    numbers = {1, found.pages, *range(max(1, page - AROUND), min(found.pages, page + AROUND) + 1)}
    return tuple(
        LinkView(voice.number(n), search_address(replace(found.asked, page=n)), n == page)
        for n in sorted(numbers)
    )


def _hit(report: FoundReport, asked: Asked, voice: Voice) -> HitView:
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
