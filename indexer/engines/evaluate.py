"""Boolean queries, scores and totals on arrays, for engines that keep :class:`Columns`.

The trick: the truth of a word or phrase is not a yes or no for each report but a row of bits, one for
each kind of section that holds it. And, or, not work on all bits at once, so that the counts of the
facet ``section``, one query for each kind, come out of the same pass as the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from math import log

import numpy as np
from numpy.typing import NDArray

from indexer.engines.columns import IN_SCOPE, Columns, Sections
from indexer.engines.rows import EVERY_SECTION, KIND_BITS
from indexer.model import SectionKind
from indexer.query import And, Node, Not, Or, Phrase, Term, Word

Bits = NDArray[np.uint32]
Numbers = NDArray[np.integer]
_ALL_BITS = 0xFFFFFFFF


class _Arrays:
    """A value made of arrays."""

    __slots__ = ()

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the arrays take; one that stands for two things counts once."""
        values = (getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]
        arrays = {id(value): value.nbytes for value in values if isinstance(value, np.ndarray)}
        return sum(arrays.values())


@dataclass(frozen=True, slots=True, eq=False)
class Postings(_Arrays):
    """The sections that hold a word or phrase, in order, and how often."""

    sections: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Scope(_Arrays):
    """The sections that a query looks in, added up by report."""

    mask: int
    """Bits of its section kinds."""
    lengths: Numbers
    """Words in scope."""
    sections: Numbers
    """Sections in scope."""
    average: float
    """Words in scope of a report on average."""
    present: Bits
    """For each report, the kinds of section that it has; IN_SCOPE where it has one in scope."""


@dataclass(frozen=True, slots=True, eq=False)
class TermHits(_Arrays):
    """What one word or phrase adds to the answers in one scope."""

    reports: Numbers
    bits: Bits
    """For each of the reports, the kinds of section that hold it; IN_SCOPE where a section in scope does."""
    scoped: Numbers
    """The reports that hold it in scope; the next three go with them."""
    frequencies: Numbers
    places: Numbers
    """Sections in scope that hold it."""
    weights: NDArray[np.float64]
    """What it adds to their scores."""
    sections: Numbers
    """The sections in scope that hold it; their counts are ``counts``."""
    counts: Numbers


Lookup = Callable[[Term], TermHits]


def scope_mask(kinds: frozenset[SectionKind]) -> int:
    """The bits of a scope."""
    return sum(KIND_BITS[kind] for kind in kinds) or EVERY_SECTION


def add_up_scope(columns: Columns, mask: int) -> Scope:
    """How much text each report has in a scope."""
    sections, count = columns.sections, len(columns.docs)
    inside = np.flatnonzero(sections.kinds & np.uint32(mask))
    reports = sections.reports[inside]
    lengths = np.bincount(reports, sections.words[inside], count).astype(np.int64)
    present = columns.kinds.copy()
    present[(present & np.uint32(mask)) != 0] |= np.uint32(IN_SCOPE)
    average = int(lengths.sum()) / max(count, 1)
    return Scope(mask, lengths, np.bincount(reports, minlength=count), average, present)


def resolve(postings: Postings, sections: Sections, scope: Scope) -> TermHits:
    """Add the sections of a word or phrase up by report, and weigh it (BM25)."""
    reports, kinds = sections.reports[postings.sections], sections.kinds[postings.sections]
    starts = _starts(reports)
    bits = np.bitwise_or.reduceat(kinds, starts) if len(starts) else kinds
    bits[(bits & np.uint32(scope.mask)) != 0] |= np.uint32(IN_SCOPE)
    held, counts = _inside(postings, kinds, scope.mask)
    holding = scoped = reports[starts]
    within, scoped_starts = reports, starts
    if held is not postings.sections:
        within = sections.reports[held]
        scoped_starts = _starts(within)
        scoped = within[scoped_starts]
    frequencies = np.add.reduceat(counts, scoped_starts) if len(scoped) else counts
    return TermHits(
        reports=holding,
        bits=bits,
        scoped=scoped,
        frequencies=frequencies,
        places=np.diff(np.append(scoped_starts, len(within))).astype(np.int32),
        weights=_weigh(frequencies, scope.lengths[scoped], scope.average, len(scope.lengths)),
        sections=held,
        counts=counts,
    )


def _inside(postings: Postings, kinds: Bits, mask: int) -> tuple[Numbers, Numbers]:
    """Those of the sections that are in scope, and their counts.

    The same arrays where all are: they are kept in memory, and most queries look everywhere.
    """
    inside = (kinds & np.uint32(mask)) != 0
    if inside.all():
        return postings.sections, postings.counts
    return postings.sections[inside], postings.counts[inside]


def _starts(numbers: Numbers) -> Numbers:
    """Where each run of equal numbers starts."""
    changes = np.ones(len(numbers), dtype=bool)
    changes[1:] = numbers[1:] != numbers[:-1]
    return np.flatnonzero(changes)


def _weigh(frequencies: Numbers, lengths: Numbers, average: float, count: int) -> NDArray[np.float64]:
    """BM25 as the protocol says it. The order of the operations is that of the memory engine: scores are
    equal to the last bit, and so ties are the same ties."""
    holding = len(frequencies)
    rarity = log(1 + (count - holding + 0.5) / (holding + 0.5))
    norms = 1.2 * (0.25 + 0.75 * lengths / (average or 1.0))
    weights: NDArray[np.float64] = rarity * (frequencies * 2.2) / (frequencies + norms)
    return weights


@dataclass(frozen=True, slots=True)
class Truth:
    """Says of ``count`` reports for which kinds of section a query is true.

    Of the ``unfinished`` terms only some sections are known. The answer is a lower bound: where such a
    term is asked for, it stands in the known sections only; where it is excluded, it may stand anywhere.
    """

    lookup: Lookup
    count: int
    unfinished: Collection[Term] = ()

    def bits(self, node: Node | None, *, excluded: bool = False) -> Bits:
        """For each report, the kinds of section."""
        match node:
            case None:
                return self._all(_ALL_BITS)
            case And(parts):
                found = (self.bits(part, excluded=excluded) for part in parts)
                return reduce(np.bitwise_and, found, self._all(_ALL_BITS))
            case Or(parts):
                found = (self.bits(part, excluded=excluded) for part in parts)
                return reduce(np.bitwise_or, found, self._all(0))
            case Not(part):
                return ~self.bits(part, excluded=not excluded)
            case Word() | Phrase():
                return self._of_term(node, excluded=excluded)

    def _of_term(self, term: Term, *, excluded: bool) -> Bits:
        if excluded and term in self.unfinished:
            return self._all(_ALL_BITS)
        hits, bits = self.lookup(term), self._all(0)
        bits[hits.reports] = hits.bits
        return bits

    def _all(self, bits: int) -> Bits:
        return np.full(self.count, bits, dtype=np.uint32)


def add_scores(terms: Sequence[TermHits], count: int) -> NDArray[np.float64]:
    """The score of each report."""
    scores = np.zeros(count)
    for number, hits in enumerate(terms):
        if number:
            scores[hits.scoped] += hits.weights
        else:
            scores[hits.scoped] = hits.weights
    return scores


def count_hits(terms: Sequence[TermHits], matching: NDArray[np.bool_], columns: Columns) -> tuple[int, int]:
    """The sections of the matching reports that hold at least one of the terms, and all occurrences there."""
    kept = [matching[hits.scoped] for hits in terms]
    occurrences = sum(_sum_where(hits.frequencies, k) for hits, k in zip(terms, kept, strict=True))
    if len(terms) == 1:
        return _sum_where(terms[0].places, kept[0]), occurrences
    reports = columns.sections.reports
    found = np.concatenate([hits.sections[matching[reports[hits.sections]]] for hits in terms])
    found.sort(kind="stable")  # It merges what is in order already.
    return len(_starts(found)), occurrences


def _sum_where(numbers: Numbers, kept: NDArray[np.bool_]) -> int:
    return int(numbers.sum() if kept.all() else (numbers * kept).sum())
