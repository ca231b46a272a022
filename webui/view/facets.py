"""The filters beside the results: values with counts, each a link to the same search with or without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.engines.protocol import FacetCount
from indexer.query import NOT_STATED, FilterValue, Range
from webui.address import Pairs, excluding, pairs, removing, search_address, toggler
from webui.labels import labels
from webui.language import say_value
from webui.language.fields import Place, field_of, read_range
from webui.parameters import Asked
from webui.search import Found
from webui.view.regions import Place as Region
from webui.view.regions import is_named, place_tree, smallest
from webui.view.titles import TITLES
from webui.wording import Voice
from webui.workbench.names import FACETS as FOUND_BY_NAME
from webui.workbench.names import FoundNames

SHOWN = 8
"""Values of a facet shown at once; more open on demand."""
LISTED = 16
"""Further values that open on demand; the others are counted, and found by name."""
WHOLE = ("year", "requests", "fee", "level", "reuse")
"""Facets with few values: all of them are shown."""
IN_REGION = ("province", "city", "county")
"""Facets that the tree of regions shows."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a facet."""

    label: str
    count: str
    """Reports that have it, counted without this facet's own selection."""
    url: str
    """The search with it added, or removed where it is selected or left out."""
    selected: bool
    share: int = 0
    """Length of its bar, 0 to 100."""
    excluded: bool = False
    exclude_url: str = ""
    """The search that leaves it out instead; only for a selected one."""
    parts: tuple[ValueView, ...] = ()
    """The places in a place."""


@dataclass(frozen=True, slots=True)
class RangeView:
    """Two number inputs; the rest of the search travels as hidden fields."""

    low: str
    high: str
    least: int
    most: int
    hidden: Pairs


@dataclass(frozen=True, slots=True)
class FindView:
    """A box that finds values by a part of their name; the search travels as hidden fields."""

    part: str
    """What is in the box."""
    hidden: Pairs
    unlisted: int
    """How many values were found beside those listed."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet."""

    name: str
    title: str
    shown: tuple[ValueView, ...]
    more: tuple[ValueView, ...]
    """Values that open on demand."""
    unlisted: int
    """How many further values there are, to be found by name."""
    bars: bool
    range: RangeView | None
    find: FindView | None
    selected: int


def facet_views(found: Found, voice: Voice, names: FoundNames | None = None) -> tuple[FacetView, ...]:
    """The facets to show; ``names`` are those that the reader looks for in one of them."""
    return tuple(
        _facet(found, name, counts, voice, names if names and names.facet == name else None)
        for name in TITLES
        if name not in IN_REGION and (counts := found.result.facets.get(name))
    )


def filter_value(facet: str, value: str | int) -> FilterValue:
    """The value to filter by for a counted one: a bucket of numbers becomes its range."""
    return _range_of(str(value)) if facet == "requests" else value


@lru_cache(maxsize=64)
def _range_of(bucket: str) -> FilterValue:
    return read_range(field_of("requests"), bucket, Place("requests"))


def is_selected(asked: Asked, facet: str, value: str | int) -> bool:
    """Whether the search filters by a value, or by a range that it is in.

    >>> is_selected(Asked(), "year", 2019)
    False
    """
    wanted = filter_value(facet, value)
    return wanted in asked.whole.values(facet) or asked.whole.covers(facet, wanted)


def is_excluded(asked: Asked, facet: str, value: str | int) -> bool:
    """Whether the search leaves a value out."""
    return filter_value(facet, value) in asked.whole.excluded(facet)


class _Values:
    """Makes the views of one facet's values."""

    def __init__(self, asked: Asked, facet: str, counts: Iterable[FacetCount], voice: Voice) -> None:
        self._asked, self._facet, self._voice = asked, facet, voice
        self._most = max((one.count for one in counts), default=0)
        self._address = toggler(asked, facet)
        self._asks = bool(asked.whole.values(facet) or asked.whole.excluded(facet))

    def is_named(self, value: str | int) -> bool:
        """Whether a value is selected or left out."""
        asked, facet = self._asked, self._facet
        return self._asks and (is_selected(asked, facet, value) or is_excluded(asked, facet, value))

    def view(self, one: FacetCount, label: str = "", parts: tuple[ValueView, ...] = ()) -> ValueView:
        """One value."""
        asked, facet = self._asked, self._facet
        value = filter_value(facet, one.value)
        left_out = self._asks and is_excluded(asked, facet, one.value)
        selected = self._asks and not left_out and is_selected(asked, facet, one.value)
        return ValueView(
            label=label or say_value(facet, value, self._voice),
            count=self._voice.number(one.count),
            url=self._address(value),
            selected=selected,
            share=round(100 * one.count / self._most) if self._most else 0,
            excluded=left_out,
            exclude_url=_leaving_out(asked, facet, value) if selected else "",
            parts=parts,
        )

    def tree(self, place: Region) -> ValueView:
        """A place with the places in it."""
        value = str(place.count.value)
        label = "" if value == NOT_STATED else smallest(value)
        return self.view(place.count, label, tuple(map(self.tree, place.parts)))


def _leaving_out(asked: Asked, facet: str, value: FilterValue) -> str:
    """Sections are a scope, and a value within a range is left out by the click that takes it away."""
    if facet == "section" or value not in asked.whole.values(facet):
        return ""
    return search_address(excluding(asked, facet, value))


def _facet(
    found: Found, name: str, counts: Sequence[FacetCount], voice: Voice, names: FoundNames | None
) -> FacetView:
    asked = found.asked
    values = _Values(asked, name, counts, voice)
    find = _find(asked, name, names) if name in FOUND_BY_NAME else None
    first, rest = _listed(name, counts, values)
    size = max(found.result.facet_sizes.get(name, 0), len(counts))
    if names:
        first, rest, size = [values.view(one) for one in names.values], [], len(names.values)
    return FacetView(
        name,
        voice.gettext(TITLES[name]),
        tuple(first),
        tuple(rest),
        0 if name == "region" else size - len(first) - len(rest),
        name == "year",
        _range(asked, name) if name in ("year", "requests") else None,
        find if names or size > SHOWN else None,
        len(asked.whole.values(name)) + len(asked.whole.excluded(name)),
    )


def _listed(
    name: str, counts: Sequence[FacetCount], values: _Values
) -> tuple[list[ValueView], list[ValueView]]:
    """The values to show at once, and those that open on demand; a value that is set is always shown."""
    if name == "region":
        places = place_tree(counts)
        named = [is_named(place, values.is_named) for place in places]
        shown = [values.tree(place) for n, place in enumerate(places) if n < SHOWN or named[n]]
        return shown, [values.tree(place) for n, place in enumerate(places) if n >= SHOWN and not named[n]]
    ordered = sort_counts(name, counts)
    size = len(ordered) if name in WHOLE else SHOWN
    named = [values.is_named(one.value) for one in ordered]
    first = [values.view(one) for n, one in enumerate(ordered) if n < size or named[n]]
    rest = [one for n, one in enumerate(ordered) if n >= size and not named[n]]
    return first, [values.view(one) for one in rest[:LISTED]]


def sort_counts(facet: str, counts: Sequence[FacetCount]) -> list[FacetCount]:
    """Years newest first, choices in their own order, names by count; “not stated” last.

    >>> [one.value for one in sort_counts("year", [FacetCount(2019, 1), FacetCount(2021, 1)])]
    [2021, 2019]
    """
    known = list(labels(facet))
    if facet == "year":
        return sorted(counts, key=lambda one: -one.value if isinstance(one.value, int) else 0)
    if facet == "requests":
        return sorted(counts, key=lambda one: (one.value == NOT_STATED, _least(str(one.value))))
    if facet in ("level", "section", "fee", "reuse"):
        return sorted(
            counts, key=lambda one: known.index(str(one.value)) if one.value in known else len(known)
        )
    return sorted(counts, key=lambda one: (one.value == NOT_STATED, -one.count, str(one.value)))


def _least(bucket: str) -> int:
    digits = bucket.partition("-")[0]
    return int(digits) if digits.isdigit() else 0


def _range(asked: Asked, facet: str) -> RangeView:
    chosen = next((v for v in asked.chosen.values(facet) if isinstance(v, Range)), Range())
    rest = asked
    for value in asked.chosen.values(facet):
        rest = removing(rest, facet, value)
    known = field_of(facet)
    low, high = ("" if end is None else str(end) for end in (chosen.low, chosen.high))
    return RangeView(low, high, known.low, known.high, pairs(rest, paged=False))


def _find(asked: Asked, facet: str, names: FoundNames | None) -> FindView:
    hidden = [*pairs(asked, paged=False), ("facet", facet)]
    return FindView(names.part if names else "", hidden, names.size - len(names.values) if names else 0)
