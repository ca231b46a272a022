"""Where the posting lists of a word stand, in one look.

Whoosh keeps a word once for each field, in a hash of its own: a word of 19 fields is looked up 19 times, and
each time the disk is asked at three places. Here a word is found once for all fields of a part, and its lists
stand side by side in the file of postings: one look, and one stretch to read.

Words are known by 128 bits of BLAKE2: two are never taken for one, not even by somebody's design.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_left
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

_WORD = np.dtype([("head", "u8"), ("tail", "u8"), ("start", "u8"), ("first", "u4"), ("lists", "u4")])
"""The two halves of a word's digest, where its lists begin, and which rows of the other table are theirs."""
_LIST = np.dtype([("field", "u2"), ("length", "u4")])
_DIGEST = struct.Struct("<QQ")
_NOWHERE: tuple[int, list[tuple[str, int]]] = (0, [])


def _digest(word: bytes) -> tuple[int, int]:
    head, tail = _DIGEST.unpack(blake2b(word, digest_size=_DIGEST.size).digest())
    return head, tail


class LexiconWriter:
    """Takes words as their lists are written."""

    def __init__(self) -> None:
        self._fields: dict[str, int] = {}
        self._words: list[tuple[int, int, int, int, int]] = []
        self._lists: list[tuple[int, int]] = []

    def add(self, word: bytes, start: int, lists: Sequence[tuple[str, int]]) -> None:
        """A word, where its lists begin, which follow each other, and the field and bytes of each."""
        self._words.append((*_digest(word), start, len(self._lists), len(lists)))
        self._lists += ((self._fields.setdefault(field, len(self._fields)), size) for field, size in lists)

    def save(self, folder: Path) -> None:
        """Write a new folder."""
        folder.mkdir()
        np.save(folder / "words.npy", np.array(sorted(self._words), dtype=_WORD))
        np.save(folder / "lists.npy", np.array(self._lists, dtype=_LIST))
        (folder / "fields.json").write_text(json.dumps(list(self._fields)), "utf-8")


class Lexicon:
    """What :class:`LexiconWriter` wrote, mapped into memory. Never changes, so threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._fields: list[str] = json.loads((folder / "fields.json").read_text("utf-8"))
        self._words, self._lists = (
            np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ("words", "lists")
        )
        self._heads = self._words["head"].data

    def find(self, word: str) -> tuple[int, list[tuple[str, int]]]:
        """Where the lists of a word begin, and for each of them its field and its length in bytes."""
        head, tail = _digest(word.encode("utf-8", "surrogatepass"))
        place = bisect_left(self._heads, head)
        while place < len(self._heads) and self._heads[place] == head:
            _, other, start, first, count = self._words[place].item()
            if other == tail:
                lists = self._lists[first : first + count].tolist()
                return start, [(self._fields[field], size) for field, size in lists]
            place += 1
        return _NOWHERE
