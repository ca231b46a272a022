"""Every occurrence of a string with the words around it, in the order of what follows.

Sorted like this, the same continuation stands together: who else wrote 基础工作薄弱,人员不足?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from indexer.phrases.piece import Piece, decode

Keep = Callable[[NDArray[np.int64]], NDArray[np.bool_]]
"""Says of section numbers which of the sections count."""


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence and what stands around it in its section."""

    doc: int
    """The number given with the section."""
    section: int
    """The section's number in its document, as given."""
    offset: int
    """Characters of the section before the occurrence."""
    left: str
    right: str


def concordance(
    pieces: Sequence[Piece], sought: bytes, limit: int, characters: int, keep: Keep
) -> tuple[Line, ...]:
    """The first ``limit`` lines."""
    streams = (_found_in(piece, sought, limit, keep) for piece in pieces)
    ordered = merge(*streams, key=lambda found: found[0])
    return tuple(_line(piece, place, right, characters) for right, piece, place in islice(ordered, limit))


def _found_in(piece: Piece, sought: bytes, limit: int, keep: Keep) -> Iterator[tuple[bytes, Piece, int]]:
    for right, places in piece.by_right_context(sought):
        kept = places[keep(piece.section_of(places) + np.int64(piece.base))]
        for place in kept[:limit].tolist():
            yield right, piece, place


def _line(piece: Piece, place: int, right: bytes, characters: int) -> Line:
    places = np.array([place], dtype=np.int32)
    section = int(piece.section_of(places)[0])
    return Line(
        doc=int(piece.docs[section]),
        section=int(piece.sections[section]),
        offset=int(piece.offsets(places)[0]),
        left=piece.left_of(place, characters),
        right=decode(right[:-1])[:characters],
    )
