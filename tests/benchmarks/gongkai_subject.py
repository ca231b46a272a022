"""gongkai itself, as it is measured beside others: its engine, and its whole search with snippets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.builds import OpenBuild
from indexer.engines.protocol import Engine, IndexedReport, Result
from indexer.engines.whoosh import open_index, write_index
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import ALL_KINDS, COUNTED, Answer, segmenter_in
from webui.parameters import read_parameters
from webui.search import Found, search


class Gongkai:
    """Builds and opens gongkai's index."""

    name = "gongkai"
    kinds = ALL_KINDS

    def build(self, reports: Iterable[IndexedReport], folder: Path, cache: Path) -> None:
        """Write the index."""
        write_index(reports, folder, segmenter_in(cache))

    def open(self, folder: Path, cache: Path) -> EngineSubject:
        """Open the index."""
        del cache
        return EngineSubject(open_index(folder))


class EngineSubject:
    """The engine: top 10, total, all facets."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, question: Question) -> object:
        """The engine's result."""
        return self._engine.search(question.query())

    def read(self, found: object) -> Answer:
        """The result, comparable."""
        assert isinstance(found, Result)
        facets = {
            facet: {str(one.value): one.count for one in found.facets[facet] if one.count}
            for facet in COUNTED
        }
        return Answer(found.total_reports, facets)

    def close(self) -> None:
        """Nothing to let go of."""


class SearchSubject(EngineSubject):
    """The use case behind the results page: the same, and snippets of every section with marks."""

    def __init__(self, build: OpenBuild) -> None:
        super().__init__(build.engine)
        self._build = build

    def ask(self, question: Question) -> object:
        """What the results page is made of."""
        given = {"q": [question.typed()], "page": [str(question.page)]}
        return search(self._build, read_parameters(given, self._build.segmenter.query_words))

    def read(self, found: object) -> Answer:
        """The result behind the page."""
        assert isinstance(found, Found)
        return super().read(found.result)
