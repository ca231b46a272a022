"""The answers of the machine interface as plain values; the command line prints the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.engines.protocol import FacetCount
from indexer.model import FacetValue
from indexer.read.hosts import source_link
from webui.address import report_address, search_address, toggler
from webui.language import say_value, understood
from webui.parameters import Asked
from webui.search import Found, FoundReport, FoundSection
from webui.view.facets import filter_value, is_excluded, is_selected, sort_counts
from webui.wording import Voice
from webui.workbench.names import FoundNames

API = "/api/v1"


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The search, and how it was read."""

    text: str
    understood: str


@dataclass(frozen=True, slots=True)
class TotalAnswer:
    """The totals over all reports, not over one page."""

    reports: int
    sections: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class SnippetAnswer:
    """A passage of the original; ``marks`` are places in ``text``, ``start`` and ``end`` in the original."""

    text: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SectionAnswer:
    """A section that matches."""

    kind: str
    title: str
    url: str
    source_url: str | None
    occurrences: int
    snippets: tuple[SnippetAnswer, ...]


@dataclass(frozen=True, slots=True)
class HitAnswer:
    """A report that matches."""

    id: str
    title: str | None
    agency: FacetValue | None
    year: FacetValue | None
    level: FacetValue | None
    requests: FacetValue | None
    fee_status: FacetValue | None
    url: str
    sections: tuple[SectionAnswer, ...]


@dataclass(frozen=True, slots=True)
class FacetAnswer:
    """One value of a facet."""

    value: str | int
    label: str
    count: int
    selected: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to a search."""

    query: QueryAnswer
    complete: bool
    total: TotalAnswer
    hits: tuple[HitAnswer, ...]
    facets: Mapping[str, tuple[FacetAnswer, ...]]
    facet_sizes: Mapping[str, int]
    """How many values each facet has among these reports."""
    next: str | None


@dataclass(frozen=True, slots=True)
class NamedValueAnswer:
    """A value that was found by its name, and the search that a click on it leads to."""

    value: str | int
    label: str
    count: int
    selected: bool
    excluded: bool
    url: str


@dataclass(frozen=True, slots=True)
class NamesAnswer:
    """The values of a facet whose name has a part."""

    facet: str
    find: str
    complete: bool
    size: int
    values: tuple[NamedValueAnswer, ...]


def names_answer(found: FoundNames, asked: Asked, voice: Voice) -> NamesAnswer:
    """The values that were found by name, for a program."""
    address = toggler(asked, found.facet)
    values = []
    for one in found.values:
        told = facet_answer(asked, found.facet, one, voice)
        url = address(filter_value(found.facet, one.value))
        values.append(NamedValueAnswer(told.value, told.label, told.count, told.selected, told.excluded, url))
    return NamesAnswer(found.facet, found.part, found.complete, found.size, tuple(values))


def search_answer(found: Found, voice: Voice) -> SearchAnswer:
    """What was found, for a program."""
    asked, result = found.asked, found.result
    following = search_address(replace(asked, page=asked.page + 1), f"{API}/search")
    return SearchAnswer(
        QueryAnswer(asked.text, understood(asked.whole, voice)),
        result.complete,
        TotalAnswer(result.total_reports, result.total_sections, result.total_occurrences),
        tuple(_hit(report, found) for report in found.reports),
        {
            name: tuple(facet_answer(asked, name, one, voice) for one in sort_counts(name, counts))
            for name, counts in result.facets.items()
        },
        dict(result.facet_sizes),
        following if asked.page < found.pages else None,
    )


def facet_answer(asked: Asked, facet: str, one: FacetCount, voice: Voice) -> FacetAnswer:
    """One value of a facet, as counted over the reports that the search finds."""
    return FacetAnswer(
        one.value,
        say_value(facet, filter_value(facet, one.value), voice),
        one.count,
        is_selected(asked, facet, one.value),
        is_excluded(asked, facet, one.value),
    )


def _hit(found: FoundReport, answer: Found) -> HitAnswer:
    summary = found.summary
    value = {
        name: summary.facet(name).value for name in ("agency", "year", "level", "requests", "fee_status")
    }
    sections = tuple(_section(one, found, answer) for one in found.sections)
    return HitAnswer(
        id=summary.id,
        title=summary.title,
        url=report_address(summary.id, answer.asked),
        sections=sections,
        **value,
    )


def _section(one: FoundSection, found: FoundReport, answer: Found) -> SectionAnswer:
    first = one.snippets[0] if one.snippets else None
    quote = None
    if first is not None:
        mark = first.marks[0] if first.marks else None
        quote = first.text[mark.start : mark.end] if mark else one.section.title
    return SectionAnswer(
        str(one.section.kind),
        one.section.title,
        report_address(found.summary.id, answer.asked, f"s{one.index + 1}"),
        source_link(found.summary.source.url, quote or None),
        one.occurrences,
        tuple(
            SnippetAnswer(
                snippet.text,
                tuple((mark.start, mark.end) for mark in snippet.marks),
                snippet.span.start,
                snippet.span.end,
            )
            for snippet in one.snippets
        ),
    )
