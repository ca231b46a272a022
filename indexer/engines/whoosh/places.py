"""The words and phrases of all parts, found as sections of the whole index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.evaluate import Numbers, Postings
from indexer.engines.whoosh.parts import LEXICON, PHRASES, Part
from indexer.engines.whoosh.postings import PostingReader
from indexer.phrases import Line, PhraseIndex

_ABSENT = -1
_SPARSE = 16
"""A slot is sparse that fewer than one in so many reports have."""


class _Slot:
    """The sections that stand in one word field: at most one of each report."""

    def __init__(self, reports: NDArray[np.int32], numbers: NDArray[np.int32], count: int) -> None:
        """The reports that have one, in order, and its number; of ``count`` reports in the part."""
        self._reports: NDArray[np.int32] | None = reports
        self._numbers = numbers
        if _SPARSE * len(reports) > count:
            self._reports, self._numbers = None, np.full(count, _ABSENT, dtype=np.int32)
            self._numbers[reports] = numbers

    def sections_of(self, reports: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers of the sections of some of the reports that have one."""
        if self._reports is None:
            return self._numbers[reports]
        return self._numbers[np.searchsorted(self._reports, reports)]


class _Words:
    """The words of one part."""

    def __init__(self, part: Part, numbers: NDArray[np.int32]) -> None:
        """``numbers`` are those of its sections in the whole index; _ABSENT where they do not count."""
        self._reader = PostingReader(part.words, part.segment, part.folder / LEXICON)
        rows = part.rows
        reports = np.repeat(np.arange(len(rows.counts), dtype=np.int32), rows.counts)
        order = np.argsort(rows.slots, kind="stable")
        ends = np.searchsorted(rows.slots[order], np.arange(len(rows.slot_names) + 1))
        self._slots = {
            name: _Slot(reports[order[start:end]], numbers[order[start:end]], len(rows.counts))
            for name, start, end in zip(rows.slot_names, ends[:-1], ends[1:], strict=True)
        }

    def find(self, word: str) -> Postings:
        """The sections that have a word: the documents of each word field, as sections."""
        sections, counts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for slot, (documents, frequencies) in self._reader.find(word):
            sections.append(self._slots[slot].sections_of(documents))
            counts.append(frequencies)
        found = np.concatenate(sections)
        kept = np.flatnonzero(found != _ABSENT)
        order = kept[np.argsort(found[kept], kind="stable")]
        return Postings(found[order], np.concatenate(counts)[order])


class Places:
    """Everything that can be looked for in an index. Never changes, so threads may share it."""

    def __init__(self, parts: list[Part]) -> None:
        numbers, base = [np.zeros(0, np.int32)], 0
        self._words = []
        for part in parts:
            kept = np.repeat(part.kept, part.rows.counts)
            numbers.append(np.where(kept, np.cumsum(kept, dtype=np.int32) - 1 + base, _ABSENT))
            self._words.append(_Words(part, numbers[-1]))
            base += int(np.count_nonzero(kept))
        self._numbers: NDArray[np.int32] = np.concatenate(numbers).astype(np.int32, copy=False)
        self._phrases = PhraseIndex.open(*(_phrases_of(part) for part in parts))

    def find_word(self, word: str) -> Iterator[Postings]:
        """The sections that have a word, part by part."""
        return (words.find(word) for words in self._words)

    def find_phrase(self, phrase: str) -> Iterator[Postings]:
        """The sections that contain a string, piece by piece."""
        for sections, counts in self._phrases.section_counts(phrase):
            numbers = self._numbers[sections]
            kept = numbers != _ABSENT
            yield Postings(numbers[kept], counts[kept].astype(np.int32))

    def concordance(self, phrase: str, limit: int, characters: int) -> tuple[Line, ...]:
        """The first occurrences of a string in the order of what follows it."""
        return self._phrases.concordance(phrase, limit, characters=characters, keep=self._counts)

    def _counts(self, sections: Numbers) -> NDArray[np.bool_]:
        counting: NDArray[np.bool_] = self._numbers[sections] != _ABSENT
        return counting


def _phrases_of(part: Part) -> Path:
    return part.folder / PHRASES
