"""SQLite FTS5, with words cut by jieba or with its trigrams; facets as arrays beside it.

Counting with ``GROUP BY`` is several times slower than fetching the row numbers and counting arrays, so
the arrays are what it is compared with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from indexer.engines.protocol import IndexedReport
from indexer.segment import Segmenter
from tests.benchmarks.peers.arrays import Codes, FacetArrays, Gathered
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import ALL_KINDS, Answer, segmenter_in

_BORDER = " \u2402 "
"""A token of its own between two sections, so that no phrase crosses."""


def _word_row(report: IndexedReport, segmenter: Segmenter) -> tuple[str, ...]:
    cut = [segmenter.query_words(section.text) for section in report.sections]
    parts = chain.from_iterable(segmenter.words(word)[1:] for words in cut for word in words)
    return _BORDER.join(map(" ".join, cut)), " ".join(parts)


def _word_match(question: Question, segmenter: Segmenter) -> str:
    if question.phrase:
        return f'cut : "{" ".join(segmenter.query_words(question.phrase))}"'
    return " AND ".join(f'"{word}"' for word in question.words)


def _text_row(report: IndexedReport, _: Segmenter) -> tuple[str, ...]:
    return (_BORDER.join(section.text for section in report.sections),)


def _text_match(question: Question, _: Segmenter) -> str:
    quoted = question.phrase.replace('"', '""')
    return f'"{quoted}"'


@dataclass(frozen=True, slots=True)
class Fts5:
    """One way to use FTS5."""

    name: str
    kinds: tuple[str, ...]
    columns: str
    options: str
    row: Callable[[IndexedReport, Segmenter], tuple[str, ...]]
    """What the columns hold."""
    match: Callable[[Question, Segmenter], str]
    """The question in FTS5's language."""

    def build(self, reports: Iterable[IndexedReport], folder: Path, cache: Path) -> None:
        """Write the table and the arrays."""
        folder.mkdir(parents=True)
        segmenter, gathered = segmenter_in(cache), Gathered()
        with closing(sqlite3.connect(folder / "index.sqlite")) as connection:
            made = f"fts5({self.columns}, tokenize='{self.options}', content='')"
            connection.execute(f"CREATE VIRTUAL TABLE texts USING {made}")
            marks = ", ".join("?" for _ in range(2 + self.columns.count(",")))
            for number, report in enumerate(reports, start=1):
                gathered.add(report)
                values = (number, *self.row(report, segmenter))
                connection.execute(f"INSERT INTO texts(rowid, {self.columns}) VALUES ({marks})", values)
            connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
            connection.commit()
        gathered.save(folder)

    def open(self, folder: Path, cache: Path) -> _Searcher:
        """Open it."""
        return _Searcher(folder, self, segmenter_in(cache))


WORDS = Fts5("fts5", ALL_KINDS, "cut, parts", "unicode61", _word_row, _word_match)
"""jieba's cut in order, for phrases, and a second column with the words inside longer words."""
TRIGRAM = Fts5("fts5-trigram", ("phrase", "quote", "browse"), "text", "trigram", _text_row, _text_match)
"""The trigram tokenizer: any string of three characters or more, exactly; nothing shorter, and no words."""


class _Searcher:
    def __init__(self, folder: Path, maker: Fts5, segmenter: Segmenter) -> None:
        self._connection = sqlite3.connect(folder / "index.sqlite")
        self._maker = maker
        self._segmenter = segmenter
        self._arrays = FacetArrays(folder)

    def ask(self, question: Question) -> object:
        """Ten row numbers by rank, all row numbers, and the values over them."""
        total, counts, ids = self._found(question)
        return total, self._arrays.listed(counts), ids

    def answer(self, question: Question) -> Answer:
        """The counts by value."""
        total, counts, _ = self._found(question)
        return self._arrays.answer(total, counts)

    def _found(self, question: Question) -> tuple[int, dict[str, Codes], list[str]]:
        if question.kind == "browse":
            return self._arrays.browse(question.page)
        match = self._maker.match(question, self._segmenter)
        top = self._connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", (match,)
        ).fetchall()
        rows = self._connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,)).fetchall()
        numbers = [row - 1 for (row,) in rows]
        return len(numbers), self._arrays.count(numbers), [self._arrays.id(row - 1) for (row,) in top]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
