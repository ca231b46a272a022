"""Past its time a search answers with what it has: lower bounds, and it says so."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport, IndexedSection, Result
from indexer.engines.whoosh import open_index, write_index
from indexer.query import And, Not, Or, Phrase, Query, Word
from tests.engines.corpora import PairCutter, corpora, queries


def _is_bound(low: Result, whole: Result) -> bool:
    counts = {(facet, one.value): one.count for facet, ones in whole.facets.items() for one in ones}
    return (
        low.total_reports <= whole.total_reports
        and low.total_sections <= whole.total_sections
        and low.total_occurrences <= whole.total_occurrences
        and all(
            one.count <= counts.get((facet, one.value), 0)
            for facet, ones in low.facets.items()
            for one in ones
        )
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(corpora(), st.lists(queries, min_size=1, max_size=8), st.integers(0, 12))
def test_an_answer_is_whole_or_a_lower_bound(
    reports: list[IndexedReport], asked: list[Query], steps: int
) -> None:
    memory = MemoryEngine(reports, PairCutter())
    with TemporaryDirectory() as folder:
        write_index(reports, Path(folder) / "index", PairCutter())
        for query in asked:
            # Each look at the clock is a second.
            engine = open_index(Path(folder) / "index", seconds=steps, clock=count().__next__)
            result, whole = engine.search(query), memory.search(query)
            assert result == whole if result.complete else _is_bound(result, whole)


def _open(folder: Path, seconds: float) -> Result:
    text = "公开信息" * 20
    reports = [IndexedReport(n, f"r{n}", (IndexedSection((), "x", text),), {}) for n in range(5)]
    write_index(reports, folder, PairCutter())
    terms = (*(Word(f"词{n}") for n in range(300)), Phrase("公"), Word("公开"))
    node = And((Or(terms), Not(And((Phrase("开"), Phrase("不"))))))
    return open_index(folder, seconds=seconds, clock=count().__next__).search(Query(node))


def test_hundreds_of_terms_end_with_the_time(tmp_path: Path) -> None:
    late = _open(tmp_path / "late", 50)
    assert (late.complete, late.total_reports) == (False, 0)
    whole = _open(tmp_path / "whole", 5_000)
    assert (whole.complete, whole.total_reports) == (True, 5)


def test_what_was_left_out_is_found_the_next_time(tmp_path: Path) -> None:
    """An answer that was cut short is not kept: the same search has it whole when there is time."""
    reports = [IndexedReport(1, "r1", (IndexedSection((), "x", "公开"),), {})]
    write_index(reports, tmp_path / "index", PairCutter())
    now = 0.0
    engine = open_index(tmp_path / "index", seconds=1, clock=lambda: now)
    clocks = iter([0.0, 2.0, 2.0])
    hurried = open_index(tmp_path / "index", seconds=1, clock=lambda: next(clocks, 0.0))
    query = Query(Word("公"))
    assert not hurried.search(query).complete
    assert hurried.search(query) == engine.search(query)
