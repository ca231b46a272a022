"""How many reports hold a word or phrase, and how often, by the values of a facet: one pass for each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.columns import FacetColumn
from indexer.engines.evaluate import TermHits
from indexer.engines.protocol import TABULATED, Held
from indexer.engines.rows import Value
from indexer.errors import QueryError
from indexer.query import NOT_STATED


def check_tabulated(facet: str) -> None:
    """Refuse a facet of which a report may have several values: its columns would not add up."""
    if facet not in TABULATED:
        raise QueryError("unknown_facet", f"Reports cannot be counted by {facet!r}.", field="by")


def count_values(column: FacetColumn, matching: NDArray[np.bool_]) -> dict[Value, int]:
    """How many of the reports have each value."""
    counts = np.bincount(column.codes[np.flatnonzero(matching)], minlength=len(column.totals))
    return {_value(column, code): int(counts[code]) for code in np.flatnonzero(counts).tolist()}


def count_held(column: FacetColumn, matching: NDArray[np.bool_], hits: TermHits) -> dict[Value, Held]:
    """How many of the reports of each value hold a term, and how often."""
    kept = np.flatnonzero(matching[hits.scoped])
    codes = column.codes[hits.scoped[kept]]
    reports = np.bincount(codes, minlength=len(column.totals))
    # As floats, which hold every whole number below 2 to the 53rd.
    times = np.bincount(codes, hits.frequencies[kept], len(column.totals))
    return {
        _value(column, code): Held(int(reports[code]), int(times[code]))
        for code in np.flatnonzero(reports).tolist()
    }


def _value(column: FacetColumn, code: int) -> Value:
    return column.values[code] if code < len(column.values) else NOT_STATED
