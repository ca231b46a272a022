"""Where a string stands in the texts of all sections: exactly, whatever it is made of.

Segmentation cannot answer that. An index of words loses 7 quotations of 10, because the words at the
edges of a quotation are cut differently inside a sentence; an index of character triples has no answer
for 公开. A suffix array has: all ends of all texts in sorted order, in which those that begin with the
string stand side by side and are found by halving.

The texts are bytes of UTF-8 with a byte between them that UTF-8 never uses, so that nothing is found
across a border, and only ends that begin with a whole character are kept. Sorted order of the bytes is
sorted order of the characters. The files are mapped into memory, not read: opening costs nothing and
processes share them. Texts are kept in pieces of bounded size, because sorting one takes many
times its bytes of memory for a while.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydivsufsort import divsufsort

PIECE_BYTES = 64 << 20
_BORDER = b"\xff"
_ARRAYS = ("suffixes", "starts", "docs", "sections")


def _encode(text: str) -> bytes:
    # A half of a surrogate pair is no character, but a query may hold one: it is looked for, not refused.
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every place of a string: in which section, and where there. Overlapping ones are all counted.

    They stand in the order in which the sections were written, then in the order of the text.
    """

    docs: NDArray[np.int64]
    """The number given with the section."""
    sections: NDArray[np.int32]
    """The section's number in its document, as given."""
    ordinals: NDArray[np.int64]
    """The section's number in the order of writing, over all documents."""
    _places: tuple[tuple[_Piece, NDArray[np.int32]], ...]

    def __len__(self) -> int:
        return len(self.docs)

    def offsets(self) -> NDArray[np.int64]:
        """For each place, how many characters of its section stand before it."""
        found = [piece.offsets(places) for piece, places in self._places]
        return np.concatenate([np.zeros(0, np.int64), *found])


def write_phrases(sections: Iterable[tuple[int, int, str]], folder: Path) -> None:
    """Write the index of ``(document, section, text)`` into a new folder."""
    folder.mkdir(parents=True)
    count = -1
    for count, piece in enumerate(_cut_pieces(sections)):
        _write_piece(piece, folder / f"{count:04}")
    (folder / "phrases.json").write_text(json.dumps({"format": 1, "pieces": count + 1}))


def _cut_pieces(sections: Iterable[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, bytes]]]:
    piece: list[tuple[int, int, bytes]] = []
    size = 0
    for doc, section, text in sections:
        data = _encode(text)
        if piece and size + len(data) > PIECE_BYTES:
            yield piece
            piece, size = [], 0
        piece.append((doc, section, data))
        size += len(data) + 1
    if piece:
        yield piece


def _write_piece(piece: list[tuple[int, int, bytes]], folder: Path) -> None:
    folder.mkdir()
    text = bytearray().join(data + _BORDER for _, _, data in piece)
    lengths = np.array([len(data) + 1 for _, _, data in piece], dtype=np.int64)
    codes = np.frombuffer(text, dtype=np.uint8)
    suffixes = divsufsort(codes)
    firsts = codes[suffixes]
    begins = (firsts & 0xC0 != 0x80) & (firsts != _BORDER[0])
    (folder / "text").write_bytes(text)
    np.save(folder / "suffixes.npy", suffixes[begins].astype(np.int32, copy=False))
    np.save(folder / "starts.npy", (np.cumsum(lengths) - lengths).astype(np.int32))
    np.save(folder / "docs.npy", np.array([doc for doc, _, _ in piece], dtype=np.int64))
    np.save(folder / "sections.npy", np.array([section for _, section, _ in piece], dtype=np.int32))


class _Piece:
    """One sorted piece of the texts."""

    def __init__(self, folder: Path, base: int) -> None:
        """``base`` sections are in the pieces before this one."""
        with (folder / "text").open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._suffixes, self.starts, self.docs, self.sections = (
            np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS
        )
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

    def section_of(self, places: NDArray[np.int32]) -> NDArray[np.int64]:
        """The section, counted within the piece, that each place is in."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def offsets(self, places: NDArray[np.int32]) -> NDArray[np.int64]:
        """How many characters of its section stand before each place."""
        starts = self.starts[self.section_of(places)]
        before = (self._text[start:place] for start, place in zip(starts, places, strict=True))
        return np.array([_characters(piece) for piece in before], dtype=np.int64)


def _characters(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) & 0xC0 != 0x80))


class PhraseIndex:
    """An index that :func:`write_phrases` wrote. Never changes, so threads may share it."""

    def __init__(self, pieces: tuple[_Piece, ...]) -> None:
        self._pieces = pieces

    @classmethod
    def open(cls, folder: Path) -> PhraseIndex:
        """Map the files of an index into memory."""
        count = json.loads((folder / "phrases.json").read_text())["pieces"]
        pieces: list[_Piece] = []
        base = 0
        for number in range(count):
            pieces.append(_Piece(folder / f"{number:04}", base))
            base += len(pieces[-1].starts)
        return cls(tuple(pieces))

    def find(self, text: str) -> Occurrences:
        """Every place where the texts say exactly this.

        >>> folder = getfixture("tmp_path") / "phrases"
        >>> write_phrases([(7, 0, "公开"), (7, 1, "未公开公开")], folder)
        >>> found = PhraseIndex.open(folder).find("公开")
        >>> found.docs.tolist(), found.sections.tolist(), found.offsets().tolist()
        ([7, 7, 7], [0, 1, 1], [0, 1, 3])
        """
        found = [(piece, piece.places(*piece.range(_sought(text)))) for piece in self._pieces]
        found = [(piece, places) for piece, places in found if len(places)]
        sections = [piece.section_of(places) for piece, places in found]
        pairs = [(piece, within) for (piece, _), within in zip(found, sections, strict=True)]
        return Occurrences(
            np.concatenate([np.zeros(0, np.int64), *(piece.docs[within] for piece, within in pairs)]),
            np.concatenate([np.zeros(0, np.int32), *(piece.sections[within] for piece, within in pairs)]),
            np.concatenate([np.zeros(0, np.int64), *(within + piece.base for piece, within in pairs)]),
            tuple(found),
        )

    def count(self, text: str) -> int:
        """How many places there are: much cheaper than finding them."""
        ranges = (piece.range(_sought(text)) for piece in self._pieces)
        return sum(end - start for start, end in ranges)


def _sought(text: str) -> bytes:
    if not text:
        raise ValueError("an empty phrase is everywhere and nowhere")
    return _encode(text)
