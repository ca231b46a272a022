"""Threads and processes ask while builds are switched: every answer is the one of the build it names."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from indexer.builds import BuildReader
from indexer.builds.indexed import indexed
from indexer.catalogue import corpus, open_for_reading
from indexer.engines.memory import MemoryEngine
from indexer.pipeline import build
from indexer.settings import Settings
from tests.asker import QUERIES, THREADS, answer
from tests.corpora import fresh_instance, report_text, write, write_corpus
from tests.patience import PATIENT
from webui import create_app

ROOT = Path(__file__).parent.parent
REPORTS, SWITCHES, PROCESSES = 12, 3, 2
SECONDS = 60
"""For so long at least."""
ASK = "from tests.asker import main; main()"
SERVE = "from indexer.cli import main; main()"
ADDRESSES = tuple(
    quote(address, safe="/?=&")
    for address in (
        "/api/v1/search?q=薄弱",
        '/api/v1/search?q="基础工作薄弱"&year=2016..2020',
        "/search?q=信息",
    )
)


@pytest.fixture
def settings(tmp_path: Path, words_cache: Path) -> Settings:
    settings = fresh_instance(tmp_path, words_cache)
    build(settings, [write_corpus(tmp_path / "reports", REPORTS)])
    return settings


def change(corpus: Path, switch: int) -> None:
    """Change a third of the reports, and take one away."""
    for number in range(switch, REPORTS, 3):
        write(corpus / f"{number:03}.txt", report_text(number, f"第{switch}稿。"), age=switch)
    (corpus / f"{REPORTS - switch:03}.txt").unlink()


def right_answers(settings: Settings) -> set[str]:
    """What the current build answers; reading all the texts through finds the same reports and counts."""
    reader = BuildReader(settings)
    opened = reader.current()
    with closing(open_for_reading(settings.catalogue)) as connection:
        reports = list(indexed(connection, [doc for _, doc in corpus(connection)]))
    plain = MemoryEngine(reports, opened.segmenter)
    for query in QUERIES:
        found, expected = opened.engine.search(query), plain.search(query)
        assert [(hit.report_id, hit.sections) for hit in found.hits] == [
            (hit.report_id, hit.sections) for hit in expected.hits
        ]
        assert (found.total_reports, found.total_occurrences) == (
            expected.total_reports,
            expected.total_occurrences,
        )
    return {answer(reader, place) for place in range(len(QUERIES))}


def right_pages(settings: Settings, place: str) -> set[tuple[str, int, str, bytes]]:
    """The same of some addresses: the tag stands for the build, and the body is what it says."""
    client = create_app(settings).test_client()
    root = f"http://{place}/"
    got = [(address, client.get(address, base_url=root)) for address in ADDRESSES]
    return {(address, page.status_code, page.headers["ETag"], page.data) for address, page in got}


@pytest.fixture
def askers(settings: Settings) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that ask the engine and the catalogue."""
    command = [sys.executable, "-c", ASK, str(settings.instance)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    yield started
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def place(settings: Settings) -> Iterator[str]:
    """Host and port of a site served by as many processes."""
    options = ["--port", "0", "--processes", str(PROCESSES), "--instance", str(settings.instance)]
    command = [sys.executable, "-c", SERVE, "serve", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        yield urlsplit(found.group()).netloc
        server.terminate()


class Visitors:
    """Threads that read pages until they are told to stop."""

    def __init__(self, place: str) -> None:
        self.seen: set[tuple[str, int, str, bytes]] = set()
        self.visits = 0
        self._place = place
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def are_reading(self) -> bool:
        """Whether none of them has given up."""
        return all(thread.is_alive() for thread in self._threads)

    def stop(self) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        while not self._enough.is_set():
            with closing(HTTPConnection(self._place, timeout=PATIENT)) as connection:
                for address in ADDRESSES:
                    connection.request("GET", address)
                    page = connection.getresponse()
                    self.seen.add((address, page.status, page.headers["ETag"], page.read()))
                    self.visits += 1


def test_every_answer_is_that_of_the_build_it_names(
    settings: Settings, askers: list[subprocess.Popen[str]], place: str, tmp_path: Path
) -> None:
    right, pages = right_answers(settings), right_pages(settings, place)
    visitors = Visitors(place)
    begun = time.monotonic()
    try:
        for switch in range(1, SWITCHES + 1):
            wait_for_build(switch, askers, visitors, pages, time.monotonic() + SECONDS / (SWITCHES + 1))
            change(tmp_path / "reports", switch)
            build(settings)
            right |= right_answers(settings)
            pages |= right_pages(settings, place)
        wait_for_build(SWITCHES + 1, askers, visitors, pages, begun + SECONDS)
        said = [process.communicate("enough\n", timeout=PATIENT)[0].splitlines() for process in askers]
    finally:
        visitors.stop()
    assert len(right) == len(QUERIES) * (SWITCHES + 1)
    for process, lines in zip(askers, said, strict=True):
        assert process.returncode == 0
        answers = {line for line in lines if " " in line}
        assert answers <= right
        assert {line.split()[1] for line in answers} == {str(n) for n in range(1, SWITCHES + 2)}
    assert visitors.seen <= pages
    assert {tag for *_, tag, _ in visitors.seen} == {tag for *_, tag, _ in pages}


def wait_for_build(
    number: int,
    askers: list[subprocess.Popen[str]],
    visitors: Visitors,
    pages: set[tuple[str, int, str, bytes]],
    moment: float,
) -> None:
    """Wait until a moment, and until every process has answered from the build and its pages were seen."""
    last = time.monotonic() + PATIENT
    answering = [0] * len(askers)
    while min(answering) < number or not pages <= visitors.seen or time.monotonic() < moment:
        assert time.monotonic() < last
        assert visitors.are_reading()
        for place, process in enumerate(askers):
            assert process.stdout is not None
            answering[place] = int(process.stdout.readline())
