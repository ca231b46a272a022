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
_NARROW = np.min_scalar_type(sum(KIND_BITS.values()))
"""Holds the bits of the kinds without the others: there are 16 kinds, and half the memory to go through."""
_FEW = 4
"""Reports are few where all together are so many times more."""


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
        return column.codes[self._rows] if column.single else column.codes[self._mask[column.reports]]

    def _of_group(self, group: Group) -> NDArray[np.float64]:
        if id(group) not in self._groups:
            self._groups[id(group)] = group.count(self._rows)
        return self._groups[id(group)]


def count_kinds(bits: Bits) -> dict[SectionKind, int]:
    """For each kind of section, how many of the reports have its bit.

    >>> counts = count_kinds(np.array([0, 0b01, 0b11], dtype=np.uint32))
    >>> [*counts.values()][:3]
    [2, 1, 0]
    """
    few = _FEW * int(np.count_nonzero(bits)) < len(bits)
    some = bits[np.flatnonzero(bits)] if few else bits
    narrow = some.astype(_NARROW)
    return {kind: int(np.count_nonzero(narrow & _NARROW.type(bit))) for kind, bit in KIND_BITS.items()}
