"""A part of an index: some thousands of reports, written once and shared by all builds that have them.

::

    words/     Whoosh's files: one segment
    lexicon/   where in them the lists of a word are
    phrases/   suffix arrays
    reuse/     the sentences of the problems sections
    rows/      facets, and which sections there are

A build changes only which reports of a part still count; those that do not are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage

from indexer.engines.protocol import IndexedReport
from indexer.engines.rows import Gathering, Rows, load_rows, save_rows
from indexer.engines.whoosh.bulk import BulkWriter
from indexer.engines.whoosh.schema import describe, make_schema, name_slots, word_field
from indexer.model import SectionKind
from indexer.phrases import write_phrases
from indexer.reuse import SentenceWriter
from indexer.segment import WordCutter

WORDS, LEXICON, PHRASES, REUSE, ROWS = "words", "lexicon", "phrases", "reuse", "rows"
PARTS = "parts"
BESIDE = (LEXICON, PHRASES, REUSE, ROWS)
"""The folders of a part beside that of Whoosh."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part on disk, and which of its reports count."""

    words: Path
    """The folder with Whoosh's files: of this part alone, or of a whole index."""
    segment: Segment
    folder: Path
    """The folder of everything else."""
    rows: Rows
    kept: NDArray[np.bool_]

    @property
    def name(self) -> str:
        """Its name, unlike that of any other part."""
        return str(self.segment.segid)

    def documents(self) -> dict[int, str]:
        """The reports that count: their documents and ids."""
        ids = np.array(self.rows.report_ids, dtype=object)[self.kept]
        return dict(zip(self.rows.docs[self.kept].tolist(), ids.tolist(), strict=True))

    def keeping(self, docs: Iterable[int]) -> Part:
        """The same part where only these documents count."""
        kept = self.kept & np.isin(self.rows.docs, np.fromiter(docs, dtype=np.int64))
        return Part(self.words, self.segment, self.folder, self.rows, kept)


def write_part(reports: Iterable[IndexedReport], folder: Path, segmenter: WordCutter) -> None:
    """Write reports, at least one, into a new folder. It is complete when this returns, not before."""
    folder.mkdir(parents=True)
    gathering, sentences = Gathering(), SentenceWriter()
    with _WordWriter(folder / WORDS, segmenter) as words:
        write_phrases(_add_all(_with_sentences(reports, sentences), words, gathering), folder / PHRASES)
    words.lexicon.save(folder / LEXICON)
    sentences.save(folder / REUSE)
    save_rows(gathering.rows(), folder / ROWS)


def open_part(folder: Path) -> Part:
    """A part that was written by itself."""
    (segment,) = segments_of(folder / WORDS)
    rows = load_rows(folder / ROWS)
    return Part(folder / WORDS, segment, folder, rows, np.ones(len(rows.docs), dtype=bool))


def parts_of(index: Path) -> list[Part]:
    """The parts of an index, in its order."""
    parts = []
    for segment in segments_of(index / WORDS):
        folder = index / PARTS / segment.segid
        rows = load_rows(folder / ROWS)
        parts.append(Part(index / WORDS, segment, folder, rows, kept_in(segment)))
    return parts


def segments_of(words: Path) -> list[Segment]:
    """The segments of a Whoosh index."""
    index = FileStorage(str(words), supports_mmap=False, readonly=True).open_index()
    segments = list(index._segments())
    index.close()
    return segments


def kept_in(segment: Segment) -> NDArray[np.bool_]:
    """For each document of a segment whether it counts."""
    kept = np.ones(segment.doc_count_all(), dtype=bool)
    kept[list(segment.deleted_docs())] = False
    return kept


def _add_all(
    reports: Iterable[IndexedReport], words: _WordWriter, gathering: Gathering
) -> Iterator[tuple[int, int, str]]:
    """Read the reports once for all three: their sections, after their words and facets are taken."""
    for report in reports:
        slots = name_slots(report.sections)
        gathering.add(report, slots, words.add(report, slots))
        for index, section in enumerate(report.sections):
            yield report.doc, index, section.text


def _with_sentences(reports: Iterable[IndexedReport], sentences: SentenceWriter) -> Iterator[IndexedReport]:
    """The reports, after the sentences of their problems sections are taken."""
    for report in reports:
        stated = (
            (index, section.text)
            for index, section in enumerate(report.sections)
            if SectionKind.PROBLEMS_IMPROVEMENTS in section.kinds
        )
        sentences.add(stated)
        yield report


class _WordWriter:
    """Whoosh's writer, fed with words that are cut already."""

    def __init__(self, folder: Path, segmenter: WordCutter) -> None:
        folder.mkdir()
        self._segmenter = segmenter
        self._index = FileStorage(str(folder)).create_index(make_schema())

    def __enter__(self) -> Self:
        self._writer = BulkWriter(self._index)
        self.lexicon = self._writer.lexicon
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
