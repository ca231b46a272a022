"""Writes the index of a build: words for Whoosh, phrases, and columns, in three folders side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

from indexer.engines.columns import Gathering
from indexer.engines.protocol import IndexedReport
from indexer.engines.whoosh.schema import describe, make_schema, name_slots, word_field
from indexer.phrases import write_phrases
from indexer.segment import WordCutter

WORDS, PHRASES, COLUMNS = "words", "phrases", "columns"
_BLOCK = 1 << 14
"""Postings in a block. Whoosh's 128 are good for skipping; here a posting list is always read whole."""


def write_index(reports: Iterable[IndexedReport], folder: Path, segmenter: WordCutter) -> None:
    """Write the index of all reports into a new folder. It is complete when this returns, not before."""
    folder.mkdir(parents=True)
    columns = Gathering()
    with _WordWriter(folder / WORDS, segmenter) as words:
        write_phrases(_add_all(reports, words, columns), folder / PHRASES)
    columns.save(folder / COLUMNS)


def _add_all(
    reports: Iterable[IndexedReport], words: _WordWriter, columns: Gathering
) -> Iterator[tuple[int, int, str]]:
    """Read the reports once for all three: their sections, after their words and columns are taken."""
    for report in reports:
        slots = name_slots(report.sections)
        columns.add(report, slots, words.add(report, slots))
        for index, section in enumerate(report.sections):
            yield report.doc, index, section.text


class _WordWriter:
    """Whoosh's writer, fed with words that are cut already."""

    def __init__(self, folder: Path, segmenter: WordCutter) -> None:
        folder.mkdir()
        self._segmenter = segmenter
        self._index = FileStorage(str(folder)).create_index(make_schema())

    def __enter__(self) -> Self:
        # Opening an index in compound form takes 300 times longer.
        self._writer = self._index.writer(codec=W3Codec(blocklimit=_BLOCK), compound=False)
        return self

    def add(self, report: IndexedReport, slots: list[str]) -> list[int]:
        """Add a report, and say how many words each of its sections has."""
        words = {
            slot: self._segmenter.words(section.text)
            for slot, section in zip(slots, report.sections, strict=True)
        }
        for slot in slots:
            if slot not in self._writer.schema:
                # Whoosh's own add_field refuses once a document is there; only its readers need to know.
                self._writer.schema.add(slot, word_field())
        self._writer.add_document(**describe(report), **{slot: cut for slot, cut in words.items() if cut})
        return [len(words[slot]) for slot in slots]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._writer.commit()
        else:
            self._writer.cancel()
        self._index.close()
