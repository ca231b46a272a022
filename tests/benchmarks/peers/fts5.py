"""SQLite FTS5, with words cut by jieba or with its trigrams; facets as arrays beside it.

Counting with ``GROUP BY`` is several times slower than fetching the row numbers and counting arrays, so
the arrays are what it is compared with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from indexer.engines.protocol import IndexedReport
from indexer.segment import Segmenter
from tests.benchmarks.peers.arrays import FacetArrays, Gathered
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import ALL_KINDS, Answer

_BATCH = 500
_BORDER = " \u2402 "
"""A token of its own between two sections, so that no phrase crosses."""


class Fts5Words:
    """Two columns: jieba's cut in order, for phrases; the words inside longer words."""

    name = "fts5"
    kinds = ALL_KINDS
    _columns = "cut, parts, tokenize='unicode61', content=''"

    def build(self, reports: Iterable[IndexedReport], folder: Path, cache: Path) -> None:
        """Write the table and the arrays."""
        folder.mkdir(parents=True)
        segmenter, gathered = Segmenter(cache), Gathered()
        connection = sqlite3.connect(folder / "index.sqlite")
        connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5({self._columns})")
        marks = "?, ?, ?" if "parts" in self._columns else "?, ?"
        for number, report in enumerate(reports, start=1):
            gathered.add(report)
            connection.execute(f"INSERT INTO texts(rowid, {self._names()}) VALUES ({marks})",
                               (number, *self._values(report, segmenter)))  # fmt: skip
            if number % _BATCH == 0:
                connection.commit()
        connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        connection.commit()
        connection.close()
        gathered.save(folder)

    def _names(self) -> str:
        return "cut, parts"

    def _values(self, report: IndexedReport, segmenter: Segmenter) -> tuple[str, ...]:
        cut = [segmenter.query_words(section.text) for section in report.sections]
        parts = chain.from_iterable(segmenter.words(word)[1:] for words in cut for word in words)
        return _BORDER.join(map(" ".join, cut)), " ".join(parts)

    def open(self, folder: Path, cache: Path) -> _Searcher:
        """Open it."""
        return _Searcher(folder, self, Segmenter(cache))

    def match(self, question: Question, segmenter: Segmenter) -> str:
        """The question in FTS5's language."""
        if question.phrase:
            return f'cut : "{" ".join(segmenter.query_words(question.phrase))}"'
        return " AND ".join(f'"{word}"' for word in question.words)


class Fts5Trigram(Fts5Words):
    """The trigram tokenizer: any string of three characters or more, exactly; nothing shorter, and no words."""

    name = "fts5-trigram"
    kinds = ("phrase", "quote", "browse")
    _columns = "text, tokenize='trigram', content=''"

    def _names(self) -> str:
        return "text"

    def _values(self, report: IndexedReport, segmenter: Segmenter) -> tuple[str, ...]:
        return (_BORDER.join(section.text for section in report.sections),)

    def match(self, question: Question, segmenter: Segmenter) -> str:
        """The question in FTS5's language."""
        quoted = question.phrase.replace('"', '""')
        return f'"{quoted}"'


class _Searcher:
    def __init__(self, folder: Path, maker: Fts5Words, segmenter: Segmenter) -> None:
        self._connection = sqlite3.connect(folder / "index.sqlite")
        self._maker = maker
        self._segmenter = segmenter
        self._arrays = FacetArrays(folder)

    def ask(self, question: Question) -> object:
        """Ten row numbers by rank, all row numbers, and the counts over them."""
        if question.kind == "browse":
            return self._arrays.browse(question.page)
        match = self._maker.match(question, self._segmenter)
        top = self._connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", (match,)
        ).fetchall()
        rows = self._connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,)).fetchall()
        numbers = [row - 1 for (row,) in rows]
        return len(numbers), self._arrays.count(numbers), [self._arrays.id(row - 1) for (row,) in top]

    def read(self, found: object) -> Answer:
        """The counts by value."""
        return self._arrays.answer(found)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
