"""Proof that work grows with the size of its input, not with its square: a ratio, never a clock."""

from __future__ import annotations

import time
from collections.abc import Callable

STEP = 4
"""How much larger the larger input is."""
MOST = 3 * STEP
"""A quadratic function would take 16 times as long; three times linear leaves room for noise."""


def growth(work: Callable[[str], object], small: str, large: str) -> float:
    """How many times the processor time of ``small`` the input ``large`` takes, best of three."""

    def cost(given: str) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            work(given)
            times.append(time.process_time() - start)
        return min(times)

    return cost(large) / max(cost(small), 0.002)


def grows_linearly(work: Callable[[str], object], unit: str, size: int = 100_000) -> bool:
    """Whether ``work`` on a text of ``unit`` repeated takes no more than in proportion to its length."""
    small = unit * (size // len(unit))
    return growth(work, small, small * STEP) < MOST
