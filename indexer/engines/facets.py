"""Filters and facet counts on arrays, for engines that keep :class:`Columns`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.engines.columns import IN_SCOPE, KIND_BITS, STORED, Columns, FacetColumn, Value
from indexer.engines.evaluate import Bits
from indexer.engines.protocol import FACETS, REQUEST_BUCKETS, FacetCount
from indexer.errors import QueryError
from indexer.model import SectionKind
from indexer.query import NOT_STATED, Filter, FilterValue, Query, Range

Mask = NDArray[np.bool_]
_BUCKETS: Mapping[FilterValue, Range] = {name: Range(low, high) for name, low, high in REQUEST_BUCKETS}


def filter_masks(columns: Columns, filters: Iterable[Filter]) -> dict[str, Mask]:
    """For each facet that is filtered by, which reports pass."""
    masks: dict[str, Mask] = {}
    for given in filters:
        if given.facet not in STORED:
            raise QueryError(
                "unknown_filter",
                f"There is no filter {given.facet!r}.",
                f"Filter by one of: {', '.join(STORED)}.",
                field=given.facet,
            )
        mask = _passing(columns.facets[given.facet], given, len(columns.docs))
        masks[given.facet] = masks[given.facet] & mask if given.facet in masks else mask
    return masks


def _passing(column: FacetColumn, given: Filter, count: int) -> Mask:
    allowed = np.zeros(len(column.values) + 1, dtype=bool)
    for wanted in given.values:
        wanted = _BUCKETS.get(wanted, wanted) if given.facet == "requests" else wanted
        if isinstance(wanted, Range):
            allowed[_places(column, wanted)] = True
        elif wanted == NOT_STATED:
            allowed[-1] = True
        elif wanted in column.places:
            allowed[column.places[wanted]] = True
    passing = np.zeros(count, dtype=bool)
    passing[column.reports[allowed[column.codes]]] = True
    return passing


def _places(column: FacetColumn, wanted: Range) -> slice:
    """Where the numbers of a range stand among the values."""
    low = 0 if wanted.low is None else bisect_left(column.values, wanted.low, hi=column.numbers)
    high = column.numbers
    if wanted.high is not None:
        high = bisect_right(column.values, wanted.high, hi=column.numbers)
    return slice(low, high)


def everything(masks: Iterable[Mask], count: int) -> Mask:
    """The reports that pass all masks."""
    passing = np.ones(count, dtype=bool)
    for mask in masks:
        passing &= mask
    return passing


def count_facets(
    columns: Columns, query: Query, bits: Bits, masks: Mapping[str, Mask]
) -> dict[str, tuple[FacetCount, ...]]:
    """Drill-sideways counts: each facet over the reports that pass all filters but its own.

    ``bits`` says for which section kinds each report matches, filters aside.
    """
    matching = (bits & np.uint32(IN_SCOPE)) != 0
    all_filters = matching & everything(masks.values(), len(matching))
    counts: dict[str, tuple[FacetCount, ...]] = {}
    for facet in FACETS:
        selected = [value for given in query.filters if given.facet == facet for value in given.values]
        if facet == "section":
            passing = bits[everything(masks.values(), len(matching))]
            counts[facet] = _count_sections(passing, query.scope)
            continue
        reports = all_filters
        if facet in masks:
            others = (mask for name, mask in masks.items() if name != facet)
            reports = matching & everything(others, len(matching))
        column = columns.facets[facet]
        fold = _fold_buckets if facet == "requests" else _list_values
        counts[facet] = fold(column, _count_values(column, reports), selected)
    return counts


def _count_sections(bits: Bits, scope: frozenset[SectionKind]) -> tuple[FacetCount, ...]:
    counts = {kind: int(np.count_nonzero(bits & np.uint32(bit))) for kind, bit in KIND_BITS.items()}
    return tuple(FacetCount(kind, count) for kind, count in counts.items() if count or kind in scope)


def _count_values(column: FacetColumn, reports: Mask) -> NDArray[np.intp]:
    codes = column.codes[reports] if column.single else column.codes[reports[column.reports]]
    return np.bincount(codes, minlength=len(column.values) + 1)


def _list_values(
    column: FacetColumn, found: NDArray[np.intp], selected: Iterable[FilterValue]
) -> tuple[FacetCount, ...]:
    """The values that were found, and those that the query filters by."""
    shown: dict[Value, int] = {}
    places = np.flatnonzero(found)
    for place, count in zip(places.tolist(), found[places].tolist(), strict=True):
        shown[column.values[place] if place < len(column.values) else NOT_STATED] = count
    absent = {value for value in selected if not isinstance(value, Range)} - shown.keys()
    if absent:
        shown |= dict.fromkeys(absent, 0)
        shown = {value: shown[value] for value in sorted(shown, key=_order)}
    return tuple(FacetCount(value, count) for value, count in shown.items())


def _order(value: Value) -> tuple[object, ...]:
    return (value == NOT_STATED, isinstance(value, str), value)


def _fold_buckets(
    column: FacetColumn, found: NDArray[np.intp], selected: Iterable[FilterValue]
) -> tuple[FacetCount, ...]:
    """The numbers of requests by bucket."""
    counts = {name: int(found[_places(column, bucket)].sum()) for name, bucket in _BUCKETS.items()}
    counts[NOT_STATED] = int(found[-1])
    chosen = set(selected)
    return tuple(FacetCount(str(name), count) for name, count in counts.items() if count or name in chosen)
