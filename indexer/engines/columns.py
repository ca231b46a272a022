"""Everything about the reports of an index but their words, as arrays that searches count on.

Reading stored documents one by one for facets, as Whoosh does, takes a quarter of a second at 20,000
reports; adding up integers takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.groups import Group, make_groups
from indexer.engines.regions import Regions, make_regions
from indexer.engines.rows import EVERY_SECTION, FacetRows, Rows, Value, load_rows
from indexer.query import Sort

IN_SCOPE = 1 << 31
"""The bit of what is in the scope of one query; never stored."""


@dataclass(frozen=True, slots=True, eq=False)
class Sections:
    """The sections of all reports, one report after the other."""

    first: NDArray[np.int64]
    """For each report its first section, and at the end the number of all sections."""
    kinds: NDArray[np.uint32]
    """Bits of the kinds whose scope includes the section."""
    words: NDArray[np.int32]
    """How many words it has."""
    reports: NDArray[np.int32]
    """Which report it is in."""


@dataclass(frozen=True, slots=True, eq=False)
class FacetColumn:
    """The values of one facet."""

    values: tuple[Value, ...]
    """Every value there is, in ascending order, numbers first."""
    numbers: int
    """How many of them are numbers."""
    places: Mapping[Value, int]
    """Where each value stands in ``values``."""
    reports: NDArray[np.int32]
    codes: NDArray[np.int32]
    """``codes[i]`` is the place of a value that report ``reports[i]`` has; ``len(values)`` says that it
    has none. A report may stand there more than once, with one value each."""
    single: bool
    """No report has two values: then ``reports`` is 0, 1, 2, …"""
    totals: NDArray[np.intp]
    """For each code how many reports have it."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The reports of an index."""

    docs: NDArray[np.int64]
    report_ids: tuple[str, ...]
    sections: Sections
    facets: Mapping[str, FacetColumn]
    regions: Regions
    ranks: Mapping[Sort, NDArray[np.int32]]
    """For each order but relevance, the place of each report in it. The order by year breaks all ties."""
    kinds: NDArray[np.uint32]
    """For each report, the bits of the kinds of its sections; EVERY_SECTION always."""
    groups: Mapping[str, Group]
    """For each facet the group that it is in; some are in none."""


def load_columns(folder: Path) -> Columns:
    """The columns of rows that were saved."""
    return make_columns(load_rows(folder))


def make_columns(rows: Rows) -> Columns:
    """Rows with everything that a search needs to count on them."""
    count = len(rows.docs)
    first = np.concatenate([[0], np.cumsum(rows.counts)]).astype(np.int64)
    kinds = np.full(count, EVERY_SECTION, dtype=np.uint32)
    filled = rows.counts > 0
    if filled.any():
        kinds[filled] |= np.bitwise_or.reduceat(rows.kinds, first[:-1][filled])
    reports = np.repeat(np.arange(count, dtype=np.int32), rows.counts)
    facets = {facet: _column(one) for facet, one in rows.facets.items()}
    groups = make_groups({facet: one.codes for facet, one in facets.items() if one.single}, count)
    return Columns(
        docs=rows.docs,
        report_ids=rows.report_ids,
        sections=Sections(first, rows.kinds, rows.words, reports),
        facets=facets,
        regions=make_regions([str(value) for value in rows.facets["region"].values]),
        ranks=_ranks(rows),
        kinds=kinds,
        groups={facet: group for group in groups for facet in group.codes},
    )


def _column(rows: FacetRows) -> FacetColumn:
    return FacetColumn(
        values=rows.values,
        numbers=sum(isinstance(value, int) for value in rows.values),
        places={value: place for place, value in enumerate(rows.values)},
        reports=rows.reports,
        codes=rows.codes,
        single=bool((np.diff(rows.reports) == 1).all()),
        totals=np.bincount(rows.codes, minlength=len(rows.values) + 1),
    )


def _ranks(rows: Rows) -> dict[Sort, NDArray[np.int32]]:
    count = len(rows.docs)
    by_id = np.empty(count, dtype=np.int32)
    by_id[sorted(range(count), key=rows.report_ids.__getitem__)] = np.arange(count, dtype=np.int32)
    newest = (by_id, _descending(rows.facets["year"], count))
    orders = {
        Sort.YEAR: newest,
        Sort.REQUESTS: (*newest, _descending(rows.facets["requests"], count)),
        Sort.AGENCY: (*newest, _first_codes(rows.facets["agency"], count)),
    }
    ranks = {}
    for sort, keys in orders.items():
        ranks[sort] = np.empty(count, dtype=np.int32)
        ranks[sort][np.lexsort(keys)] = np.arange(count, dtype=np.int32)
    return ranks


def _first_codes(rows: FacetRows, count: int) -> NDArray[np.int32]:
    """The code of each report's first value; reports without one come last."""
    return rows.codes[np.searchsorted(rows.reports, np.arange(count))]


def _descending(rows: FacetRows, count: int) -> NDArray[np.int32]:
    """The same with the largest value first."""
    codes = _first_codes(rows, count)
    return np.where(codes == len(rows.values), codes, len(rows.values) - 1 - codes)
