"""The server as a process: several answer on one port, and a new build arrives while they do."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from indexer.pipeline import build
from indexer.settings import Settings, cores
from tests.patience import PATIENT, unhurried
from webui.serving import usual_processes

SEEDS = Path(__file__).parent.parent.parent / "seeds"
PROGRAM = str(Path(sys.executable).parent / "gongkai")


@contextmanager
def served(settings: Settings, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``gongkai serve`` with the host and port that it answers at."""
    command = [PROGRAM, "serve", "--port", "0", "--instance", str(settings.instance), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found
            yield server, urlsplit(found.group()).netloc
        finally:
            server.terminate()


def get(place: str, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(place, timeout=PATIENT)
    connection.request("GET", quote(path, safe="/?=&"), headers={"Connection": "close"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def children(process: int) -> set[int]:
    listing = Path(f"/proc/{process}/task/{process}/children")
    return set(map(int, listing.read_text().split()))


forks = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs the process list of Linux")


@forks
def test_processes_share_the_port_and_a_dead_one_is_replaced(settings: Settings) -> None:
    with served(settings, "--processes", "2") as (server, place):
        assert [get(place, "/search?q=公开")[0] for _ in range(8)] == [200] * 8
        crew = children(server.pid)
        assert len(crew) == 2
        lost = min(crew)
        os.kill(lost, signal.SIGKILL)
        while lost in children(server.pid) or len(children(server.pid)) < 2:
            assert get(place, "/help")[0] == 200
        assert [get(place, "/search?q=公开")[0] for _ in range(8)] == [200] * 8
        crew = children(server.pid)
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENT) == 0
        assert not [one for one in crew if Path(f"/proc/{one}").exists()]


@forks
def test_one_process_for_each_of_two_cores_unless_told_otherwise(settings: Settings) -> None:
    with served(settings) as (server, place):
        assert get(place, "/")[0] == 200
        expected = usual_processes()
        assert len(children(server.pid)) == (expected if expected > 1 else 0)
    assert expected <= min(2, cores())


def test_readers_that_left_their_connection_open_keep_nobody_waiting(settings: Settings) -> None:
    with served(settings, "--processes", "1") as (_, place):
        idle = [HTTPConnection(place, timeout=PATIENT) for _ in range(150)]
        for connection in idle:
            connection.connect()
        assert get(place, "/robots.txt")[0] == 200
        for connection in idle:
            connection.close()


@forks
def test_children_end_with_a_parent_that_was_killed(settings: Settings) -> None:
    with served(settings, "--processes", "2") as (server, place):
        assert get(place, "/")[0] == 200
        crew = children(server.pid)
        server.kill()
        server.wait(PATIENT)
        for one in crew:
            gone = threading.Event()
            for _ in range(int(PATIENT * 100)):
                if not _runs(one):
                    break
                gone.wait(0.01)
            assert not _runs(one)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_new_build_is_picked_up_without_a_failed_request(tmp_path: Path, processes: str) -> None:
    settings = unhurried(tmp_path / "instance")
    corpus = tmp_path / "reports"
    corpus.mkdir()
    files = sorted(SEEDS.glob("*.txt"))
    (corpus / files[0].name).write_bytes(files[0].read_bytes())
    build(settings, [corpus])
    answers: list[tuple[int, int]] = []
    finished = threading.Event()

    def read(place: str) -> None:
        while not finished.is_set():
            status, body = get(place, "/api/v1/search?q=公开")
            answers.append((status, json.loads(body)["total"]["reports"] if status == 200 else -1))

    with served(settings, "--processes", processes) as (_, place):
        readers = [threading.Thread(target=read, args=(place,)) for _ in range(2)]
        for reader in readers:
            reader.start()
        try:
            for file in files[1:4]:
                (corpus / file.name).write_bytes(file.read_bytes())
                build(settings, [corpus])
            seen = [json.loads(get(place, "/api/v1/search?q=公开")[1])["total"]["reports"] for _ in range(6)]
        finally:
            finished.set()
            for reader in readers:
                reader.join()
    assert seen == [4] * 6
    assert {status for status, _ in answers} == {200}
    assert {total for _, total in answers} <= {1, 2, 3, 4}
