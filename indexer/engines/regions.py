"""Places inside places: a report that is filed under a county counts for its city and its province too.

A report has one value, the smallest place that it states with those above it: ``辽宁省/抚顺市/东洲区``. One
value for each report keeps counting as cheap as for any other facet; what the places above have is added up
after.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEPARATOR = "/"
_AFTER_SEPARATOR = chr(ord(SEPARATOR) + 1)


def above(place: str) -> Iterator[str]:
    """The places that a place is in, the largest first.

    >>> list(above("辽宁省/抚顺市/东洲区"))
    ['辽宁省', '辽宁省/抚顺市']
    """
    at = place.find(SEPARATOR)
    while at >= 0:
        yield place[:at]
        at = place.find(SEPARATOR, at + 1)


def inside(values: Sequence[str], place: str) -> slice:
    """Where those of the ascending values stand that are in the place, itself aside."""
    low = bisect_left(values, place + SEPARATOR)
    return slice(low, bisect_left(values, place + _AFTER_SEPARATOR, lo=low))


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Every place that reports are filed under, and those above them, in ascending order."""

    places: tuple[str, ...]
    own: NDArray[np.intp]
    """For each place its number among the values that reports have; -1 where none has it itself."""
    first: NDArray[np.intp]
    last: NDArray[np.intp]
    """The values of the places in it stand from ``first`` to before ``last``."""
    above: NDArray[np.intp]
    """The place that it is a part of; -1 for none."""
    numbers: Mapping[str, int]
    """Where each place stands."""

    def count(self, found: NDArray[np.intp]) -> NDArray[np.intp]:
        """For each place the reports in it, from those of each value."""
        before = np.concatenate([[0], np.cumsum(found)])
        here: NDArray[np.intp] = np.append(found, 0)[self.own]  # -1 is the 0 at the end.
        here += before[self.last] - before[self.first]
        return here

    def opened(self, named: Iterable[str]) -> NDArray[np.bool_]:
        """The largest places, and the parts of those that are named or have a named place in them."""
        lists = np.zeros(len(self.places) + 1, dtype=bool)
        lists[-1] = True
        for one in named:
            for place in (*above(one), one):
                lists[self.numbers.get(place, -1)] = True
        return lists[self.above]


def make_regions(values: Sequence[str]) -> Regions:
    """The places of a facet whose values are these, in ascending order."""
    places = sorted({place for value in values for place in (*above(value), value)})
    numbers = {place: number for number, place in enumerate(places)}
    codes = {value: code for code, value in enumerate(values)}
    slices = [inside(values, place) for place in places]

    def array(found: Iterable[int]) -> NDArray[np.intp]:
        return np.fromiter(found, dtype=np.intp, count=len(places))

    return Regions(
        tuple(places),
        own=array(codes.get(place, -1) for place in places),
        first=array(one.start for one in slices),
        last=array(one.stop for one in slices),
        above=array(numbers.get(place.rpartition(SEPARATOR)[0], -1) for place in places),
        numbers=numbers,
    )
