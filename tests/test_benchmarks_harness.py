"""The harness measures what it says: right answers, the same questions every time, rows as promised."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport
from indexer.segment import Segmenter
from tests.benchmarks import machine, preparing, rows, timing
from tests.benchmarks.bruteforce import Scan, complete_agencies
from tests.benchmarks.closing import Figures, print_closing
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.gongkai_subject import EngineSubject, Gongkai
from tests.benchmarks.measure import Spread, folder_bytes
from tests.benchmarks.peers import PEERS
from tests.benchmarks.questions import KINDS, Question, choose
from tests.benchmarks.subject import Answer, Maker
from tests.benchmarks.work import Work

SIZE = 48
EXACT_ON_QUOTES = {"gongkai", "fts5-trigram", "tantivy"}


@pytest.fixture(scope="module")
def reports() -> list[IndexedReport]:
    return list(Corpus(SIZE).indexed())


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def questions(reports: list[IndexedReport], segmenter: Segmenter) -> dict[str, list[Question]]:
    return choose(reports, segmenter, 4)


def test_questions_are_the_same_every_time(
    reports: list[IndexedReport], segmenter: Segmenter, questions: dict[str, list[Question]]
) -> None:
    assert choose(reports, segmenter, 4) == questions
    assert tuple(questions) == KINDS
    assert all(len(asked) == 4 for asked in questions.values())
    assert all(4 <= len(question.phrase) <= 20 for question in questions["quote"])


def test_brute_force_agrees_with_the_specification(
    reports: list[IndexedReport], segmenter: Segmenter, questions: dict[str, list[Question]]
) -> None:
    scan = Scan(reports, segmenter, len(reports))
    specification = EngineSubject(MemoryEngine(reports, segmenter))
    for asked in questions.values():
        assert scan.agrees(asked[0], specification.answer(asked[0]))


def test_brute_force_sees_a_wrong_answer(
    reports: list[IndexedReport], segmenter: Segmenter, questions: dict[str, list[Question]]
) -> None:
    question = questions["common"][0]
    right = Scan(reports, segmenter, len(reports)).answer(question)
    fewer = {**right.facets, "agency": dict(list(right.facets["agency"].items())[1:])}
    for size in (SIZE, 10 * SIZE):
        scan = Scan(complete_agencies(reports, whole=size == SIZE), segmenter, size)
        assert scan.agrees(question, right)
        assert not scan.agrees(question, Answer(right.total, fewer))


@pytest.mark.parametrize("maker", [Gongkai(), *PEERS], ids=lambda maker: maker.name)
def test_every_engine_answers(
    maker: Maker,
    reports: list[IndexedReport],
    segmenter: Segmenter,
    questions: dict[str, list[Question]],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Words exactly; quotations exactly where the engine is said to be exact."""
    cache = tmp_path_factory.getbasetemp() / "peers"
    scan = Scan(reports, segmenter, len(reports))
    maker.build(iter(reports), tmp_path / "index", cache)
    subject = maker.open(tmp_path / "index", cache)
    for kind in maker.kinds:
        for question in questions[kind]:
            subject.ask(question)
            right = scan.agrees(question, subject.answer(question))
            assert right or (kind in ("phrase", "quote") and maker.name not in EXACT_ON_QUOTES)
    subject.close()
    assert folder_bytes(tmp_path / "index") > 0


def test_gongkai_must_be_right() -> None:
    timing.insist(timing.Asked((), {"quote": "20/20"}))
    with pytest.raises(timing.WrongAnswerError, match="19/20"):
        timing.insist(timing.Asked((), {"quote": "19/20"}))


def test_rows_are_written_as_promised(tmp_path: Path) -> None:
    query = rows.query_row("gongkai", "rare", "cold", Spread(1.23456, 2.0, 20), 2000)
    rows.write([query, rows.BuildRow("gongkai", 120.0, 1, 2.0, 3.0)], tmp_path / "figures" / "out.json")
    written = json.loads((tmp_path / "figures" / "out.json").read_text(encoding="utf-8"))
    assert written == [
        {
            "engine": "gongkai",
            "query": "rare",
            "state": "cold",
            "p50_ms": 1.235,
            "p95_ms": 2.0,
            "reports": 2000,
        },
        {"engine": "gongkai", "build_reports_per_s": 120.0, "bytes": 1, "peak_rss_mb": 2.0, "open_ms": 3.0},
    ]


def test_rows_of_an_earlier_run_are_read_back(tmp_path: Path) -> None:
    quoting = replace(rows.query_row("gongkai", "rare", "cold", Spread(1, 2, 20), 9), p50_snippets_ms=3.0)
    given = [quoting, rows.BuildRow("gongkai", 120.0, 1, 2.0, 3.0, 0.5)]
    rows.write(given, tmp_path / "out.json")
    assert rows.read(tmp_path / "out.json") == given


def test_a_folder_remembers_what_was_made_of_which_catalogue(tmp_path: Path) -> None:
    work, row = Work(tmp_path), rows.BuildRow("tantivy", 120.0, 1, 2.0, 3.0)
    assert work.find(rows.BuildRow, "tantivy", "one") is None
    work.keep(row, "tantivy", "one")
    assert work.find(rows.BuildRow, "tantivy", "one") == row
    assert work.find(rows.BuildRow, "tantivy", "another") is None
    by_hand = {"engine": "fts5", "build_reports_per_s": 1.0, "bytes": 1, "peak_rss_mb": 1.0, "open_ms": 1.0}
    (tmp_path / "rows" / "fts5.json").write_text(json.dumps(by_hand), encoding="utf-8")
    assert work.find(rows.BuildRow, "fts5", "one") == rows.BuildRow(**by_hand)


def test_a_build_goes_on_where_a_run_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, work = Corpus(6), Work(tmp_path)
    first = preparing.prepare(corpus, work)
    made = work.settings.catalogue.stat().st_mtime_ns
    assert preparing.prepare(corpus, work) == first
    assert work.settings.catalogue.stat().st_mtime_ns == made
    (tmp_path / "rows" / "gongkai.json").unlink()
    instance, index = preparing.prepare(corpus, work)
    assert (instance, index.engine) == (first[0], "gongkai")
    assert "6 reports" in capsys.readouterr().out
    assert preparing.prepare(Corpus(7), work)[1] != index


def test_an_instance_of_somebody_else_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "instance").symlink_to(tmp_path / "theirs")
    with pytest.raises(OSError, match="symbolic link"):
        Work(tmp_path / "work").begin_anew()
    assert (tmp_path / "theirs").exists()


def test_the_last_table_says_what_was_reached(capsys: pytest.CaptureFixture[str]) -> None:
    def row(engine: str, kind: str, ms: float, reports: int = 100_000) -> rows.QueryRow:
        return rows.query_row(engine, kind, "warm", Spread(ms, 2 * ms, 60), reports)

    found = [row("gongkai", "common", 4), row("tantivy", "common", 7), row("gongkai", "quote", 1)]
    found += [row("fts5-trigram", "quote", 4), row("tantivy", "quote", 6)]
    print_closing(Figures(found, None, before=[row("gongkai", "quote", 0.05, 10_000)]))
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines() if "  " in line]
    assert {line[0]: line[-1].strip() for line in lines[1:]} == {
        "common word, warm, p50": "yes",
        "common word, warm, p95": "NO",
        "common word, warm, p50: tantivy takes": "NO",
        "quotation, warm, p50": "yes",
        "quotation, warm, p95": "yes",
        "quotation, warm, p50: fts5-trigram takes": "NO",
        "growth from 10,000 reports: quote, warm, p50": "NO",
    }


def test_others_on_the_machine_are_told_from_oneself() -> None:
    with machine.company() as others:
        sum(range(100_000))
    assert others.cores is None or others.cores >= 0
    assert machine.said(None) == "unknown"
