"""The engine that answers from an index on disk."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.budget import Budget, Clock
from indexer.engines.cache import ByteCache
from indexer.engines.columns import IN_SCOPE, Columns, load_columns
from indexer.engines.evaluate import (
    Bits,
    Postings,
    Scope,
    TermHits,
    Truth,
    add_scores,
    add_up_scope,
    resolve,
    scope_mask,
)
from indexer.engines.facets import everything, filter_masks
from indexer.engines.order import pick_page
from indexer.engines.protocol import Documents, Hit, Result, SectionHit, Tabulation
from indexer.engines.rows import EVERY_SECTION
from indexer.engines.tabulate import check_tabulated, count_held, count_values
from indexer.engines.totals import Totals, add_up, numbers_only
from indexer.engines.whoosh.assemble import COLUMNS
from indexer.engines.whoosh.parts import parts_of
from indexer.engines.whoosh.places import Places
from indexer.phrases import Line
from indexer.query import Query, Term, Word, positive_terms, walk

CACHE_BYTES = 64 << 20
"""Twenty of the commonest words at 100,000 reports. Two processes with one each stay below 1 GB together."""
_NUMBERS = 16
"""A part of so many of that memory is for the numbers of answers: long lists must not drive words out."""
_UNLIMITED = float("inf")


def open_index(
    folder: Path,
    *,
    cache_bytes: int = CACHE_BYTES,
    seconds: float = _UNLIMITED,
    clock: Clock = time.monotonic,
) -> WhooshEngine:
    """The engine over an index; a search that takes longer than ``seconds`` answers with what it has."""
    columns = load_columns(folder / COLUMNS)
    return WhooshEngine(columns, Places(parts_of(folder)), cache_bytes, seconds, clock)


class _UnfinishedError(Exception):
    """The time is over; these sections are known. Raised past the cache, which must not keep them."""

    def __init__(self, known: Postings) -> None:
        super().__init__()
        self.known = known


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What the terms of a query add."""

    hits: dict[Term, TermHits]
    unfinished: frozenset[Term]


class WhooshEngine:
    """Words from Whoosh, phrases from suffix arrays, everything else from columns.

    Safe to share between threads: it only reads, but for caches behind locks.
    """

    def __init__(
        self, columns: Columns, places: Places, cache_bytes: int, seconds: float, clock: Clock
    ) -> None:
        self._columns = columns
        self._places = places
        self._numbers = ByteCache(cache_bytes // _NUMBERS)
        self._cache = ByteCache(cache_bytes - cache_bytes // _NUMBERS)
        self._seconds = seconds
        self._clock = clock
        # Nearly every query needs it: whoever comes first should not wait for it, and it is never let go.
        self._everywhere = add_up_scope(columns, EVERY_SECTION)

    def search(self, query: Query) -> Result:
        """The page of hits that the query asks for, with totals and facet counts over all reports."""
        found = self._find_terms(query, Budget(self._seconds, self._clock))
        bits = self._bits(query, found)
        masks = filter_masks(self._columns, query.filters)
        matching = everything(((bits & np.uint32(IN_SCOPE)) != 0, *masks.values()), len(bits))
        terms = [found.hits[term] for term in positive_terms(query.node)]
        scores = add_scores(terms, len(bits))
        page = pick_page(query, np.flatnonzero(matching), scores if terms else None, self._columns.ranks)

        def count() -> Totals:
            scope = self._scope(scope_mask(query.scope))
            return add_up(self._columns, query, bits, masks, matching, terms, scope)

        totals = count() if found.unfinished else self._numbers.get(Totals, numbers_only(query), count)
        return Result(
            hits=tuple(self._hit(report, float(scores[report]), terms, query) for report in page),
            total_reports=totals.reports,
            total_sections=totals.sections,
            total_occurrences=totals.occurrences,
            facets={facet: one.listed for facet, one in totals.facets.items()},
            facet_sizes={facet: one.size for facet, one in totals.facets.items()},
            complete=not found.unfinished,
        )

    def count(self, queries: Sequence[Query]) -> tuple[int | None, ...]:
        """How many reports each query matches, without hits and facets; None where the time ended first."""
        budget = Budget(self._seconds, self._clock)
        return tuple(self._count(query, budget) for query in queries)

    def documents(self, query: Query) -> Documents:
        """Every document that the query matches, in the order of its sort."""
        found = self._find_terms(query, Budget(self._seconds, self._clock))
        matching = np.flatnonzero(self._matching(query, found))
        terms = [found.hits[term] for term in positive_terms(query.node)]
        scores = add_scores(terms, len(self._columns.docs)) if terms else None
        everything = replace(query, page=1, size=len(matching))
        order = pick_page(everything, matching, scores, self._columns.ranks)
        return Documents(tuple(self._columns.docs[order].tolist()), not found.unfinished)

    def tabulate(self, terms: Sequence[Term], query: Query, facet: str) -> Tabulation:
        """For each term how many of the reports that the query matches hold it in scope, and how often."""
        check_tabulated(facet)
        budget, column = Budget(self._seconds, self._clock), self._columns.facets[facet]
        found = self._find_terms(query, budget)
        matching = self._matching(query, found)
        rows, unfinished = [], set(found.unfinished)
        for term in terms:
            one = self._find_terms(replace(query, node=term), budget)
            rows.append(count_held(column, matching, one.hits[term]))
            unfinished |= one.unfinished
        return Tabulation(count_values(column, matching), tuple(rows), not unfinished)

    def concordance(self, phrase: str, limit: int, *, characters: int = 40) -> tuple[Line, ...]:
        """The first ``limit`` occurrences of a phrase in the order of what follows it."""
        return self._places.concordance(phrase, limit, characters)

    def _count(self, query: Query, budget: Budget) -> int | None:
        found = self._find_terms(query, budget)
        return None if found.unfinished else int(np.count_nonzero(self._matching(query, found)))

    def _matching(self, query: Query, found: _Found) -> NDArray[np.bool_]:
        """Which reports match the query and every filter."""
        bits = self._bits(query, found)
        masks = filter_masks(self._columns, query.filters)
        matching: NDArray[np.bool_] = ((bits & np.uint32(IN_SCOPE)) != 0) & everything(
            masks.values(), len(bits)
        )
        return matching

    def _bits(self, query: Query, found: _Found) -> Bits:
        """For which section kinds each report matches, filters aside."""
        truth = Truth(found.hits.__getitem__, len(self._columns.docs), found.unfinished)
        return truth.bits(query.node) & self._scope(scope_mask(query.scope)).present

    def _find_terms(self, query: Query, budget: Budget) -> _Found:
        """What the words and phrases of the query add; each is found once, cached or not."""
        mask = scope_mask(query.scope)
        hits, unfinished = {}, set()
        for term in dict.fromkeys(term for term, _ in walk(query.node)):
            try:
                hits[term] = self._resolved(term, mask, budget)
            except _UnfinishedError as stopped:
                hits[term] = resolve(stopped.known, self._columns.sections, self._scope(mask))
                unfinished.add(term)
        return _Found(hits, frozenset(unfinished))

    def _resolved(self, term: Term, mask: int, budget: Budget) -> TermHits:
        def make() -> TermHits:
            if budget.is_spent():
                raise _UnfinishedError(_joined([]))
            return resolve(self._postings(term, mask, budget), self._columns.sections, self._scope(mask))

        return self._cache.get(TermHits, (term, mask), make)

    def _postings(self, term: Term, mask: int, budget: Budget) -> Postings:
        """The sections that hold a term. What is kept of it everywhere has them, and they are kept once."""
        if mask == EVERY_SECTION:
            return self._find(term, budget)
        everywhere = self._cache.find(TermHits, (term, EVERY_SECTION))
        if everywhere is not None:
            return Postings(everywhere.sections, everywhere.counts)
        return self._cache.get(Postings, term, lambda: self._find(term, budget))

    def _scope(self, mask: int) -> Scope:
        if mask == EVERY_SECTION:
            return self._everywhere
        return self._cache.get(Scope, mask, lambda: add_up_scope(self._columns, mask))

    def _find(self, term: Term, budget: Budget) -> Postings:
        """The sections that hold a term, one part of the index after the other."""
        found = self._places.find_word if isinstance(term, Word) else self._places.find_phrase
        steps = found(term.text)
        known: list[Postings] = []
        while not budget.is_spent():
            some = next(steps, None)
            if some is None:
                return _joined(known)
            known.append(some)
        raise _UnfinishedError(_joined(known))

    def _hit(self, report: int, score: float, terms: Sequence[TermHits], query: Query) -> Hit:
        first, end = self._columns.sections.first[report : report + 2].tolist()
        if terms:
            found = np.zeros(end - first, dtype=np.int64)
            for hits in terms:
                # Of the same type as the sections: numpy would copy all of them to compare others.
                low, high = np.searchsorted(hits.sections, np.array([first, end], hits.sections.dtype))
                found[hits.sections[low:high] - first] += hits.counts[low:high]
            shown = np.flatnonzero(found)
        else:
            found = np.zeros(end - first, dtype=np.int64)
            kinds = self._columns.sections.kinds[first:end]
            shown = np.flatnonzero(kinds & np.uint32(scope_mask(query.scope)))
        sections = tuple(SectionHit(index, int(found[index])) for index in shown.tolist())
        return Hit(int(self._columns.docs[report]), self._columns.report_ids[report], score, sections)


def _joined(parts: Iterable[Postings]) -> Postings:
    """Postings of parts that follow each other."""
    none = np.zeros(0, dtype=np.int32)
    return Postings(
        np.concatenate([none, *(part.sections for part in parts)]),
        np.concatenate([none, *(part.counts for part in parts)]),
    )
