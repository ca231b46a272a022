"""The first steps of looking a string up, side by side.

Halving millions of sorted suffixes from the middle reads a far away place of the text at each step, and
for each of these the disk is asked once where the system has forgotten it. So the beginning of every
128th suffix is kept in order. The last seven steps are then the only ones that read the text.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STEP = 128
"""Suffixes from one rung to the next."""
_WIDTH = 24
"""Bytes of a rung: eight Chinese characters."""
_RUNG = np.dtype(("S", _WIDTH))

Between = tuple[int, int]
"""A number is one of these two, or between them."""


def write_ladder(text: bytearray, suffixes: NDArray[np.int32], path: Path) -> None:
    """Keep the beginnings of the sorted suffixes of a text."""
    rungs = [bytes(text[place : place + _WIDTH]) for place in suffixes[::STEP].tolist()]
    np.save(path, np.array(rungs, dtype=_RUNG))


class Ladder:
    """The rungs of one piece, mapped into memory.

    numpy takes bytes of 0 at the end of a string for padding. So two strings may pass for equal that are
    not, but never one for smaller that is larger: the stretch that is found may be too wide, nothing more.
    """

    def __init__(self, path: Path) -> None:
        self._rungs = np.asarray(np.load(path, mmap_mode="r"))

    def around(self, sought: bytes) -> tuple[Between, Between]:
        """Where the suffixes that begin with ``sought`` begin, and where they end.

        No text has a byte 255 inside it: with these behind it, ``sought`` comes after all of its
        continuations. Where rungs begin with all of it, both are known to a step.
        """
        start = sought[:_WIDTH]
        before = int(np.searchsorted(self._rungs, np.array(start, dtype=_RUNG)))
        end = np.array(start.ljust(_WIDTH, b"\xff"), dtype=_RUNG)
        after = int(np.searchsorted(self._rungs, end, "right"))
        low, high = STEP * max(0, before - 1), STEP * after
        if before < after and len(sought) <= _WIDTH:
            return (low, STEP * before), (STEP * (after - 1) + 1, high)
        return (low, high), (low, high)
