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
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import OrderedHashReader

from indexer.phrases.filebytes import FileBytes

_LENGTH = struct.Struct("!i")
_FIELD = struct.Struct("!H")


class PostingReader:
    """The posting lists of one segment of an index. Safe to share between threads."""

    def __init__(self, folder: Path, segment: Segment) -> None:
        """``folder`` is that of the Whoosh index."""
        storage = FileStorage(str(folder), supports_mmap=False, readonly=True)
        terms = segment.make_filename(W3Codec.TERMS_EXT)
        with storage.open_file(terms) as file:
            self._terms = OrderedHashReader(file, storage.file_length(terms))
        self._fields: dict[str, int] = self._terms.extras["fieldmap"]
        # The tables of the hash are read; from here on only single entries are, by position.
        self._terms.dbfile = FileBytes(folder / terms)
        self._postings = FileBytes(folder / segment.make_filename(W3Codec.POSTS_EXT))

    def read(self, field: str, word: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The documents that have the word in the field, in order, and how often."""
        if field not in self._fields:
            return _nothing()
        key = _FIELD.pack(self._fields[field]) + word.encode("utf-8", "surrogatepass")
        try:
            start, length = self._terms.range_for_key(key)
        except KeyError:
            return _nothing()
        info = W3TermInfo.from_bytes(self._terms.dbfile.get(start, length))
        if info.is_inlined():
            documents, weights, _ = info.inlined_postings()
            return np.array(documents, dtype=np.int32), np.array(weights, dtype=np.int32)
        position, (size,) = info.extent()  # Whoosh unpacks the size and forgets to take it out.
        return _read_blocks(self._postings.get(position, size))


def _read_blocks(data: bytes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """A posting list as it stands in the file."""
    if data[:4] != WHOOSH3_HEADER_MAGIC:
        raise OSError("The word index is damaged: a posting list does not start where it should.")
    documents, counts, position, last = [], [], 4, False
    while not last:
        (length,) = _LENGTH.unpack_from(data, position)
        last, length = length < 0, abs(length)
        position += _LENGTH.size
        block = _read_block(data[position : position + length])
        documents.append(block[0])
        counts.append(block[1])
        position += length
    return np.concatenate(documents), np.concatenate(counts)


def _read_block(block: bytes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
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


def _nothing() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
