"""The specification: every promise of ``protocol.py`` in the plainest way, and nothing quick.

It shares no code with the other engines, so that a mistake in theirs cannot be one in the answer that
they are compared with. It reads every report for every query; use it for tests and small corpora.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log

from indexer.engines.memory_report import Read, Value, matches, places
from indexer.engines.protocol import (
    FACETS,
    LONG_FACETS,
    REQUEST_BUCKETS,
    TABULATED,
    Documents,
    FacetCount,
    Held,
    Hit,
    IndexedReport,
    Result,
    SectionHit,
    Tabulation,
)
from indexer.errors import QueryError
from indexer.model import SectionKind
from indexer.query import NOT_STATED, Phrase, Query, Range, Sort, Term, walk
from indexer.query import positive_terms as terms_of
from indexer.segment import WordCutter

_KINDS: list[Value] = list(SectionKind)
_BUCKETS: list[Value] = [name for name, _, _ in REQUEST_BUCKETS]


class MemoryEngine:
    """Brute force over reports held in memory."""

    def __init__(self, reports: Iterable[IndexedReport], segmenter: WordCutter) -> None:
        """The reports to answer over, and what cuts their words."""
        self._reports = [
            Read(report, tuple(Counter(segmenter.words(section.text)) for section in report.sections))
            for report in reports
        ]

    def search(self, query: Query) -> Result:
        """The page of hits that the query asks for, with totals and facet counts over all reports."""
        _check(query)
        terms = terms_of(query.node)
        matching = [read for read in self._reports if matches(read, query)]
        scores = {id(read): self._score(read, terms, query.scope) for read in matching}
        matching.sort(key=lambda read: _order(read, query.sort, scores[id(read)]))
        hits = [
            Hit(read.report.doc, read.report.report_id, scores[id(read)], _section_hits(read, terms, query))
            for read in matching
        ]
        start = (query.page - 1) * query.size
        counts = {facet: self._counts(facet, query) for facet in FACETS}
        return Result(
            hits=tuple(hits[start : start + query.size]),
            total_reports=len(hits),
            total_sections=sum(len(hit.sections) for hit in hits),
            total_occurrences=sum(section.occurrences for hit in hits for section in hit.sections),
            facets={facet: _listed(facet, counted, query) for facet, counted in counts.items()},
            facet_sizes={facet: len(counted) for facet, counted in counts.items()},
        )

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many reports each query matches, without hits and facets."""
        for query in queries:
            _check(query)
        return tuple(sum(matches(read, query) for read in self._reports) for query in queries)

    def documents(self, query: Query) -> Documents:
        """Every document that the query matches, in the order of its sort."""
        everything = self.search(replace(query, page=1, size=len(self._reports)))
        return Documents(tuple(hit.doc for hit in everything.hits))

    def tabulate(self, terms: Sequence[Term], query: Query, facet: str) -> Tabulation:
        """For each term how many of the reports that the query matches hold it in scope, and how often."""
        _check(query)
        if facet not in TABULATED:
            raise QueryError("unknown_facet", f"Reports cannot be counted by {facet!r}.", field="by")
        by_value: dict[Value, list[Read]] = {}
        for read in self._reports:
            if matches(read, query):
                value = read.first(facet)
                by_value.setdefault(NOT_STATED if value is None else value, []).append(read)
        ascending = sorted(by_value, key=lambda value: _place(facet, value))
        found: list[dict[Value, Held]] = []
        for term in terms:
            counts = {
                value: [n for read in by_value[value] if (n := read.frequency(term, query.scope))]
                for value in ascending
            }
            found.append({value: Held(len(some), sum(some)) for value, some in counts.items() if some})
        return Tabulation({value: len(by_value[value]) for value in ascending}, tuple(found))

    def _score(self, read: Read, terms: Sequence[Term], scope: frozenset[SectionKind]) -> float:
        count = len(self._reports)
        average = sum(other.length(scope) for other in self._reports) / count
        score = 0.0
        for term in terms:
            frequency = read.frequency(term, scope)
            if frequency:
                holding = sum(other.frequency(term, scope) > 0 for other in self._reports)
                rarity = log(1 + (count - holding + 0.5) / (holding + 0.5))
                norm = 1.2 * (0.25 + 0.75 * read.length(scope) / (average or 1.0))
                score += rarity * (frequency * 2.2) / (frequency + norm)
        return score

    def _counts(self, facet: str, query: Query) -> tuple[FacetCount, ...]:
        counts: Counter[Value] = Counter()
        if facet == "section":
            selected: set[Value] = set(query.scope)
            for kind in SectionKind:
                (counts[kind],) = self.count([replace(query, scope=frozenset({kind}))])
        else:
            others = tuple(given for given in query.filters if given.facet != facet)
            named = {value for given in query.filters if given.facet == facet for value in given.values}
            selected = {value for value in named if not isinstance(value, Range)}
            if facet == "requests":
                selected &= {*_BUCKETS, NOT_STATED}
            for read in self._reports:
                if matches(read, replace(query, filters=others)):
                    counts.update(read.shown(facet))
        values = [value for value in counts.keys() | selected if counts[value] or value in selected]
        return tuple(
            FacetCount(value, counts[value]) for value in sorted(values, key=lambda v: _place(facet, v))
        )


def _listed(facet: str, counts: tuple[FacetCount, ...], query: Query) -> tuple[FacetCount, ...]:
    if query.facet_values is None or facet not in (*LONG_FACETS, "region"):
        return counts
    named = {value for given in query.filters if given.facet == facet for value in given.values}
    if facet == "region":
        opened = {"", *(place for value in named for place in places(str(value)))}
        return tuple(
            one for one in counts if one.value in named or str(one.value).rpartition("/")[0] in opened
        )
    stated = [one for one in counts if one.value != NOT_STATED]
    frequent = sorted(stated, key=lambda one: -one.count)[: query.facet_values]
    kept = {one.value for one in frequent} | named | {NOT_STATED}
    return tuple(one for one in counts if one.value in kept)


def _check(query: Query) -> None:
    for given in query.filters:
        if given.facet not in FACETS or given.facet == "section":
            raise QueryError("unknown_filter", f"There is no filter {given.facet!r}.", field=given.facet)
    if any(isinstance(term, Phrase) and not term.text for term, _ in walk(query.node)):
        raise ValueError("an empty phrase is everywhere and nowhere")


def _section_hits(read: Read, terms: Sequence[Term], query: Query) -> tuple[SectionHit, ...]:
    found = [
        SectionHit(index, sum(read.occurrences(term, index) for term in terms))
        for index in read.in_scope(query.scope)
    ]
    return tuple(hit for hit in found if hit.occurrences or not terms)


def _order(read: Read, sort: Sort, score: float) -> tuple[object, ...]:
    year, agency, requests = read.first("year"), read.first("agency"), read.first("requests")
    newest = (year is None, -int(year or 0), read.report.report_id)
    match sort:
        case Sort.RELEVANCE:
            return (-score, *newest)
        case Sort.YEAR:
            return newest
        case Sort.REQUESTS:
            return (requests is None, -int(requests or 0), *newest)
        case Sort.AGENCY:
            return (agency is None, str(agency), *newest)


def _place(facet: str, value: Value) -> tuple[object, ...]:
    """Ascending; buckets and section kinds in their own order; reports without a value last."""
    own = {"requests": _BUCKETS, "section": _KINDS}.get(facet, ())
    return (value == NOT_STATED, isinstance(value, str), own.index(value) if value in own else 0, value)
