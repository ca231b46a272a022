"""The site as readers meet it: how soon it is there, and how long a page takes for one and for many."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.benchmarks.measure import Spread, resident_bytes, spread
from tests.benchmarks.questions import Question

_ADDRESS = re.compile(r"http://[^\s/]+")
_COMMAND = "import sys; from indexer.cli import main; main(sys.argv[1:])"
_TIMEOUT = 60
_BEFORE = 12
"""Pages read before the time is taken."""
_AGAIN, _ROUNDS = 60, 4
"""So many pages are read again, so many times."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running server."""

    host: str
    port: int
    process: int
    ready_seconds: float
    """From the command to the first page."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a number of readers at the same time met with."""

    clients: int
    times: Spread
    per_second: float
    errors: int
    again: bool = False
    """Whether the pages had been read before."""


@contextmanager
def served(instance: Path) -> Iterator[Site]:
    """``gongkai serve`` on a free port, for as long as it is needed."""
    start = time.perf_counter()
    command = [sys.executable, "-c", _COMMAND, "serve", "--instance", str(instance), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            said = _ADDRESS.search(server.stdout.readline())
            if said is None:
                raise RuntimeError("the server did not start; try: gongkai serve --instance " + str(instance))
            address = urlsplit(said.group())
            host, port = address.hostname or "127.0.0.1", address.port or 80
            _get(HTTPConnection(host, port, timeout=_TIMEOUT), "/")
            yield Site(host, port, server.pid, time.perf_counter() - start)
        finally:
            server.terminate()


def _get(connection: HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise HTTPException(f"{path} answered {response.status}")


def page_of(question: Question) -> str:
    """The address of the results page."""
    page = {"page": str(question.page)} if question.page > 1 else {}
    return f"/search?{urlencode({'q': question.typed(), **page})}"


def visit(site: Site, pages: Sequence[str], clients: int, *, again: bool = False) -> Crowd:
    """Have the pages read by some clients at once, each taking the next one that nobody has read."""
    times: list[float] = []
    errors: list[Exception] = []
    waiting, turn = iter(pages), threading.Lock()

    def read() -> None:
        connection = HTTPConnection(site.host, site.port, timeout=_TIMEOUT)
        while True:
            with turn:
                page = next(waiting, None)
            if page is None:
                return
            start = time.perf_counter()
            try:
                _get(connection, page)
                times.append(time.perf_counter() - start)
            except (OSError, HTTPException) as error:
                errors.append(error)
                connection.close()

    readers = [threading.Thread(target=read) for _ in range(clients)]
    start = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    taken = time.perf_counter() - start
    return Crowd(clients, spread(times or [0.0]), len(times) / taken, len(errors), again)


def crowds(site: Site, pages: Sequence[str]) -> list[Crowd]:
    """One client, then eight, reading pages that nobody has read; then eight, reading the last of them again.

    The server keeps pages and what it has found: whoever comes first waits, and the others do not. A few
    pages before them are not counted.
    """
    waiting = list(dict.fromkeys(pages))
    visit(site, waiting[:_BEFORE], 1)
    end = _BEFORE + (len(waiting) - _BEFORE) // 4
    alone, together = waiting[_BEFORE:end], waiting[end:]
    return [
        visit(site, alone, 1),
        visit(site, together, 8),
        visit(site, together[-_AGAIN:] * _ROUNDS, 8, again=True),
    ]


def resident_mb(site: Site) -> float:
    """Memory of the server after what it has served; what its processes share is counted once."""
    return resident_bytes(site.process, shared_once=True) / 1e6
