"""``kill -9`` at any moment of a build loses nothing: the last build serves, the next run ends the work."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from indexer.builds import BuildReader
from indexer.catalogue import list_problems, list_sources, open_for_reading, prepare
from indexer.errors import NoBuildError
from indexer.pipeline import build
from indexer.query import Phrase, Query, Word
from indexer.settings import Settings
from tests.corpora import fresh_instance, report_text, write, write_corpus
from tests.patience import PATIENT

ROOT = Path(__file__).parent.parent
MOMENTS = 25
"""Of a first build, and as many of an update: one at random in each such part of the whole course."""
WRITTEN = (0, 10, 50, 80)
"""Per cent of the reports that are in the index when the builder is killed while two processes write it."""
REPORTS = 12
SEED = 4
AT_A_TIME = 2
DYING = "from tests.dying_builder import main; main()"
BUILD = "from indexer.cli import main; main()"


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A builder in a process of its own."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(builder: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for the builder and all its readers, which hold the same pipes; what it said."""
    return builder.communicate(timeout=PATIENT)


def answers(settings: Settings) -> list[object]:
    """What a build says, in a form that another build of the same corpus must say too.

    Reports come with all that the catalogue holds of them; their ids, and the places of their sections, are
    what permanent links are made of.
    """
    opened = BuildReader(settings).current()
    words = opened.segmenter.query_words("主动公开")
    terms = (Phrase("第1"), Phrase("基础工作薄弱"), *map(Word, words), None)
    results = [opened.engine.search(Query(term, size=100)) for term in terms]
    return [
        [prepare(opened.report_in_series(report_id)) for report_id in opened.report_ids()],
        [[(hit.report_id, hit.score, hit.sections) for hit in result.hits] for result in results],
        [(r.total_reports, r.total_sections, r.total_occurrences, r.facets, r.complete) for r in results],
        opened.overview(),
    ]


def lists(settings: Settings) -> list[object]:
    """What the catalogue says besides: the sources, and every problem."""
    with closing(open_for_reading(settings.catalogue)) as connection:
        problems = [(found.path, found.report_id, found.problem) for found in list_problems(connection)]
        return [problems, [(source.root, source.complete) for source in list_sources(connection)]]


@dataclass(frozen=True, slots=True)
class Course:
    """A build to be killed: where it begins, what it reads, and what must be said before and after."""

    begin: Callable[[Path], Settings]
    """Makes the instance as it is before the build, in an empty folder."""
    corpus: Path
    before: list[object] | None
    """What the build before answers; None where there is none."""
    after: list[object]
    listed: list[object]
    """What the catalogue lists in the end."""


def write_first(corpus: Path) -> Path:
    """Reports, two of one agency in successive years, and files that are not in the corpus."""
    write_corpus(corpus, REPORTS)
    write(corpus / "next.txt", report_text(0).replace("2015", "2016"))
    write(corpus / "copy.txt", report_text(3))
    write(corpus / "weather.txt", "今日天气晴，气温二十度。")
    return corpus


def write_second(corpus: Path) -> Path:
    """Some of them changed, some gone, some new, and one repaired."""
    write_first(corpus)
    for number in (0, 4, 7):
        write(corpus / f"{number:03}.txt", report_text(number, "第2稿。"), age=1)
    (corpus / "003.txt").unlink()  # The copy takes its place.
    (corpus / "005.txt").unlink()
    write(corpus / "weather.txt", report_text(30), age=1)
    return write_corpus(corpus, 3, first=REPORTS)


@pytest.fixture(params=["first", "update"])
def course(request: pytest.FixtureRequest, tmp_path: Path, words_cache: Path) -> Course:
    def fresh(folder: Path) -> Settings:
        return fresh_instance(folder, words_cache)

    def built(name: str) -> Settings:
        (tmp_path / name).mkdir()
        settings = fresh(tmp_path / name)
        build(settings, [corpus])
        return settings

    corpus = write_first(tmp_path / "reports")
    old = built("old")
    if request.param == "first":
        return Course(fresh, corpus, None, answers(old), lists(old))
    before = answers(old)
    write_second(corpus)

    def copied(folder: Path) -> Settings:
        shutil.copytree(old.instance, folder / "instance", symlinks=True)
        return replace(old, instance=folder / "instance")

    new = built("new")
    return Course(copied, corpus, before, answers(new), lists(new))


def survive(course: Course, folder: Path, kind: str, number: int) -> bool:
    """Kill a build at a moment; the last build must serve, and the next run complete the work.

    False where the build came to its end before that moment.
    """
    folder.mkdir()
    settings = course.begin(folder)
    builder = start(DYING, str(settings.instance), str(course.corpus), kind, str(number))
    said = finish(builder)
    assert builder.returncode in (-signal.SIGKILL, 0), said
    if course.before is None and not (settings.builds / "current").exists():
        with pytest.raises(NoBuildError):
            BuildReader(settings).current()
    else:
        assert answers(settings) in (course.before, course.after)
    build(settings, [course.corpus])
    assert answers(settings) == course.after
    assert lists(settings) == course.listed
    assert not list(settings.builds.glob("*.partial"))
    shutil.rmtree(folder)
    return builder.returncode != 0


def moments(course: Course, folder: Path) -> list[int]:
    """A step in each part of the course."""
    folder.mkdir()
    counted = finish(start(DYING, str(course.begin(folder).instance), str(course.corpus), "step", "0"))
    steps = int(counted[0])
    chance = random.Random(SEED)
    return [1 + int(steps * (part + chance.random()) / MOMENTS) for part in range(MOMENTS)]


def test_killed_at_any_moment(course: Course, tmp_path: Path) -> None:
    chosen = [("step", step) for step in moments(course, tmp_path / "counted")]
    chosen += [("written", reports) for reports in WRITTEN]

    def kill_at(moment: tuple[str, int]) -> bool:
        try:
            return survive(course, tmp_path / " ".join(map(str, moment)), *moment)
        except BaseException as error:
            error.add_note(f"Killed at {moment} of {chosen}.")
            raise

    with ThreadPoolExecutor(AT_A_TIME) as threads:
        killed = list(threads.map(kill_at, chosen))
    assert all(killed)


def test_four_builders_at_once(tmp_path: Path, words_cache: Path) -> None:
    settings = fresh_instance(tmp_path, words_cache)
    corpus = write_corpus(tmp_path / "reports", REPORTS)
    command = ("build", str(corpus), "--instance", str(settings.instance))
    builders = [start(BUILD, *command) for _ in range(4)]
    said = [finish(builder)[1] for builder in builders]
    statuses = [builder.returncode for builder in builders]
    assert 0 in statuses
    assert set(statuses) <= {0, 3}
    for status, text in zip(statuses, said, strict=True):
        assert ("Another build of this instance is running" in text) == (status == 3)
    assert len(BuildReader(settings).current().report_ids()) == REPORTS
