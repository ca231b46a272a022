"""Pictures of every page, wide and narrow, light and dark, in Chinese and English.

Serves the instance by itself: ``python -m scripts.screenshots FOLDER [--instance DIR]``. With ``--readme`` it
takes those of the README and of the help page, of the seeds and some made-up reports:
``python -m scripts.screenshots docs --readme``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from indexer.builds import BuildReader, OpenBuild
from indexer.pipeline import build as build_instance
from indexer.query import NOT_STATED, Query
from indexer.settings import Settings, load_settings
from tests.benchmarks.corpus import Corpus
from webui import create_app
from webui.wording import LOCALES

ROOT = Path(__file__).resolve().parent.parent
HELP = ROOT / "webui" / "static" / "help"
MADE = 160
"""Made-up reports beside the seeds."""
WIDTHS = {"wide": (1440, 1000), "narrow": (360, 740)}


def pages(settings: Settings) -> dict[str, str]:
    """The pages to picture, by name."""
    build = BuildReader(settings).current()
    first = next(iter(build.report_ids()))
    agencies = agencies_with_most_years(build, 3)
    compared = "&".join(f"agency={agency}" for agency in agencies)
    return {
        "home": "/",
        "results": "/search?q=公开 申请",
        "browse": "/search",
        "empty": '/search?q="基础工作十分薄弱" year:2019',
        "report": f"/reports/{first}?q=公开",
        "compare": f"/compare?{compared}",
        "compare-start": "/compare",
        "reuse": "/reuse?text=主动公开的内容不够全面",
        "figures": "/figures",
        "figures-agency": f"/figures?agency={agencies[0]}",
        "coverage": "/coverage",
        "phrases": "/phrases",
        "about": "/about",
        "help": "/help",
        "error": '/search?q="未闭合',
        "api": "/api/v1/",
    }


def agencies_with_most_years(build: OpenBuild, number: int) -> list[str]:
    """The agencies of which there is most to show."""
    counts = build.engine.search(Query(size=1, facet_values=number)).facets["agency"]
    stated = (one for one in counts if one.value != NOT_STATED)
    return [str(one.value) for one in sorted(stated, key=lambda one: -one.count)[:number]]


class Quiet(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """The site at an address of its own, for as long as it is needed."""
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def shoot(browser: Browser, base: str, paths: dict[str, str], folder: Path, chosen: list[str]) -> None:
    """One file for each page, width, colour and language."""
    for language in ("zh", "en"):
        for colours in ("light", "dark"):
            for width, (x, y) in WIDTHS.items():
                page = browser.new_page(viewport={"width": x, "height": y}, color_scheme=colours)
                for name, path in paths.items():
                    label = f"{name}-{width}-{colours}-{language}"
                    if chosen and not all(word in label for word in chosen):
                        continue
                    mark = "&" if "?" in path else "?"
                    page.goto(f"{base}{path}{mark}lang={language}")
                    page.screenshot(path=folder / f"{label}.png", full_page=name not in ("report",))
                page.close()


def shoot_for_readme(browser: Browser, base: str, build: OpenBuild, folder: Path) -> None:
    """The search that the README tells of, where it leads, and what is compared, as a newsroom sees them."""
    page = browser.new_page(viewport={"width": 1200, "height": 760}, device_scale_factor=1.5)
    page.goto(f'{base}/search?q="基础工作薄弱"&lang=en')
    page.screenshot(path=folder / "search.png")
    page.set_viewport_size({"width": 1440, "height": 912})
    page.click(".match h3 a")
    page.wait_for_url("**/reports/**")
    page.locator("mark").first.wait_for()
    page.screenshot(path=folder / "report.png")
    agencies = agencies_with_most_years(build, 3)
    compared = "&".join(f"agency={agency}" for agency in agencies)
    page.goto(f"{base}/compare?{compared}&year=2016..2019&lang=en")
    page.screenshot(path=folder / "compare.png")
    page.goto(f"{base}/figures?agency={agencies[0]}&lang=en")
    page.screenshot(path=folder / "figures.png")
    page.close()
    shoot_for_help(browser, base, f"/compare?{compared}&year=2016..2019", f"/figures?agency={agencies[0]}")


def shoot_for_help(browser: Browser, base: str, comparison: str, figures: str) -> None:
    """The two pictures of the help page, in each of its languages."""
    page = browser.new_page(viewport={"width": 1000, "height": 640})
    for language in LOCALES:
        for name, path in (("compare", comparison), ("figures", figures)):
            page.goto(f"{base}{path}&lang={language}")
            page.screenshot(path=HELP / f"{name}-{language}.png")
    page.close()


@contextmanager
def collection() -> Iterator[Settings]:
    """An instance of the seeds and of made-up reports of many years, for as long as it is needed."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        Corpus(MADE).write(folder / "files")
        settings = load_settings(folder / "instance", {})
        build_instance(settings, [ROOT / "seeds", folder / "files"])
        yield settings


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--instance", type=Path)
    parser.add_argument("--only", action="append", default=[], help="words that the name of a picture has")
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    chosen = collection() if options.readme else nullcontext(load_settings(options.instance))
    program = os.environ.get("GONGKAI_CHROMIUM") or shutil.which("chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with chosen as settings, serving(settings) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        if options.readme:
            shoot_for_readme(browser, base, BuildReader(settings).current(), options.folder)
        else:
            shoot(browser, base, pages(settings), options.folder, options.only)
        browser.close()


if __name__ == "__main__":
    main()
