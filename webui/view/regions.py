"""The places that reports come from, as a tree: a place, and the places in it once it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.engines.protocol import FacetCount
from indexer.engines.regions import SEPARATOR, above
from indexer.query import NOT_STATED


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the places in it, by the number of their reports."""

    count: FacetCount
    parts: tuple[Place, ...]


def place_tree(counts: Sequence[FacetCount]) -> tuple[Place, ...]:
    """The largest places, with those in them; “not stated” last.

    >>> counts = [FacetCount("辽宁省", 3), FacetCount("辽宁省/抚顺市", 1), FacetCount("浙江省", 4)]
    >>> [(place.count.value, len(place.parts)) for place in place_tree(counts)]
    [('浙江省', 0), ('辽宁省', 1)]
    """
    known = {str(one.value) for one in counts}
    inside: dict[str, list[FacetCount]] = {}
    for one in counts:
        # A place that is asked for by a mistyped path has nobody above it here: it stands among the largest.
        nearest = next((place for place in reversed([*above(str(one.value))]) if place in known), "")
        inside.setdefault(nearest, []).append(one)
    return _places("", inside)


def _places(parent: str, inside: Mapping[str, Sequence[FacetCount]]) -> tuple[Place, ...]:
    ordered = sorted(
        inside.get(parent, ()), key=lambda one: (one.value == NOT_STATED, -one.count, str(one.value))
    )
    return tuple(Place(one, _places(str(one.value), inside)) for one in ordered)


def smallest(path: str) -> str:
    """The last name of a path.

    >>> smallest("辽宁省/抚顺市")
    '抚顺市'
    """
    return path.rpartition(SEPARATOR)[2]


def is_named(place: Place, named: Callable[[str], bool]) -> bool:
    """Whether a place, or one in it, is chosen or left out."""
    return named(str(place.count.value)) or any(is_named(one, named) for one in place.parts)
