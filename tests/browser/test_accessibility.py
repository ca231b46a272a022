"""Every page can be used by everybody: nothing serious for axe, no sideways scrolling, script or none."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Made, NewPage

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "results": "/search?q=公开 工作&year=2015..2021",
    "browse": "/search",
    "filtered": "/search?region=河北省&not_level=township&year=2012..2023&not_year=2015",
    "found by name": "/search?facet=agency&find=局",
    "empty": '/search?q="没有这样写"',
    "report": "/reports/{report}?q=公开",
    "passage": "/reports/{report}?q=公开&at=300-420",
    "normalised": "/reports/{damaged}?q=公开&text=normalised",
    "both": "/reports/{damaged}?q=公开&text=both&at=300-420",
    "damaged": "/reports/{damaged}",
    "compare": "/compare?agency={first}&agency={second}",
    "compare start": "/compare",
    "compare two": "/compare?report={report}&report={earlier}",
    "reuse": "/reuse?report={report}&start=300&end=340",
    "reuse start": "/reuse",
    "figures of an agency": "/figures?agency={first}",
    "figures": "/figures",
    "coverage": "/coverage",
    "coverage of agencies": "/coverage?by=agency",
    "phrases": "/phrases?list=公开%0A不动产%0A基础工作薄弱",
    "phrases start": "/phrases",
    "about": "/about",
    "help": "/help",
    "interface": "/api/v1/",
    "refused": '/search?q="未闭合',
    "nowhere": "/nowhere",
}


@pytest.fixture
def address(request: pytest.FixtureRequest, series: dict[str, tuple[str, ...]], ids: dict[str, str]) -> str:
    first, second = list(series)[:2]
    earlier, report = series[first][-2:]
    named = {"first": first, "second": second, "report": report, "earlier": earlier}
    return PAGES[request.param].format(**named, damaged=ids["济源市司法局"])


def pages() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("address", PAGES, indirect=True)


@pages()
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_serious(new_page: NewPage, made: Made, address: str, language: str) -> None:
    page = new_page(made.address, locale=language, reduced_motion="reduce", color_scheme="light")
    page.goto(address)
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        findings = Axe().run(page).response["violations"]
        serious = [
            (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]][:3])
            for one in findings
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], colours


@pages()
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_no_page_scrolls_sideways(new_page: NewPage, made: Made, address: str, script: bool) -> None:
    page = new_page(made.address, viewport={"width": 1440, "height": 900}, java_script_enabled=script)
    page.goto(address)
    assert page.locator("main").inner_text().strip()
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 740})
        for switch in page.query_selector_all(".sheet-label"):
            if switch.is_visible():
                switch.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
