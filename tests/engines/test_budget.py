"""Past its time a search answers with what it has: lower bounds, and it says so."""

from __future__ import annotations

from importlib import import_module
from itertools import count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport, IndexedSection, Result
from indexer.engines.whoosh import open_index, write_index
from indexer.engines.whoosh.postings import PostingReader
from indexer.phrases import write
from indexer.phrases.piece import Piece
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


_COMMON = Phrase("公")
_MANY = And(
    (
        Or((*(Word(f"词{n}") for n in range(300)), _COMMON, Word("公开"))),
        Not(And((Phrase("开"), Phrase("不")))),
    )
)


def _write(folder: Path) -> Path:
    text = "公开信息" * 20
    reports = [IndexedReport(n, f"r{n}", (IndexedSection((), "x", text),), {}) for n in range(5)]
    write_index(reports, folder, PairCutter())
    return folder


def test_hundreds_of_terms_end_with_the_time(tmp_path: Path) -> None:
    folder = _write(tmp_path / "index")
    late = open_index(folder, seconds=50, clock=count().__next__).search(Query(_MANY))
    assert (late.complete, late.total_reports) == (False, 0)
    whole = open_index(folder, seconds=5_000, clock=count().__next__).search(Query(_MANY))
    assert (whole.complete, whole.total_reports) == (True, 5)


def test_no_step_is_longer_than_one_piece_of_one_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many terms there are, and however common: the clock is asked before each piece is read."""
    monkeypatch.setattr(write, "PIECE_BYTES", 1)
    monkeypatch.setattr(import_module("indexer.engines.whoosh.assemble"), "PART_REPORTS", 2)
    folder = _write(tmp_path / "index")
    happened: list[str] = []
    for place, name in ((Piece, "section_counts"), (PostingReader, "find")):
        _note_calls(monkeypatch, place, name, happened)

    def clock() -> float:
        happened.append("clock")
        return happened.count("clock")

    for end in (1, 3, 40, 2_000):
        happened.clear()
        engine = open_index(folder, seconds=end, clock=clock)
        engine.search(Query(_MANY))
        engine.count([Query(_COMMON), Query(_MANY)])
        assert all("clock" in step for step in pairwise(happened))
        assert sum(one != "clock" for one in happened) <= 2 * end  # one read a look, and two budgets


def _note_calls(patch: pytest.MonkeyPatch, place: type, name: str, happened: list[str]) -> None:
    real = getattr(place, name)

    def noting(*given: object) -> object:
        happened.append(name)
        return real(*given)

    patch.setattr(place, name, noting)


def test_a_count_is_known_or_not_but_never_low(tmp_path: Path) -> None:
    """One budget for all: what is found in time is right, what is known already needs no time."""
    folder = _write(tmp_path / "index")
    asked = [Query(Word("公")), Query(Not(_COMMON)), Query(_COMMON), Query()]
    known = {open_index(folder, seconds=n, clock=count().__next__).count(asked) for n in range(12)}
    assert known == {(None, None, None, 5), (5, None, None, 5), (5, 0, 5, 5)}
    late = open_index(folder, seconds=5, clock=count().__next__)
    late.search(Query(Word("公")))
    assert late.count(asked)[0] == 5


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
