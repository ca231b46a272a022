"""Texts -> the files of a phrase index.

The texts are bytes of UTF-8 with a byte between them that UTF-8 never uses, so that nothing is found
across a border, and only ends that begin with a whole character are kept. Sorted order of the bytes is
sorted order of the characters. Texts are kept in pieces of bounded size, because sorting one takes many
times its bytes of memory for a while.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydivsufsort import divsufsort

from indexer.phrases.ladder import write_ladder
from indexer.phrases.piece import BLOCK_BITS, BORDER, encode

PIECE_BYTES = 64 << 20


def write_phrases(sections: Iterable[tuple[int, int, str]], folder: Path) -> None:
    """Write the index of ``(document, section, text)`` into a new folder."""
    folder.mkdir(parents=True)
    count = -1
    for count, piece in enumerate(_cut_pieces(sections)):
        _write_piece(piece, folder / f"{count:04}")
    (folder / "phrases.json").write_text(json.dumps({"format": 3, "pieces": count + 1}))


def _cut_pieces(sections: Iterable[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, bytes]]]:
    piece: list[tuple[int, int, bytes]] = []
    size = 0
    for doc, section, text in sections:
        data = encode(text)
        if piece and size + len(data) > PIECE_BYTES:
            yield piece
            piece, size = [], 0
        piece.append((doc, section, data))
        size += len(data) + 1
    if piece:
        yield piece


def _write_piece(piece: list[tuple[int, int, bytes]], folder: Path) -> None:
    folder.mkdir()
    text = bytearray().join(data + BORDER for _, _, data in piece)
    lengths = np.array([len(data) + 1 for _, _, data in piece], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    blocks = np.searchsorted(starts, np.arange(0, len(text), 1 << BLOCK_BITS), side="right") - 1
    (folder / "text").write_bytes(text)
    np.save(folder / "borders.npy", np.append(starts, len(text)).astype(np.int32))
    np.save(folder / "blocks.npy", blocks.astype(np.int32))
    np.save(folder / "docs.npy", np.array([doc for doc, _, _ in piece], dtype=np.int64))
    np.save(folder / "sections.npy", np.array([section for _, section, _ in piece], dtype=np.int32))
    piece.clear()  # Sorting needs the memory.
    codes = np.frombuffer(text, dtype=np.uint8)
    suffixes = divsufsort(codes).astype(np.int32, copy=False)
    suffixes = suffixes[_begins_character(codes)[suffixes]]
    np.save(folder / "suffixes.npy", suffixes)
    write_ladder(text, suffixes, folder / "ladder.npy")


def _begins_character(codes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each byte whether a character begins with it."""
    begins: NDArray[np.bool_] = (codes & 0xC0 != 0x80) & (codes != BORDER[0])
    return begins
