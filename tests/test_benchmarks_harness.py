"""The harness measures what it says: right answers, the same questions every time, rows as promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport
from indexer.segment import Segmenter
from tests.benchmarks import rows, timing
from tests.benchmarks.bruteforce import Scan, complete_agencies
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.gongkai_subject import EngineSubject, Gongkai
from tests.benchmarks.measure import Spread, folder_bytes
from tests.benchmarks.peers import PEERS
from tests.benchmarks.questions import KINDS, Question, choose
from tests.benchmarks.subject import Answer, Maker

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
        assert scan.agrees(asked[0], specification.read(specification.ask(asked[0])))


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
            right = scan.agrees(question, subject.read(subject.ask(question)))
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
