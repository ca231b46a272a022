"""A real browser, and two sites served to it: over the seeds, and over a newsroom's collection."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from indexer.builds import BuildReader, OpenBuild
from indexer.pipeline import build
from indexer.settings import Settings
from tests.benchmarks.corpus import Corpus
from tests.patience import unhurried
from webui import create_app

SEEDS = Path(__file__).parent.parent.parent / "seeds"
REPORTS_MADE = 160
PATIENCE = 120_000
"""Milliseconds that a page is waited for: a busy machine is no failure of the page."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """Say nothing: the tests tell what matters."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an app; the address that it has meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An instance of the five seeds."""
    settings = unhurried(tmp_path_factory.mktemp("seeded"))
    build(settings, [SEEDS])
    return settings


@pytest.fixture(scope="session")
def site(seeded: Settings) -> Iterator[str]:
    """Address of the site over the seeds."""
    with serving(create_app(seeded)) as address:
        yield address


@pytest.fixture(scope="session")
def ids(seeded: Settings) -> dict[str, str]:
    """Report ids by agency."""
    opened = BuildReader(seeded).current()
    return {str(opened.report(one).facet("agency").value): one for one in opened.report_ids()}


@dataclass(frozen=True, slots=True)
class Made:
    """A newsroom's collection, the truth about its made-up part, and the site over it."""

    corpus: Corpus
    opened: OpenBuild
    address: str


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Made-up reports of agencies over the years, and the seeds."""
    folder = tmp_path_factory.mktemp("many")
    corpus = Corpus(REPORTS_MADE)
    corpus.write(folder / "files")
    settings = unhurried(folder / "instance")
    build(settings, [folder / "files", SEEDS])
    with serving(create_app(settings)) as address:
        yield Made(corpus, BuildReader(settings).current(), address)


@pytest.fixture(scope="session")
def series(made: Made) -> dict[str, tuple[str, ...]]:
    """The agencies with the most years: their reports, the oldest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in made.opened.report_ids():
        report = made.opened.report(one)
        agency, year = report.facet("agency").value, report.facet("year").value
        if agency and isinstance(year, int):
            found.setdefault(str(agency), []).append((year, one))
    longest = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:3]
    return {agency: tuple(one for _, one in sorted(reports)) for agency, reports in longest}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("GONGKAI_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Opens pages; anything that the browser complains about fails the test.

    ``base`` is the address of a site, that of the seeds where none is given.
    """
    contexts = []
    complaints: list[str] = []

    def open_page(base: str = "", **options: Any) -> Page:
        site = base or request.getfixturevalue("site")
        context = browser.new_context(base_url=site, **{"locale": "en-GB", **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # A page that is left ends what it was still loading; that is no failure of its own.
        page.on(
            "requestfailed",
            lambda request: "ERR_ABORTED" in (request.failure or "") or complaints.append(request.url),
        )
        page.on(
            "request", lambda request: complaints.append(request.url) if site not in request.url else None
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    # The browser reports an answer with an error status as an error, even where it was asked for.
    assert [one for one in complaints if "status of 4" not in one] == []
