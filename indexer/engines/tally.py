"""Counting: how many of some reports have each value of a facet, and each kind of section."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.columns import Columns, FacetColumn
from indexer.engines.evaluate import Bits
from indexer.engines.groups import Group
from indexer.engines.rows import KIND_BITS
from indexer.model import SectionKind

Counts = NDArray[np.intp]
Rows = NDArray[np.intp]
_NARROW = np.min_scalar_type(sum(KIND_BITS.values()))
"""Holds the bits of the kinds without the others: there are 16 kinds, and half the memory to go through."""
_FEW = 4
"""Reports are few where all together are so many times more."""
_NEXT_TO_NONE = 64
"""So many times more: then the values of each are looked up, instead of gone through."""


class Tally:
    """The reports that a mask chooses. Where they are more than half, the others are taken from the whole."""

    def __init__(self, columns: Columns, chosen: NDArray[np.bool_]) -> None:
        self._columns = columns
        self._inverted = 2 * int(np.count_nonzero(chosen)) > len(chosen)
        self._mask = ~chosen if self._inverted else chosen
        self._rows = np.flatnonzero(self._mask)
        self._groups: dict[int, NDArray[np.float64]] = {}

    def count(self, facet: str) -> Counts:
        """For each value how many of the reports have it, and at the end how many have none."""
        column, group = self._columns.facets[facet], self._columns.groups.get(facet)
        if group is not None and len(self._rows) >= group.size:
            found = group.add_up(facet, self._of_group(group), len(column.totals))
        else:
            found = np.bincount(self._codes(column), minlength=len(column.totals))
        return column.totals - found if self._inverted else found

    def _codes(self, column: FacetColumn) -> NDArray[np.int32]:
        if column.single:
            return column.codes[self._rows]
        if _NEXT_TO_NONE * len(self._rows) < len(self._mask):
            return column.codes[_places(column.reports, self._rows)]
        return column.codes[self._mask[column.reports]]

    def _of_group(self, group: Group) -> NDArray[np.float64]:
        if id(group) not in self._groups:
            self._groups[id(group)] = group.count(self._rows)
        return self._groups[id(group)]


def _places(reports: NDArray[np.int32], rows: Rows) -> Rows:
    """Where some rows stand in an ascending list that has each of them once or more.

    >>> _places(np.array([0, 1, 1, 2, 3, 3], np.int32), np.array([1, 3])).tolist()
    [1, 2, 4, 5]
    """
    wanted = rows.astype(reports.dtype)  # numpy would copy all of the list to compare another type
    first, end = np.searchsorted(reports, wanted), np.searchsorted(reports, wanted, "right")
    counts = end - first
    before = np.cumsum(counts) - counts
    places: Rows = np.repeat(first - before, counts) + np.arange(counts.sum())
    return places


def count_kinds(bits: Bits) -> dict[SectionKind, int]:
    """For each kind of section, how many of the reports have its bit.

    >>> counts = count_kinds(np.array([0, 0b01, 0b11], dtype=np.uint32))
    >>> [*counts.values()][:3]
    [2, 1, 0]
    """
    held = bits != 0  # numpy finds what is true 20 times faster than what is not 0
    few = _FEW * int(np.count_nonzero(held)) < len(bits)
    some = bits[np.flatnonzero(held)] if few else bits
    narrow = some.astype(_NARROW)
    return {kind: int(np.count_nonzero(narrow & _NARROW.type(bit))) for kind, bit in KIND_BITS.items()}
