"""Streams of random numbers that cost nothing to start.

A report is put together from some thirty independent streams, one for each sentence that its agency
repeats, one for each statement. Starting a ``random.Random`` takes longer than all that is drawn from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import NormalDist
from typing import TypeVar

Item = TypeVar("Item")

_MASK = (1 << 64) - 1
_NORMAL = NormalDist()


class LongChance(Random):
    """The same for a stream of many numbers: dear to start, quicker to draw from."""

    def __init__(self, *key: int) -> None:
        """The stream of the key."""
        super().__init__(repr(key))

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.random() * len(items))]


class Chance:
    """Numbers that depend on the key alone: Knuth's linear congruence of 64 bits, started by a mixed key."""

    __slots__ = ("_state",)

    def __init__(self, *key: int) -> None:
        """Different keys give streams that have nothing to do with each other."""
        state = 0x9E3779B97F4A7C15
        for part in key:
            state = ((state ^ part) * 0xBF58476D1CE4E5B9) & _MASK
            state ^= state >> 29
        self._state = (state * 0x94D049BB133111EB) & _MASK

    def random(self) -> float:
        """A number from 0 up to, but not including, 1.

        >>> Chance(1, 2).random() == Chance(1, 2).random() != Chance(2, 1).random()
        True
        """
        self._state = state = (self._state * 6364136223846793005 + 1442695040888963407) & _MASK
        return (state >> 11) * 1.1102230246251565e-16

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.random() * len(items))]

    def normal(self, mean: float, deviation: float) -> float:
        """A number around the mean, normally distributed."""
        return mean + deviation * _NORMAL.inv_cdf(self.random() or 0.5)


Stream = Chance | LongChance
