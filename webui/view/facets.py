"""The filters beside the results: values with counts, each a link to the same search with or without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.engines.protocol import FacetCount
from indexer.query import NOT_STATED, FilterValue, Range
from webui.address import Pairs, pairs, removing, retyped, search_address, toggler
from webui.labels import labels
from webui.language import Typed, say_value, understood
from webui.language.fields import Place, field_of, read_range
from webui.parameters import Asked
from webui.search import Found
from webui.wording import N_, Voice

SHOWN = 8
"""Values of a facet shown at once; more open on demand."""
LISTED = 40
"""Further values that open on demand; the others are counted, and found by name."""

TITLES = {
    "year": N_("Year"),
    "section": N_("Section"),
    "level": N_("Level"),
    "region": N_("Region"),
    "province": N_("Province"),
    "city": N_("City"),
    "county": N_("County"),
    "department": N_("Department"),
    "agency": N_("Agency"),
    "requests": N_("Requests received"),
    "fee": N_("Fees for requests"),
    "flag": N_("Flags"),
}
"""The facets in the order of the page."""
INSIDE = {"city": "province", "county": "city"}
"""Facets of a tree: shown once a value above them is chosen, or when there are few."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a facet."""

    label: str
    count: str
    """Reports that have it, counted without this facet's own selection."""
    url: str
    """The search with it added, or removed where it is selected."""
    selected: bool
    share: int
    """Length of its bar, 0 to 100."""


@dataclass(frozen=True, slots=True)
class RangeView:
    """Two number inputs; the rest of the search travels as hidden fields."""

    name: str
    low: str
    high: str
    least: int
    most: int
    hidden: Pairs


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet."""

    name: str
    title: str
    shown: tuple[ValueView, ...]
    more: tuple[ValueView, ...]
    """Values that open on demand."""
    unlisted: int
    """How many further values there are, to be found by ``example``."""
    example: str
    bars: bool
    inside: bool
    """Whether it stands under the facet before it."""
    range: RangeView | None
    selected: int


@dataclass(frozen=True, slots=True)
class ChipView:
    """A filter that is set, and the search without it."""

    label: str
    url: str


def facet_views(found: Found, voice: Voice) -> tuple[FacetView, ...]:
    """The facets to show."""
    return tuple(
        _facet(found, name, found.result.facets.get(name, ()), voice)
        for name in TITLES
        if found.result.facets.get(name) and _in_reach(found, name)
    )


def _in_reach(found: Found, name: str) -> bool:
    above = INSIDE.get(name)
    whole = found.asked.whole
    if above is None or whole.values(name) or any(part.facet in (name, above) for part in whole.names):
        return True
    size = found.result.facet_sizes.get(name, len(found.result.facets[name]))
    return bool(whole.values(above)) or size <= SHOWN


def filter_value(facet: str, value: str | int) -> FilterValue:
    """The value to filter by for a counted one: a bucket of numbers becomes its range."""
    if facet == "requests":
        return read_range(field_of(facet), str(value), Place(facet))
    return value


def is_selected(asked: Asked, facet: str, value: str | int) -> bool:
    """Whether the search filters by a value.

    >>> is_selected(Asked(), "year", 2019)
    False
    """
    return filter_value(facet, value) in asked.whole.values(facet)


def _facet(found: Found, name: str, counts: Sequence[FacetCount], voice: Voice) -> FacetView:
    ordered = sort_counts(name, counts)
    most = max(one.count for one in counts)
    chosen = frozenset(found.asked.whole.values(name))
    size = len(ordered) if name in ("year", "requests", "fee", "level") else SHOWN
    selected = {one for one in ordered if filter_value(name, one.value) in chosen}
    first = [one for n, one in enumerate(ordered) if n < size or one in selected]
    rest = [one for one in ordered[size:] if one not in selected][:LISTED]
    address = toggler(found.asked, name)

    def view(one: FacetCount) -> ValueView:
        value = filter_value(name, one.value)
        share = round(100 * one.count / most) if most else 0
        said, count = say_value(name, value, voice), voice.number(one.count)
        return ValueView(said, count, address(value), one in selected, share)

    return FacetView(
        name,
        voice.gettext(TITLES[name]),
        tuple(map(view, first)),
        tuple(map(view, rest)),
        max(found.result.facet_sizes.get(name, 0), len(ordered)) - len(first) - len(rest),
        field_of(name).example,
        name == "year",
        name in INSIDE,
        _range(found.asked, name) if name in ("year", "requests") else None,
        len(chosen),
    )


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
    if facet in ("level", "section", "fee"):
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
    return RangeView(facet, low, high, known.low, known.high, pairs(rest, paged=False))


def chips(asked: Asked, voice: Voice) -> tuple[ChipView, ...]:
    """Every filter that is set, with the search that lacks it."""
    whole = asked.whole
    found = [
        ChipView(
            f"{voice.gettext(TITLES[facet])}: {say_value(facet, value, voice)}",
            search_address(removing(asked, facet, value)),
        )
        for facet in TITLES
        for value in whole.values(facet)
    ]
    for name in asked.typed.names:
        rest = tuple(other for other in asked.typed.names if other != name)
        label = understood(Typed(names=(name,)), voice).partition(voice.gettext("; "))[2]
        found.append(ChipView(label, search_address(retyped(replace(asked, page=1), names=rest))))
    return tuple(found)
