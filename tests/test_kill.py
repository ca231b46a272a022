"""``kill -9`` at any moment of a build loses nothing: the last build serves, the next run ends the work."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.builds import BuildReader, OpenBuild
from indexer.pipeline import build
from indexer.query import Phrase, Query, Word
from indexer.settings import Settings
from tests.corpora import fresh_instance, report_text, write, write_corpus

ROOT = Path(__file__).parent.parent
MOMENTS = 10
REPORTS = 20


def start(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    """A builder in a process of its own."""
    command = [sys.executable, "-c", "from indexer.cli import main; main()", "build", *arguments]
    return subprocess.Popen(
        [*command, "--instance", str(settings.instance)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )


def finish(builder: subprocess.Popen[str]) -> str:
    """Wait for the builder and all its readers, which hold the same pipe; what it said."""
    return builder.communicate(timeout=120)[1]


def kill_after(builder: subprocess.Popen[str], seconds: float) -> bool:
    """Kill the builder unless it ends before; no reader may be left behind."""
    try:
        builder.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        builder.send_signal(signal.SIGKILL)
        finish(builder)
        return True
    return False


def answers(opened: OpenBuild) -> list[object]:
    """What a build says, in a form that another build of the same corpus must say too."""
    reports = [opened.report(report_id) for report_id in opened.report_ids()]
    words = opened.segmenter.query_words("主动公开")
    results = [opened.engine.search(Query(t, size=100)) for t in (Phrase("第1"), *map(Word, words), None)]
    return [
        [(report.id, report.source, report.original.text, report.facets) for report in reports],
        [(r.total_reports, r.total_sections, r.total_occurrences, r.facets) for r in results],
        [[hit.report_id for hit in result.hits] for result in results],
    ]


@pytest.fixture
def settings(tmp_path: Path, words_cache: Path) -> Settings:
    return fresh_instance(tmp_path, words_cache)


def test_killed_at_many_moments(settings: Settings, tmp_path: Path, words_cache: Path) -> None:
    corpus = write_corpus(tmp_path / "reports", REPORTS)
    started = time.monotonic()
    finish(start(settings, str(corpus)))
    seconds = time.monotonic() - started
    reader = BuildReader(settings)
    served = reader.current()
    before = answers(served)
    killed = 0
    for moment in range(1, MOMENTS + 1):
        for number in range(REPORTS):  # Every file changes, so that each build has all its work to do.
            write(corpus / f"{number:03}.txt", report_text(number, f"第{moment}稿。"), age=moment)
        killed += kill_after(start(settings), seconds * moment / (MOMENTS + 1))
        current = BuildReader(settings).current()
        if current.number == served.number:
            assert answers(current) == before
        else:
            served, before = current, answers(current)
    assert killed >= MOMENTS // 2
    build(settings)
    fresh_folder = tmp_path / "fresh"
    fresh_folder.mkdir()
    fresh = fresh_instance(fresh_folder, words_cache)
    build(fresh, [corpus])
    assert answers(reader.current()) == answers(BuildReader(fresh).current())
    assert not list(settings.builds.glob("*.partial"))


def test_a_first_build_that_is_killed_is_taken_up_again(settings: Settings, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "reports", REPORTS)
    kill_after(start(settings, str(corpus)), 1)
    finish(start(settings, str(corpus)))
    assert len(BuildReader(settings).current().report_ids()) == REPORTS


def test_four_builders_at_once(settings: Settings, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "reports", REPORTS)
    builders = [start(settings, str(corpus)) for _ in range(4)]
    said = [finish(builder) for builder in builders]
    statuses = [builder.returncode for builder in builders]
    assert 0 in statuses
    assert set(statuses) <= {0, 3}
    for status, text in zip(statuses, said, strict=True):
        assert ("Another build of this instance is running" in text) == (status == 3)
    assert len(BuildReader(settings).current().report_ids()) == REPORTS
