"""The sentences of a part of the index -> its files.

::

    text            the different masked sentences, one after the other, in UTF-8
    bounds.npy      where each begins in it, and where the last one ends
    keys.npy        a number for each, ascending: what is the same has the same number, in every part
    weights.npy     the characters of each; 0 where it is statutory wording
    firsts.npy      for each sentence its first place in the next four, and their length at the end
    reports.npy     the report, counted within the part
    sections.npy    the section of the report
    starts.npy      the first character, counted within the section, and ends.npy the one after the last
    own.npy         for each report, in order, the sentences it has
    own_firsts.npy  where each report's begin
    grams.npy       the numbers of all runs of four characters, ascending
    holders.npy     a sentence that holds the run
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import numpy as np

from indexer.reuse.grams import hash_grams
from indexer.reuse.sentences import cut_sentences
from indexer.reuse.statutory import is_statutory


def key_of(masked: str) -> int:
    """The number that stands for a masked sentence, in every part and every build."""
    return int.from_bytes(blake2b(masked.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@dataclass(slots=True)
class SentenceWriter:
    """Collects the sentences of the reports of a part, in their order."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _texts: list[int] = field(default_factory=list)
    _places: list[tuple[int, int, int, int]] = field(default_factory=list)
    _own_firsts: list[int] = field(default_factory=lambda: [0])

    def add(self, sections: Iterable[tuple[int, str]]) -> None:
        """The next report: the number and the text of each section whose sentences count."""
        report = len(self._own_firsts) - 1
        for section, text in sections:
            for sentence in cut_sentences(text):
                self._texts.append(self._numbers.setdefault(sentence.masked, len(self._numbers)))
                self._places.append((report, section, sentence.start, sentence.end))
        self._own_firsts.append(len(self._texts))

    def save(self, folder: Path) -> None:
        """Write the files into a new folder."""
        folder.mkdir()
        masked = list(self._numbers)
        keys = np.array([key_of(text) for text in masked], dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        renumbered = np.empty(len(masked), dtype=np.int32)
        renumbered[order] = np.arange(len(masked), dtype=np.int32)
        own = renumbered[np.array(self._texts, dtype=np.int64)]
        by_text = np.argsort(own, kind="stable")
        places = np.array(self._places, dtype=np.int32).reshape(-1, 4)[by_text]
        np.save(folder / "weights.npy", np.array([_weigh(text) for text in masked], np.int32)[order])
        _save_texts([masked[number] for number in order.tolist()], folder)
        np.save(folder / "keys.npy", keys[order])
        np.save(folder / "firsts.npy", np.searchsorted(own[by_text], np.arange(len(masked) + 1)))
        for column, name in enumerate(("reports", "sections", "starts", "ends")):
            np.save(folder / f"{name}.npy", np.ascontiguousarray(places[:, column]))
        np.save(folder / "own.npy", own)
        np.save(folder / "own_firsts.npy", np.array(self._own_firsts, dtype=np.int64))


def _weigh(masked: str) -> int:
    return 0 if is_statutory(masked) else len(masked)


def _save_texts(masked: list[str], folder: Path) -> None:
    pieces = [text.encode("utf-8", "surrogatepass") for text in masked]
    lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
    (folder / "text").write_bytes(b"".join(pieces) + b"\n")  # An empty file cannot be mapped.
    np.save(folder / "bounds.npy", np.concatenate([[0], np.cumsum(lengths)]))
    numbers, holders = hash_grams(masked)
    # A sentence holds a run once, however often it says it.
    pairs = np.unique(numbers.astype(np.uint64) << np.uint64(32) | holders.astype(np.uint64))
    np.save(folder / "grams.npy", (pairs >> np.uint64(32)).astype(np.uint32))
    np.save(folder / "holders.npy", (pairs & np.uint64(0xFFFFFFFF)).astype(np.int32))
