"""An index that was updated again and again answers like one made afresh of the same reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index
from whoosh import query as plain

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport, IndexedSection
from indexer.engines.whoosh import Part, assemble, open_index, open_part, parts_of, write_part
from indexer.query import Phrase, Query
from tests.engines.corpora import PairCutter, corpora, queries

Live = dict[str, IndexedReport]


@st.composite
def histories(draw: st.DrawFn) -> list[Live]:
    """What the corpus holds after each update: reports are added, changed and removed."""
    live: Live = {}
    states = []
    for number in range(draw(st.integers(1, 4))):
        kept = draw(st.sets(st.sampled_from(sorted(live)))) if live else set()
        fresh = {
            report.report_id: replace(report, doc=100 * number + report.doc) for report in draw(corpora())
        }
        live = {report_id: live[report_id] for report_id in sorted(kept)} | fresh
        states.append(live)
    return states


def _update(before: Path | None, live: Live, folder: Path) -> Path:
    """The index of the live reports, of which only the new ones are written."""
    parts: list[Part] = []
    wanted = {report.doc: report for report in live.values()}
    for part in parts_of(before) if before else []:
        parts.append(part.keeping(wanted))
        for doc in parts[-1].documents():
            wanted.pop(doc)
    if wanted:
        write_part(wanted.values(), folder / "fresh", PairCutter())
        parts.append(open_part(folder / "fresh"))
    assemble(parts, folder / "index")
    return folder / "index"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(histories(), st.lists(queries, min_size=1, max_size=8))
def test_updates_answer_like_memory(states: list[Live], asked: list[Query]) -> None:
    before = None
    with TemporaryDirectory() as folder:
        for number, live in enumerate(states):
            before = _update(before, live, Path(folder) / str(number))
            memory, engine = MemoryEngine(live.values(), PairCutter()), open_index(before)
            for query in asked:
                assert engine.search(query) == memory.search(query)


def _report(doc: int, text: str) -> IndexedReport:
    return IndexedReport(doc, f"r{doc}", (IndexedSection((), "x", text),), {})


def test_plain_whoosh_sees_the_reports_that_count(tmp_path: Path) -> None:
    """The words of all parts are one genuine Whoosh index, in which removed reports are deleted."""
    first = _update(None, {f"r{n}": _report(n, "公开") for n in range(3)}, tmp_path / "1")
    live = {"r1": _report(1, "公开"), "r7": _report(7, "公告"), "r8": _report(8, "开会")}
    second = _update(first, live, tmp_path / "2")
    opened = index.open_dir(str(second / "words"))
    with opened.searcher() as searcher:
        found = {hit["doc"] for hit in searcher.search(plain.Term("words_x", "公"), limit=None)}
        assert (searcher.doc_count(), found) == (3, {1, 7})
    opened.close()


def test_parts_are_shared_and_never_written_again(tmp_path: Path) -> None:
    first = _update(None, {"r1": _report(1, "公开")}, tmp_path / "1")
    second = _update(first, {"r1": _report(1, "公开"), "r2": _report(2, "公开")}, tmp_path / "2")
    shared = {path.stat().st_ino for path in first.rglob("*") if path.name == "text"}
    assert shared < {path.stat().st_ino for path in second.rglob("*") if path.name == "text"}


def test_a_concordance_passes_over_removed_reports(tmp_path: Path) -> None:
    first = _update(None, {"r1": _report(1, "应公开的"), "r2": _report(2, "已公开信息")}, tmp_path / "1")
    second = _update(first, {"r2": _report(2, "已公开信息"), "r3": _report(3, "未公开,")}, tmp_path / "2")
    lines = open_index(second).concordance("公开", 9)
    assert [(line.doc, line.left, line.right) for line in lines] == [(3, "未", ","), (2, "已", "信息")]
    assert open_index(second).count([Query(Phrase("应公开"))]) == (0,)
