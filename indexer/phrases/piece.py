"""One sorted piece of the texts, mapped into memory: opening costs nothing and processes share it."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BORDER = b"\xff"
BLOCK_BITS = 8
"""Blocks of 256 bytes: about a third of a section."""
_AT_ONCE = 1 << 20
_ARRAYS = ("suffixes", "starts", "blocks", "docs", "sections")
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
        with (folder / "text").open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._suffixes, self.starts, self._blocks, self.docs, self.sections = (
            np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS
        )
        self._ends = np.append(self.starts[1:], np.int32(len(self._text)))
        self.base = base

    def range(self, sought: bytes) -> tuple[int, int]:
        """The stretch of the sorted suffixes that begin with ``sought``."""
        start = self._first(sought, sought_after=False)
        return start, self._first(sought, sought_after=True, low=start)

    def _first(self, sought: bytes, *, sought_after: bool, low: int = 0) -> int:
        """The first suffix that begins with ``sought`` or more; or the first one after all of those."""
        text, suffixes, size = self._text, self._suffixes, len(sought)
        high = len(suffixes)
        while low < high:
            middle = (low + high) // 2
            place = int(suffixes[middle])
            seen = text[place : place + size]
            if seen < sought or (sought_after and seen == sought):
                low = middle + 1
            else:
                high = middle
        return low

    def places(self, start: int, end: int) -> NDArray[np.int32]:
        """Where the suffixes of a stretch begin, in the order of the text."""
        return np.sort(self._suffixes[start:end])

    def section_counts(self, sought: bytes) -> NDArray[np.int64]:
        """For each section how often it holds ``sought``.

        Sorting millions of places to count them would take most of a second; they are counted unsorted.
        """
        start, end = self.range(sought)
        counts = np.zeros(len(self.starts), dtype=np.int64)
        for first in range(start, end, _AT_ONCE):
            places = np.array(self._suffixes[first : min(first + _AT_ONCE, end)])
            counts += np.bincount(self.section_of(places), minlength=len(counts))
        return counts

    def section_of(self, places: NDArray[np.int32]) -> NDArray[np.int32]:
        """The section, counted within the piece, that each place is in.

        A table says it for the first byte of each block, and most sections are longer than a block.
        """
        found = np.asarray(self._blocks[places >> BLOCK_BITS])
        late = np.flatnonzero(self._ends[found] <= places)
        while len(late):
            found[late] += 1
            late = late[self._ends[found[late]] <= places[late]]
        return found

    def offsets(self, places: NDArray[np.int32]) -> NDArray[np.int64]:
        """How many characters of its section stand before each place."""
        starts = self.starts[self.section_of(places)]
        before = (self._text[start:place] for start, place in zip(starts, places, strict=True))
        return np.array([_characters(piece) for piece in before], dtype=np.int64)

    def by_right_context(self, sought: bytes) -> Iterator[tuple[bytes, NDArray[np.int32]]]:
        """What follows ``sought`` up to the end of its section, in order, and the places where it does."""
        low, end = self.range(sought)
        while low < end:
            place = int(self._suffixes[low])
            right = self._text[place : self._end_of(place)]
            high = self._first(right, sought_after=True, low=low)
            yield right[len(sought) :], self.places(low, high)
            low = high

    def left_of(self, place: int, characters: int) -> str:
        """At most so many characters before a place, in its section."""
        section = int(self.section_of(np.array([place], dtype=np.int32))[0])
        start = max(int(self.starts[section]), place - 4 * characters)
        while start < place and self._text[start] in _CONTINUES:
            start += 1
        return decode(self._text[start:place])[-characters:] if characters else ""

    def _end_of(self, place: int) -> int:
        """Where the section of a place ends, its border included."""
        return int(self._ends[self.section_of(np.array([place], dtype=np.int32))[0]])


def _characters(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) & 0xC0 != 0x80))
