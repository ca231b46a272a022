"""gongkai itself, as it is measured beside others: its engine, and its whole search with snippets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from indexer.builds import OpenBuild
from indexer.engines.protocol import Engine, IndexedReport
from indexer.engines.whoosh import open_index, write_index
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import ALL_KINDS, COUNTED, LISTED, Answer, segmenter_in
from webui.pages.results import SHOWN_SECTIONS
from webui.parameters import read_parameters
from webui.search import search


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
        """The engine's result, as the results page asks for it."""
        return self._engine.search(replace(question.query(), facet_values=LISTED))

    def answer(self, question: Question) -> Answer:
        """The result with every value."""
        found = self._engine.search(question.query())
        facets = {
            facet: {str(one.value): one.count for one in found.facets[facet] if one.count}
            for facet in COUNTED
        }
        return Answer(found.total_reports, facets)

    def close(self) -> None:
        """Nothing to let go of."""


class SearchSubject(EngineSubject):
    """The use case behind the results page: the same, and passages of the hits with marks."""

    def __init__(self, build: OpenBuild) -> None:
        super().__init__(build.engine)
        self._build = build

    def ask(self, question: Question) -> object:
        """What the results page is made of."""
        given = {"q": [question.typed()], "page": [str(question.page)]}
        asked = read_parameters(given, self._build.segmenter.query_words)
        return search(self._build, asked, most_sections=SHOWN_SECTIONS, facet_values=LISTED)
