"""Threads and processes ask while builds are switched: every answer is the one of the build it names."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.builds import BuildReader
from indexer.pipeline import build
from indexer.query import And, Not, Phrase, Query, Word
from indexer.settings import Settings
from tests.corpora import fresh_instance, report_text, write, write_corpus

ROOT = Path(__file__).parent.parent
REPORTS, SWITCHES, THREADS = 12, 3, 8
QUERIES = (
    Query(Phrase("基础工作薄弱"), size=50),
    Query(Word("政府"), size=50),
    Query(And((Word("信息"), Not(Phrase("第1稿")))), size=50),
    Query(size=3, facet_values=2),
)
ASK = """
import sys
from pathlib import Path
from indexer.settings import Settings
from tests.test_switching import ask_until_told
ask_until_told(Settings(instance=Path(sys.argv[1])))
"""


def say(reader: BuildReader, place: int) -> str:
    """A query, the build that answers it, and the answer."""
    opened = reader.current()
    result = opened.engine.search(QUERIES[place])
    shown = [(hit.report_id, hit.sections, round(hit.score, 9)) for hit in result.hits]
    return f"{place} {opened.number} {shown} {result.total_occurrences} {dict(result.facets)}"


def ask_until_told(settings: Settings) -> None:
    """Ask in eight threads until the last line of standard input, and print every answer once."""
    reader, ended = BuildReader(settings), threading.Event()

    def ask(thread: int) -> set[str]:
        said, turn = set(), thread
        while not ended.is_set():
            said.add(say(reader, turn % len(QUERIES)))
            turn += 1
        return said

    with ThreadPoolExecutor(THREADS) as threads:
        asking = [threads.submit(ask, thread) for thread in range(THREADS)]
        print("asking", flush=True)
        sys.stdin.readline()
        ended.set()
        print("\n".join(sorted(set().union(*(one.result() for one in asking)))))


@pytest.fixture
def settings(tmp_path: Path, words_cache: Path) -> Settings:
    return fresh_instance(tmp_path, words_cache)


@pytest.fixture
def askers(settings: Settings, tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Two processes that ask."""
    build(settings, [write_corpus(tmp_path / "reports", REPORTS)])
    command = [sys.executable, "-c", ASK, str(settings.instance)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    yield started
    for process in started:
        process.kill()
        process.communicate()


def test_every_answer_is_that_of_the_build_it_names(
    settings: Settings, askers: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    for process in askers:
        assert process.stdout is not None
        assert process.stdout.readline() == "asking\n"
    right = {say(BuildReader(settings), place) for place in range(len(QUERIES))}
    for switch in range(1, SWITCHES + 1):
        for number in range(switch, REPORTS, 3):
            write(
                tmp_path / "reports" / f"{number:03}.txt", report_text(number, f"第{switch}稿。"), age=switch
            )
        (tmp_path / "reports" / f"{REPORTS - switch:03}.txt").unlink()
        build(settings)
        right |= {say(BuildReader(settings), place) for place in range(len(QUERIES))}
    assert len(right) == len(QUERIES) * (SWITCHES + 1)
    for process in askers:
        said = set(process.communicate("enough\n", timeout=60)[0].splitlines())
        assert process.returncode == 0
        assert said <= right
        assert {line.split()[1] for line in said} >= {"1", str(SWITCHES + 1)}
