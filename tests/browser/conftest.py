"""A real browser, and the site over the seed reports served to it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from indexer.builds import BuildReader
from indexer.pipeline import build
from indexer.settings import load_settings
from webui import create_app

SEEDS = Path(__file__).parent.parent.parent / "seeds"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """Say nothing: the tests tell what matters."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site."""
    settings = load_settings(tmp_path_factory.mktemp("instance"), {})
    build(settings, [SEEDS])
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def ids(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Report ids by agency."""
    folder = next(tmp_path_factory.getbasetemp().glob("instance*"))
    opened = BuildReader(load_settings(folder, {})).current()
    return {str(opened.report(one).facet("agency").value): one for one in opened.report_ids()}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("GONGKAI_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """Opens pages; anything that the browser complains about fails the test."""
    contexts = []
    complaints: list[str] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(base_url=site, **{"locale": "en-GB", **options})
        contexts.append(context)
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
