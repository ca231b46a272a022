"""Every engine gives the answers of the memory engine, to the last bit of the scores."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport
from indexer.engines.whoosh import open_index, write_index
from indexer.query import Query
from tests.engines.corpora import PairCutter, corpora, queries


@settings(max_examples=150, deadline=None, derandomize=True)
@given(corpora(), st.lists(queries, min_size=1, max_size=12))
def test_whoosh_answers_like_memory(reports: list[IndexedReport], asked: list[Query]) -> None:
    memory = MemoryEngine(reports, PairCutter())
    with TemporaryDirectory() as folder:
        write_index(reports, Path(folder) / "index", PairCutter())
        whoosh = open_index(Path(folder) / "index")
        for query in asked:
            assert whoosh.search(query) == memory.search(query)
        assert whoosh.count(asked) == memory.count(asked)
