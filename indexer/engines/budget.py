"""The time that a search may take."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Budget:
    """Asked between two steps of the work, each of which is short.

    >>> budget = Budget(2.0, iter([0.0, 1.0, 3.0]).__next__)
    >>> budget.is_spent(), budget.is_spent()
    (False, True)
    """

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        """The time begins to run now."""
        self._clock = clock
        self._end = clock() + seconds

    def is_spent(self) -> bool:
        """Whether the rest of the work must be left undone."""
        return self._clock() >= self._end
