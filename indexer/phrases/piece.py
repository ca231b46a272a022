"""One sorted piece of the texts: opening costs nothing, for arrays are mapped, and processes share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.phrases.filebytes import FileBytes, FileNumbers
from indexer.phrases.ladder import Ladder

BORDER = b"\xff"
BLOCK_BITS = 8
"""Blocks of 256 bytes: about a third of a section."""
_AT_ONCE = 1 << 20
_FEW = 8
"""Places are few where there are so many times more sections."""
_ARRAYS = ("borders", "blocks", "docs", "sections")
_AT_HAND = 1 << 10
"""A stretch of so many suffixes is read at once; of a longer one only those that are looked at."""
_CONTINUES = range(0x80, 0xC0)
"""Bytes that a character of UTF-8 never begins with."""


def encode(text: str) -> bytes:
    """The bytes that stand for a text.

    A half of a surrogate pair is no character, but a query may hold one: it is looked for, not refused.
    """
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The text that bytes stand for."""
    return data.decode("utf-8", "surrogatepass")


class Piece:
    """The files of one piece. Never changes, so threads may share it."""

    def __init__(self, folder: Path, base: int) -> None:
        """``base`` sections are in the pieces before this one."""
        self._text = FileBytes(folder / "text")
        # As plain arrays: every look into one of numpy's own class for mapped files costs a microsecond.
        borders, self._blocks, self.docs, self.sections = (
            np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS
        )
        self._suffixes = FileNumbers(folder / "suffixes.npy")
        self._ladder = Ladder(folder / "ladder.npy")
        self.starts, self._ends = borders[:-1], borders[1:]
        self.base = base

    def range(self, sought: bytes) -> tuple[int, int]:
        """The stretch of the sorted suffixes that begin with ``sought``."""
        (low, first_high), (end_low, high) = self._ladder.around(sought)
        high = min(high, len(self._suffixes))
        start = self._first(sought, low, min(first_high, high))
        return start, self._first_after(sought, max(start, end_low), high)

    def _first(self, sought: bytes, low: int, high: int) -> int:
        """The first suffix of a stretch that begins with ``sought`` or more."""
        size, place_of = len(sought), self._places_in(low, high)
        while low < high:
            middle = (low + high) // 2
            if self._text.get(place_of(middle), size) < sought:
                low = middle + 1
            else:
                high = middle
        return low

    def _first_after(self, sought: bytes, low: int, high: int) -> int:
        """The first suffix of a stretch after all that begin with ``sought``, in ever longer steps.

        All before the stretch do. Most strings that are looked for are rare: a step or two, where halving
        reads the text seven times.
        """
        size, step, place_of = len(sought), 1, self._places_in(low, high)
        while low + step <= high and self._text.get(place_of(low + step - 1), size) == sought:
            low, step = low + step, 2 * step
        high = min(high, low + step - 1)
        while low < high:
            middle = (low + high) // 2
            if self._text.get(place_of(middle), size) == sought:
                low = middle + 1
            else:
                high = middle
        return low

    def _places_in(self, low: int, high: int) -> Callable[[int], int]:
        """Tells where each suffix of a stretch begins."""
        if high - low > _AT_HAND:
            return self._place
        some = self._suffixes.get(low, high).tolist()
        return lambda number: some[number - low]

    def _place(self, number: int) -> int:
        return int(self._suffixes.get(number, number + 1)[0])

    def places(self, start: int, end: int) -> NDArray[np.int32]:
        """Where the suffixes of a stretch begin, in the order of the text."""
        return np.sort(self._suffixes.get(start, end))

    def section_counts(self, sought: bytes) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
        """The sections, counted within the piece, that hold ``sought``, in order, and how often.

        Sorting millions of places to count them would take most of a second; they are counted unsorted.
        """
        start, end = self.range(sought)
        if _FEW * (end - start) < len(self.starts):
            return np.unique(self.section_of(self._suffixes.get(start, end)), return_counts=True)
        counts = np.zeros(len(self.starts), dtype=np.int64)
        for first in range(start, end, _AT_ONCE):
            places = self._suffixes.get(first, min(first + _AT_ONCE, end))
            counts += np.bincount(self.section_of(places), minlength=len(counts))
        held = np.flatnonzero(counts)
        return held, counts[held]

    def section_of(self, places: NDArray[np.int32]) -> NDArray[np.int32]:
        """The section, counted within the piece, that each place is in.

        A table says it for the first byte of each block, and most sections are longer than a block.
        """
        found: NDArray[np.int32] = self._blocks[places >> BLOCK_BITS]
        late = np.flatnonzero(self._ends[found] <= places)
        while len(late):
            found[late] += 1
            late = late[self._ends[found[late]] <= places[late]]
        return found

    def offsets(self, places: NDArray[np.int32]) -> NDArray[np.int64]:
        """How many characters of its section stand before each place."""
        starts = self.starts[self.section_of(places)]
        pairs = zip(starts.tolist(), places.tolist(), strict=True)
        before = (self._text.get(start, place - start) for start, place in pairs)
        return np.array([_characters(piece) for piece in before], dtype=np.int64)

    def by_right_context(self, sought: bytes) -> Iterator[tuple[bytes, NDArray[np.int32]]]:
        """What follows ``sought`` up to the end of its section, in order, and the places where it does."""
        low, end = self.range(sought)
        while low < end:
            place = self._place(low)
            right = self._text.get(place, self._end_of(place) - place)
            high = self._first_after(right, low, end)
            yield right[len(sought) :], self.places(low, high)
            low = high

    def left_of(self, place: int, characters: int) -> str:
        """At most so many characters before a place, in its section."""
        section = int(self.section_of(np.array([place], dtype=np.int32))[0])
        start = max(int(self.starts[section]), place - 4 * characters)
        data = self._text.get(start, place - start)
        first = next((at for at, byte in enumerate(data) if byte not in _CONTINUES), len(data))
        return decode(data[first:])[-characters:] if characters else ""

    def _end_of(self, place: int) -> int:
        """Where the section of a place ends, its border included."""
        return int(self._ends[self.section_of(np.array([place], dtype=np.int32))[0]])


def _characters(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) & 0xC0 != 0x80))
