"""The numbers of an answer: what it counts over all reports, whichever page of them is shown.

Whoever turns a page, sorts in another order or comes back asks for the same numbers again, and they are most
of the work: so engines keep them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.engines.columns import Columns
from indexer.engines.evaluate import Bits, Scope, TermHits, count_hits
from indexer.engines.facets import Counted, Mask, count_facets
from indexer.query import Query, Sort

_COUNT_BYTES = 150
"""Memory of one value with its count, and of its place in the list."""
_ANSWER_BYTES = 5_000
"""Memory of the lists, and of the query that they answer."""


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """The numbers of one answer. Shared between threads: nothing in it may be changed."""

    reports: int
    sections: int
    occurrences: int
    facets: Mapping[str, Counted]

    @property
    def nbytes(self) -> int:
        """Bytes of memory, about."""
        return _ANSWER_BYTES + _COUNT_BYTES * sum(len(one.listed) for one in self.facets.values())


def numbers_only(query: Query) -> Query:
    """The query without what changes no number: queries with the same one have the same totals."""
    return replace(query, sort=Sort.RELEVANCE, page=1, size=0)


def add_up(
    columns: Columns,
    query: Query,
    bits: Bits,
    masks: Mapping[str, Mask],
    matching: Mask,
    terms: Sequence[TermHits],
    scope: Scope,
) -> Totals:
    """Count the reports that match, their sections and occurrences, and every facet."""
    if terms:
        sections, occurrences = count_hits(terms, matching, columns)
    else:
        sections, occurrences = int(scope.sections[matching].sum()), 0
    facets = count_facets(columns, query, bits, masks)
    return Totals(int(np.count_nonzero(matching)), sections, occurrences, facets)
