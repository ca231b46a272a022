"""The engine that answers from an index on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.engines.cache import ByteCache
from indexer.engines.columns import IN_SCOPE, Columns, load_columns
from indexer.engines.evaluate import (
    Bits,
    Lookup,
    Postings,
    Scope,
    TermHits,
    add_scores,
    add_up_scope,
    count_occurrences,
    count_sections,
    present,
    resolve,
    scope_mask,
    truth,
)
from indexer.engines.facets import count_facets, everything, filter_masks
from indexer.engines.order import pick_page
from indexer.engines.protocol import Hit, Result, SectionHit
from indexer.engines.whoosh.postings import PostingReader
from indexer.engines.whoosh.writer import COLUMNS, PHRASES, WORDS
from indexer.phrases import PhraseIndex
from indexer.query import Query, Term, Word, positive_terms, walk

CACHE_BYTES = 128 << 20


def open_index(folder: Path, *, cache_bytes: int = CACHE_BYTES) -> WhooshEngine:
    """The engine over an index that ``write_index`` wrote."""
    return WhooshEngine(
        load_columns(folder / COLUMNS),
        PostingReader(folder / WORDS),
        PhraseIndex.open(folder / PHRASES),
        cache_bytes,
    )


class WhooshEngine:
    """Words from Whoosh, phrases from suffix arrays, everything else from columns.

    Safe to share between threads: it only reads, but for a cache behind a lock.
    """

    def __init__(
        self, columns: Columns, words: PostingReader, phrases: PhraseIndex, cache_bytes: int
    ) -> None:
        self._columns = columns
        self._words = words
        self._phrases = phrases
        self._cache = ByteCache(cache_bytes)
        self._slots = {}
        for number, name in enumerate(columns.slots):
            held = np.flatnonzero(columns.sections.slots == number)
            self._slots[name] = held, columns.sections.reports[held]

    def search(self, query: Query) -> Result:
        """The page of hits that the query asks for, with totals and facet counts over all reports."""
        lookup = self._lookup(query)
        bits = self._bits(query, lookup)
        masks = filter_masks(self._columns, query.filters)
        matching = ((bits & np.uint32(IN_SCOPE)) != 0) & everything(masks.values(), len(bits))
        terms = [lookup(term) for term in positive_terms(query.node)]
        scores = add_scores(terms, len(bits))
        page = pick_page(query, np.flatnonzero(matching), scores if terms else None, self._columns.ranks)
        if terms:
            sections = count_sections(terms, matching, self._columns)
        else:
            sections = int(self._scope(scope_mask(query.scope)).sections[matching].sum())
        counted = count_facets(self._columns, query, bits, masks)
        return Result(
            hits=tuple(self._hit(report, float(scores[report]), terms, query) for report in page),
            total_reports=int(np.count_nonzero(matching)),
            total_sections=sections,
            total_occurrences=count_occurrences(terms, matching),
            facets={facet: one.listed for facet, one in counted.items()},
            facet_sizes={facet: one.size for facet, one in counted.items()},
        )

    def count(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many reports each query matches, without hits and facets."""
        return tuple(map(self._count, queries))

    def _count(self, query: Query) -> int:
        bits = self._bits(query, self._lookup(query))
        masks = filter_masks(self._columns, query.filters)
        matching = ((bits & np.uint32(IN_SCOPE)) != 0) & everything(masks.values(), len(bits))
        return int(np.count_nonzero(matching))

    def _bits(self, query: Query, lookup: Lookup) -> Bits:
        """For which section kinds each report matches, filters aside."""
        bits = truth(query.node, lookup, len(self._columns.docs))
        return bits & present(self._columns, scope_mask(query.scope))

    def _lookup(self, query: Query) -> Lookup:
        """What the words and phrases of the query add; each is found once, cached or not."""
        mask = scope_mask(query.scope)
        hits = {
            term: self._resolved(term, mask) for term in dict.fromkeys(term for term, _ in walk(query.node))
        }
        return hits.__getitem__

    def _resolved(self, term: Term, mask: int) -> TermHits:
        def make() -> TermHits:
            postings = self._cache.get(Postings, term, lambda: self._find(term))
            return resolve(postings, self._columns.sections, self._scope(mask))

        return self._cache.get(TermHits, (term, mask), make)

    def _scope(self, mask: int) -> Scope:
        return self._cache.get(Scope, mask, lambda: add_up_scope(self._columns.sections, mask))

    def _find(self, term: Term) -> Postings:
        return self._find_word(term.text) if isinstance(term, Word) else self._find_phrase(term.text)

    def _find_word(self, word: str) -> Postings:
        """The sections that have a word: the documents of each word field, as sections."""
        sections, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for slot, (held, reports) in self._slots.items():
            documents, frequencies = self._words.read(slot, word)
            sections.append(held[np.searchsorted(reports, documents)])
            counts.append(frequencies)
        found = np.concatenate(sections)
        order = np.argsort(found, kind="stable")
        return Postings(found[order], np.concatenate(counts)[order])

    def _find_phrase(self, phrase: str) -> Postings:
        sections = self._phrases.find(phrase).ordinals
        starts = np.flatnonzero(np.diff(sections, prepend=-1))
        return Postings(sections[starts], np.diff(np.append(starts, len(sections))))

    def _hit(self, report: int, score: float, terms: Sequence[TermHits], query: Query) -> Hit:
        first, end = self._columns.sections.first[report : report + 2].tolist()
        if terms:
            found = np.zeros(end - first, dtype=np.int64)
            for hits in terms:
                low, high = np.searchsorted(hits.sections, (first, end))
                found[hits.sections[low:high] - first] += hits.counts[low:high]
            shown = np.flatnonzero(found)
        else:
            found = np.zeros(end - first, dtype=np.int64)
            kinds = self._columns.sections.kinds[first:end]
            shown = np.flatnonzero(kinds & np.uint32(scope_mask(query.scope)))
        sections = tuple(SectionHit(index, int(found[index])) for index in shown.tolist())
        return Hit(self._columns.docs[report], self._columns.report_ids[report], score, sections)
