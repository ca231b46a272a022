"""The page of results: how the search was read, the totals, the filters, and the hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.query import And, Phrase, Sort, Word, positive_terms
from indexer.text.normalise import normalise_query
from webui.address import Pairs, retyped, search_address
from webui.language import Typed, understood
from webui.parameters import DEFAULT_SIZE, Asked
from webui.search import Found
from webui.suggestions import Suggestion
from webui.view.chips import ChipView, chips
from webui.view.facets import FacetView, facet_views
from webui.view.hits import HitView, hit_view
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
        hits=tuple(hit_view(report, asked, voice) for report in found.reports),
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
