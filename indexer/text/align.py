"""Which character of the original each character of a repaired text comes from.

A repair is a list of :class:`Edit`; an :class:`Alignment` follows them, one after the other, so that
any range of the repaired text can be shown in the original wording, and any range of the original be
found in the repaired text. Guessing by searching for the words again fails exactly where it matters:
on damaged text, and on words that occur twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.model import Span


class Edit(NamedTuple):
    """Replace ``[start, end)`` by ``text``.

    A replacement of the same length maps character by character; any other length maps each new
    character to the whole range. An empty ``text`` deletes. Pure insertions are not allowed: they
    would stand for nothing in the original.
    """

    start: int
    end: int
    text: str


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, which are in order and do not overlap.

    >>> apply("務(wù)院", [Edit(1, 5, "")])
    '務院'
    """
    pieces: list[str] = []
    done = 0
    for start, end, replacement in edits:
        pieces += (text[done:start], replacement)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """For each character of the repaired text, the half-open range of the original that it stands for.

    ``starts`` and ``ends`` never decrease. ``size`` is the length of the original.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    size: int

    @classmethod
    def identity(cls, size: int) -> Alignment:
        """The alignment of a text of ``size`` characters with itself."""
        starts = np.arange(size, dtype=np.int32)
        return cls(starts, starts + 1, size)

    def after(self, edits: Sequence[Edit]) -> Alignment:
        """The alignment of the text that the edits make, with the same original."""
        changing = [edit for edit in edits if len(edit.text) != edit.end - edit.start]
        if not changing:
            return self
        count = len(self.starts)
        copies = np.ones(count, dtype=np.int32)
        last = np.arange(count, dtype=np.int32)
        for start, end, text in changing:
            if start == end:
                raise ValueError(f"an edit inserts {text!r} at {start} without replacing anything")
            if end - start > 1:
                copies[start:end] = 0
                last[start] = end - 1
            copies[start] = len(text)
        source = np.repeat(np.arange(count, dtype=np.int32), copies)
        return Alignment(self.starts[source], self.ends[last[source]], self.size)

    def to_original(self, start: int, end: int) -> Span:
        """The range of the original that ``[start, end)`` of the repaired text stands for.

        What was deleted between two characters of the range belongs to it; what was deleted at its
        edges does not. An empty range gives an empty span at its place.
        """
        count = len(self.starts)
        if start < end:
            return Span(self.starts.item(start), self.ends.item(end - 1))
        if not count:
            return Span(0, 0)
        place = self.starts.item(start) if start < count else self.ends.item(count - 1)
        return Span(place, place)

    def to_normalised(self, span: Span) -> tuple[int, int]:
        """The range of the repaired text that holds something of ``span``; empty where nothing is left."""
        # A plain int would have NumPy's own search copy the whole array into wider integers, at every call.
        start = bisect_right(self.ends.data, span.start)
        return start, bisect_left(self.starts.data, span.end, lo=start)

    def deleted(self, at: int) -> Span:
        """What of the original was deleted right before character ``at`` of the repaired text."""
        return Span(self.ends.item(at - 1), self.starts.item(at))

    def deletions(self, start: int, end: int) -> list[int]:
        """The characters of ``[start, end)`` right before which something of the original was deleted."""
        gaps = self.starts[start:end] > self.ends[start - 1 : max(0, end - 1)]
        return [start + gap for gap in np.flatnonzero(gaps).tolist()]

    def to_bytes(self) -> bytes:
        """A compact form: one entry where the step from a character to the next is not 1 to 1."""
        breaks = np.ones(len(self.starts), dtype=bool)
        breaks[1:] = (np.diff(self.starts) != 1) | (np.diff(self.ends) != 1)
        at = np.flatnonzero(breaks).astype(np.int32)
        head = np.array([len(self.starts), self.size, len(at)], dtype=np.int32)
        return np.concatenate([head, at, self.starts[at], self.ends[at]]).astype("<i4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Alignment:
        """The alignment that :meth:`to_bytes` wrote."""
        numbers = np.frombuffer(data, dtype="<i4").astype(np.int32)
        count, size, breaks = (int(number) for number in numbers[:3])
        at, starts, ends = numbers[3:].reshape(3, breaks) if breaks else np.zeros((3, 0), np.int32)
        lengths = np.diff(np.append(at, count))
        within = np.arange(count, dtype=np.int32) - np.repeat(at, lengths)
        return cls(np.repeat(starts, lengths) + within, np.repeat(ends, lengths) + within, size)
