"""Whoosh 2.7.4 as it comes: a word field with positions, its own BM25F, facets by ``groupedby``.

jieba's ``ChineseAnalyzer`` is not used: it cuts words otherwise than the rest. Each word of jieba's cut takes
one position and shares it with the words inside it, which is the most that a word index can do for phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from pathlib import Path
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.query import And, Every, Phrase, Term
from whoosh.sorting import FieldFacet, StoredFieldFacet

from indexer.engines.protocol import LONG_FACETS, IndexedReport
from indexer.segment import Segmenter
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import ALL_KINDS, COUNTED, LISTED, Answer, segmenter_in, shown

_WRITER_MB = 256
_BORDER = 100
"""Positions between two sections, so that no phrase crosses."""


class _Words(Tokenizer):  # type: ignore[misc]
    """Tokens from a text of words that are cut already, each followed by its position."""

    def __call__(self, value: str, **_: object) -> Iterator[Token]:
        token = Token(positions=True, chars=False, removestops=False, mode="")
        pieces = value.split(" ")
        for word, position in zip(pieces[::2], pieces[1::2], strict=True):
            token.text, token.pos, token.boost, token.stopped = word, int(position), 1.0, False
            yield token


def _schema() -> Schema:
    facets = {name: KEYWORD(stored=True) if name == "flag" else ID(sortable=True) for name in COUNTED}
    facets["year"] = NUMERIC(sortable=True)
    return Schema(id=ID(stored=True), body=TEXT(analyzer=_Words(), phrase=True), **facets)


class StockWhoosh:
    """Builds and opens a Whoosh index."""

    name = "whoosh"
    kinds = ALL_KINDS

    def build(self, reports: Iterable[IndexedReport], folder: Path, cache: Path) -> None:
        """Write the index with Whoosh's own writer."""
        folder.mkdir(parents=True)
        segmenter = segmenter_in(cache)
        writer = create_in(str(folder), _schema()).writer(limitmb=_WRITER_MB)
        for report in reports:
            values: dict[str, Any] = {name: " ".join(found) for name, found in shown(report).items()}
            values["year"] = report.facets.get("year", (0,))[0]
            writer.add_document(id=report.report_id, body=" ".join(_positions(report, segmenter)), **values)
        writer.commit(optimize=True)

    def open(self, folder: Path, cache: Path) -> _Searcher:
        """Open it."""
        return _Searcher(folder, segmenter_in(cache))


def _positions(report: IndexedReport, segmenter: Segmenter) -> Iterator[str]:
    position = 0
    for section in report.sections:
        for word in segmenter.query_words(section.text):
            for inside in segmenter.words(word):
                yield f"{inside} {position}"
            position += 1
        position += _BORDER


class _Searcher:
    def __init__(self, folder: Path, segmenter: Segmenter) -> None:
        self._searcher = open_dir(str(folder)).searcher()
        self._segmenter = segmenter

    def ask(self, question: Question) -> object:
        """Top 10 with groups; reading the groups is part of the answer."""
        results = self._found(question)
        groups = {name: _largest(name, results.groups(name)) for name in COUNTED}
        return len(results), groups, [hit["id"] for hit in results[10 * question.page - 10 :]]

    def answer(self, question: Question) -> Answer:
        """Whoosh groups document numbers; their count is what a facet shows."""
        results = self._found(question)
        counts = {
            name: {str(value): size for value, size in results.groups(name).items() if size}
            for name in COUNTED
        }
        return Answer(len(results), counts)

    def _found(self, question: Question) -> Any:
        facets = {name: _grouping(name) for name in COUNTED}
        order = {"sortedby": "year", "reverse": True} if question.kind == "browse" else {}
        # groupedby ignores the limit; a page beyond the first is cut from a longer list.
        return self._searcher.search(
            self._query(question), limit=10 * question.page, groupedby=facets, **order
        )

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()

    def _query(self, question: Question) -> Any:
        if question.phrase:
            words = self._segmenter.query_words(question.phrase)
            return Phrase("body", words) if len(words) > 1 else Term("body", (words or [""])[0])
        return And([Term("body", word) for word in question.words]) if question.words else Every()


def _largest(name: str, groups: dict[Any, int]) -> list[tuple[Any, int]]:
    """The values to show."""
    most = LISTED if name in LONG_FACETS else len(groups)
    return nlargest(most, groups.items(), key=lambda one: one[1])


def _grouping(name: str) -> Any:
    from whoosh.sorting import Count

    if name == "flag":
        return StoredFieldFacet(name, allow_overlap=True, split_fn=str.split, maptype=Count)
    return FieldFacet(name, maptype=Count)
