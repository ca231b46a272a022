"""Writes the index of a build: words for Whoosh, phrases, and columns, in three folders side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from whoosh.filedb.filestore import FileStorage

from indexer.engines.columns import Gathering
from indexer.engines.protocol import IndexedReport
from indexer.engines.whoosh.bulk import BulkWriter
from indexer.engines.whoosh.schema import describe, make_schema, name_slots, word_field
from indexer.phrases import write_phrases
from indexer.segment import WordCutter

WORDS, PHRASES, COLUMNS = "words", "phrases", "columns"


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
        self._writer = BulkWriter(self._index)
        return self

    def add(self, report: IndexedReport, slots: Sequence[str]) -> list[int]:
        """Add a report, and say how many words each of its sections has."""
        counts = []
        for slot, section in zip(slots, report.sections, strict=True):
            words = self._segmenter.words(section.text)
            self._writer.add_words(slot, word_field(), words)
            counts.append(len(words))
        self._writer.add_document(**describe(report))
        return counts

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._writer.commit()
        else:
            self._writer.cancel()
        self._index.close()
