"""Filters and facet counts on arrays, for engines that keep :class:`Columns`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines.columns import IN_SCOPE, Columns, FacetColumn
from indexer.engines.evaluate import Bits
from indexer.engines.protocol import FACETS, LONG_FACETS, REQUEST_BUCKETS, FacetCount
from indexer.engines.regions import Regions, inside
from indexer.engines.rows import STORED, Value
from indexer.engines.tally import Tally, count_kinds
from indexer.errors import QueryError
from indexer.model import SectionKind
from indexer.query import NOT_STATED, Filter, FilterValue, Query, Range

Mask = NDArray[np.bool_]
Counts = NDArray[np.intp]
_BUCKETS: Mapping[FilterValue, Range] = {name: Range(low, high) for name, low, high in REQUEST_BUCKETS}


@dataclass(frozen=True, slots=True)
class Counted:
    """The values of one facet, and how many there are, listed or not."""

    listed: tuple[FacetCount, ...]
    size: int


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
        else:
            allowed[column.places.get(wanted, slice(0))] = True
            if given.facet == "region":
                allowed[_inside(column, str(wanted))] = True
    passing = np.full(count, given.exclude)
    passing[column.reports[allowed[column.codes]]] = not given.exclude
    return passing


def _inside(column: FacetColumn, wanted: str) -> slice:
    """Where the places in a place stand among the values."""
    return inside([str(value) for value in column.values], wanted)


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


def count_facets(columns: Columns, query: Query, bits: Bits, masks: Mapping[str, Mask]) -> dict[str, Counted]:
    """Drill-sideways counts: each facet over the reports that pass all filters but its own.

    ``bits`` says for which section kinds each report matches, filters aside.
    """
    matching = (bits & np.uint32(IN_SCOPE)) != 0
    all_filters = Tally(columns, everything((matching, *masks.values()), len(matching)))
    counts: dict[str, Counted] = {}
    for facet in FACETS:
        if facet == "section":
            passed = bits[everything(masks.values(), len(bits))] if masks else bits
            counts[facet] = _list_sections(count_kinds(passed), query.scope)
            continue
        column, selected, tally = columns.facets[facet], _selected(query, facet), all_filters
        if facet in masks:
            others = (mask for name, mask in masks.items() if name != facet)
            tally = Tally(columns, everything((matching, *others), len(matching)))
        found = tally.count(facet)
        if facet == "region":
            counts[facet] = _list_regions(columns.regions, found, selected, query.facet_values)
        elif facet == "requests":
            counts[facet] = _fold_buckets(column, found, selected)
        else:
            most = query.facet_values if facet in LONG_FACETS else None
            counts[facet] = _list_values(column, found, selected, most)
    return counts


def _selected(query: Query, facet: str) -> list[FilterValue]:
    """The values of a facet that the query filters by."""
    return [value for given in query.filters if given.facet == facet for value in given.values]


def _list_sections(counts: Mapping[SectionKind, int], scope: frozenset[SectionKind]) -> Counted:
    listed = tuple(FacetCount(kind, count) for kind, count in counts.items() if count or kind in scope)
    return Counted(listed, len(listed))


def _list_values(
    column: FacetColumn, found: Counts, selected: Sequence[FilterValue], most: int | None
) -> Counted:
    """The values that were found, the ``most`` frequent of them, and those that the query filters by."""
    places = np.flatnonzero(found != 0)  # much faster than looking for what is not 0
    wanted = {value for value in selected if not isinstance(value, Range)}
    named = {column.places.get(value, -1) for value in wanted if value != NOT_STATED}
    unlisted = 0
    if most is not None:
        kept = _most_frequent(column, found, places, most, named)
        unlisted, places = len(places) - len(kept), kept
    shown = [*map(column.values.__getitem__, places[places < len(column.values)].tolist())]
    if found[-1]:
        shown.append(NOT_STATED)
    listed = tuple(map(FacetCount, shown, found[places].tolist()))
    absent = wanted.difference(shown)
    if absent:
        more = (FacetCount(value, 0) for value in absent)
        listed = tuple(sorted((*listed, *more), key=lambda one: _order(one.value)))
    return Counted(listed, len(listed) + unlisted)


def _list_regions(
    regions: Regions, found: Counts, selected: Sequence[FilterValue], most: int | None
) -> Counted:
    """The places that reports are in; of a limited list those that are open, and those filtered by."""
    counts = regions.count(found[:-1])
    wanted = [value for value in selected if not isinstance(value, Range)]
    names = [value for value in wanted if isinstance(value, str)]
    named = [regions.numbers[place] for place in names if place in regions.numbers]
    stated = counts > 0
    stated[named] = True
    listed = stated if most is None else stated & regions.opened(names)
    listed[named] = True
    shown: dict[Value, int] = {regions.places[n]: int(counts[n]) for n in np.flatnonzero(listed).tolist()}
    if found[-1] or NOT_STATED in wanted:
        shown[NOT_STATED] = int(found[-1])
    unknown = dict.fromkeys(place for place in wanted if place not in shown)
    if unknown:
        shown |= dict.fromkeys(unknown, 0)
        shown = {value: shown[value] for value in sorted(shown, key=_order)}
    size = len(shown) + int(np.count_nonzero(stated)) - int(np.count_nonzero(listed))
    return Counted(tuple(FacetCount(*one) for one in shown.items()), size)


def _most_frequent(
    column: FacetColumn, found: Counts, places: Counts, most: int, named: Iterable[int]
) -> Counts:
    """Of the places with a count those to list, in their order."""
    stated = places[places < len(column.values)]
    if len(stated) <= most:
        return places
    ranked = stated - found[stated] * len(found)  # One number each: by count, then by place.
    best = stated[np.argpartition(ranked, most)[:most]]
    kept = np.zeros(len(found), dtype=bool)
    kept[best] = True
    kept[[place for place in named if place >= 0]] = True
    kept[-1] = True  # Not stated.
    return places[kept[places]]


def _order(value: Value) -> tuple[object, ...]:
    return (value == NOT_STATED, isinstance(value, str), value)


def _fold_buckets(column: FacetColumn, found: Counts, selected: Iterable[FilterValue]) -> Counted:
    """The numbers of requests by bucket."""
    counts = {name: int(found[_places(column, bucket)].sum()) for name, bucket in _BUCKETS.items()}
    counts[NOT_STATED] = int(found[-1])
    chosen = set(selected)
    listed = tuple(FacetCount(str(name), n) for name, n in counts.items() if n or name in chosen)
    return Counted(listed, len(listed))
