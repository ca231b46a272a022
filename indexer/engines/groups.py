"""Facets that say much the same of a report, put together so that they are counted together.

Counting one facet means going through all matching reports. But the reports of one agency share its
department, level and places: of 100,000 reports of 20,000 agencies there are hardly more *combinations* of
these six facets than agencies. So reports are counted by combination, once, and each facet adds up its
values from the combinations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
_REPORTS = 4
"""A group must have so many times more reports than combinations, or nothing is gained."""
_SMALL = 4
"""Combinations that any group may have."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Facets whose values come in few combinations."""

    size: int
    """How many combinations there are."""
    combinations: NDArray[np.intp]
    """For each report the number of its combination."""
    codes: Mapping[str, Codes]
    """For each facet its code in each combination."""

    def count(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """For each combination how many of the reports have it."""
        return np.bincount(self.combinations[rows], minlength=self.size).astype(np.float64)

    def add_up(self, facet: str, counts: NDArray[np.float64], values: int) -> NDArray[np.intp]:
        """The reports of each value of a facet, from those of each combination."""
        return np.bincount(self.codes[facet], counts, minlength=values).astype(np.intp)


def make_groups(columns: Mapping[str, Codes], count: int) -> tuple[Group, ...]:
    """Groups of the columns, each with one code for each of ``count`` reports.

    A column joins the first group that stays small with it; those with the most values begin. One that is
    alone in the end is no group.

    >>> place, level = np.array([0, 1, 2, 0, 1, 2], np.int32), np.array([1, 1, 0, 1, 1, 0], np.int32)
    >>> (group,) = make_groups({"place": place, "level": level}, 6)
    >>> counts = group.count(np.array([0, 1, 2, 3]))
    >>> group.add_up("place", counts, 3).tolist(), group.add_up("level", counts, 2).tolist()
    ([2, 1, 1], [1, 3])
    """
    most = max(_SMALL, count // _REPORTS)
    groups: list[tuple[Codes, dict[str, Codes]]] = []
    for facet in sorted(columns, key=lambda name: -int(columns[name].max(initial=0))):
        for number, (joint, members) in enumerate(groups):
            wider, size = _combine(joint, columns[facet])
            if size <= most:
                groups[number] = (wider, {**members, facet: columns[facet]})
                break
        else:
            groups.append((columns[facet], {facet: columns[facet]}))
    return tuple(_finish(joint, members) for joint, members in groups if len(members) > 1)


def _combine(joint: Codes, codes: Codes) -> tuple[Codes, int]:
    """A number for each combination of two columns, and how many there are."""
    pairs = joint.astype(np.int64) * (int(codes.max(initial=0)) + 1) + codes
    found, numbers = np.unique(pairs, return_inverse=True)
    return numbers.astype(np.int32), len(found)


def _finish(joint: Codes, members: Mapping[str, Codes]) -> Group:
    size = int(joint.max(initial=-1)) + 1
    example = np.zeros(size, dtype=np.intp)
    example[joint] = np.arange(len(joint))
    return Group(size, joint.astype(np.intp), {facet: codes[example] for facet, codes in members.items()})
