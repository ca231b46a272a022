"""Reads Whoosh's posting lists straight into arrays.

Whoosh walks a list one document at a time, in Python: 250 ms for a word that most of 20,000 reports
have. The file says the same in blocks, and a block is three steps: decompress, unpickle, add up.
Written and read by Whoosh 2.7.4's own codec (``whoosh.codec.whoosh3``), whose format this follows.

Nothing here changes after opening and nothing has a position to seek from, so threads share it;
one ``Searcher`` shared by threads gives wrong answers.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from array import array
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec

from indexer.engines.whoosh.lexicon import Lexicon
from indexer.phrases.filebytes import FileBytes

_LENGTH = struct.Struct("!i")

DocumentCounts = tuple[NDArray[np.int32], NDArray[np.int32]]
"""Documents, in order, and how often each has a word."""


class PostingReader:
    """The posting lists of one segment of an index. Safe to share between threads."""

    def __init__(self, folder: Path, segment: Segment, lexicon: Path) -> None:
        """``folder`` is that of the Whoosh index, ``lexicon`` that of the places of its lists."""
        self._lexicon = Lexicon(lexicon)
        self._postings = FileBytes(folder / segment.make_filename(W3Codec.POSTS_EXT))

    def find(self, word: str) -> Iterator[tuple[str, DocumentCounts]]:
        """The fields that have the word, each with its documents."""
        start, lists = self._lexicon.find(word)
        data = memoryview(self._postings.get(start, sum(size for _, size in lists))) if lists else b""
        end = 0
        for field, size in lists:
            begin, end = end, end + size
            yield field, _read_blocks(data[begin:end])


def _read_blocks(data: memoryview | bytes) -> DocumentCounts:
    """A posting list as it stands in the file."""
    if data[: len(WHOOSH3_HEADER_MAGIC)] != WHOOSH3_HEADER_MAGIC:
        raise OSError("The word index is damaged: a posting list does not start where it should.")
    blocks, position, last = [], len(WHOOSH3_HEADER_MAGIC), False
    while not last:
        (length,) = _LENGTH.unpack_from(data, position)
        last, length = length < 0, abs(length)
        position += _LENGTH.size
        blocks.append(_read_block(data[position : position + length]))
        position += length
    if len(blocks) == 1:
        return blocks[0]
    documents, counts = zip(*blocks, strict=True)
    return np.concatenate(documents), np.concatenate(counts)


def _read_block(block: memoryview | bytes) -> DocumentCounts:
    """One block: a pickled head, and a pickled body of steps between documents, weights, frequencies."""
    stream = BytesIO(block)
    _, _, _, compression, _, _ = pickle.load(stream)  # noqa: S301  # from the user's own instance only
    body = stream.read()
    steps, _, values = pickle.loads(zlib.decompress(body) if compression else body)  # noqa: S301
    documents = np.cumsum(_numbers(steps), dtype=np.int32)
    return documents, np.frombuffer(values, dtype=">u4").astype(np.int32)


def _numbers(steps: bytes | array[int] | tuple[int, ...]) -> NDArray[np.integer]:
    """Steps as they were unpickled: bytes and arrays are ours, tuples are Whoosh's own."""
    if isinstance(steps, bytes):
        return np.frombuffer(steps, dtype=np.uint8)
    return np.array(steps, dtype=np.int32) if isinstance(steps, tuple) else np.frombuffer(steps, np.uint32)
