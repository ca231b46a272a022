"""The specification: every promise of ``protocol.py`` in the plainest way, and nothing quick.

It shares no code with the other engines, so that a mistake in theirs cannot be one in the answer that
they are compared with. It reads every report for every query; use it for tests and small corpora.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from indexer.engines.protocol import (
    FACETS,
    LONG_FACETS,
    REQUEST_BUCKETS,
    Documents,
    FacetCount,
    Hit,
    IndexedReport,
    Result,
    SectionHit,
)
from indexer.errors import QueryError
from indexer.model import SectionKind
from indexer.query import NOT_STATED, And, Filter, Node, Not, Or, Phrase, Query, Range, Sort, Term, Word, walk
from indexer.query import positive_terms as terms_of
from indexer.segment import WordCutter

Value = str | int
_KINDS: list[Value] = list(SectionKind)
_BUCKETS: list[Value] = [name for name, _, _ in REQUEST_BUCKETS]


@dataclass(frozen=True, slots=True)
class _Read:
    """A report and the words of its sections, counted."""

    report: IndexedReport
    words: tuple[Counter[str], ...]

    def in_scope(self, scope: frozenset[SectionKind]) -> list[int]:
        sections = enumerate(self.report.sections)
        return [index for index, section in sections if not scope or scope & set(section.kinds)]

    def occurrences(self, term: Term, index: int) -> int:
        if isinstance(term, Word):
            return self.words[index][term.text]
        text = self.report.sections[index].text
        return sum(text.startswith(term.text, place) for place in range(len(text)))

    def frequency(self, term: Term, scope: frozenset[SectionKind]) -> int:
        return sum(self.occurrences(term, index) for index in self.in_scope(scope))

    def length(self, scope: frozenset[SectionKind]) -> int:
        return sum(self.words[index].total() for index in self.in_scope(scope))

    def first(self, facet: str) -> Value | None:
        return next(iter(self.report.facets.get(facet, ())), None)

    def shown(self, facet: str) -> set[Value]:
        """The values that the report counts under."""
        values = self.report.facets.get(facet, ())
        if facet == "region":
            return {place for value in values for place in _places(str(value))} or {NOT_STATED}
        return set(map(_bucket, values) if facet == "requests" else values) or {NOT_STATED}


class MemoryEngine:
    """Brute force over reports held in memory."""

    def __init__(self, reports: Iterable[IndexedReport], segmenter: WordCutter) -> None:
        """The reports to answer over, and what cuts their words."""
        self._reports = [
            _Read(report, tuple(Counter(segmenter.words(section.text)) for section in report.sections))
            for report in reports
        ]

    def search(self, query: Query) -> Result:
        """The page of hits that the query asks for, with totals and facet counts over all reports."""
        _check(query)
        terms = terms_of(query.node)
        matching = [read for read in self._reports if _matches(read, query)]
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
        return tuple(sum(_matches(read, query) for read in self._reports) for query in queries)

    def documents(self, query: Query) -> Documents:
        """Every document that the query matches, in the order of its sort."""
        everything = self.search(replace(query, page=1, size=len(self._reports)))
        return Documents(tuple(hit.doc for hit in everything.hits))

    def _score(self, read: _Read, terms: Sequence[Term], scope: frozenset[SectionKind]) -> float:
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
                if _matches(read, replace(query, filters=others)):
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
        opened = {"", *(place for value in named for place in _places(str(value)))}
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


def _matches(read: _Read, query: Query) -> bool:
    in_scope = not query.scope or bool(read.in_scope(query.scope))
    passed = all(_passes(read.report.facets, given) for given in query.filters)
    return _true(read, query.node, query.scope) and in_scope and passed


def _true(read: _Read, node: Node | None, scope: frozenset[SectionKind]) -> bool:
    match node:
        case None:
            return True
        case And(parts):
            return all(_true(read, part, scope) for part in parts)
        case Or(parts):
            return any(_true(read, part, scope) for part in parts)
        case Not(part):
            return not _true(read, part, scope)
        case Word() | Phrase():
            return read.frequency(node, scope) > 0


def _passes(facets: Mapping[str, tuple[Value, ...]], given: Filter) -> bool:
    return _has_one(facets, given) != given.exclude


def _has_one(facets: Mapping[str, tuple[Value, ...]], given: Filter) -> bool:
    values = facets.get(given.facet, ())
    for wanted in given.values:
        if wanted == NOT_STATED and not values:
            return True
        if any(value in wanted if isinstance(wanted, Range) else value == wanted for value in values):
            return True
        if given.facet == "region" and any(wanted in _places(str(value)) for value in values):
            return True
        if given.facet == "requests" and any(_bucket(value) == wanted for value in values):
            return True
    return False


def _places(path: str) -> list[str]:
    """A place and those that it is in."""
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names) + 1)]


def _section_hits(read: _Read, terms: Sequence[Term], query: Query) -> tuple[SectionHit, ...]:
    found = [
        SectionHit(index, sum(read.occurrences(term, index) for term in terms))
        for index in read.in_scope(query.scope)
    ]
    return tuple(hit for hit in found if hit.occurrences or not terms)


def _order(read: _Read, sort: Sort, score: float) -> tuple[object, ...]:
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


def _bucket(requests: Value) -> Value:
    for name, low, high in REQUEST_BUCKETS:
        if int(requests) >= low and (high is None or int(requests) <= high):
            return name
    raise ValueError(f"a report cannot have {requests} requests")


def _place(facet: str, value: Value) -> tuple[object, ...]:
    """Ascending; buckets and section kinds in their own order; reports without a value last."""
    own = {"requests": _BUCKETS, "section": _KINDS}.get(facet, ())
    return (value == NOT_STATED, isinstance(value, str), own.index(value) if value in own else 0, value)
