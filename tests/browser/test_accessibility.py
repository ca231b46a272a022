"""Every page can be used by everybody: no serious finding of axe, no sideways scrolling on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "results": "/search?q=公开 申请&year=2019",
    "browse": "/search",
    "empty": '/search?q="没有这样写"',
    "report": "/reports/{}?q=公开",
    "normalised": "/reports/{}?q=公开&text=normalised",
    "help": "/help",
    "interface": "/api/v1/",
    "refused": '/search?q="未闭合',
    "nowhere": "/nowhere",
}


def address(name: str, ids: dict[str, str]) -> str:
    return PAGES[name].format(ids["济源市司法局"])


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(
    new_page: NewPage, ids: dict[str, str], name: str, language: str, colours: str
) -> None:
    page = new_page(color_scheme=colours, locale=language, reduced_motion="reduce")
    page.goto(address(name, ids))
    findings = Axe().run(page).response["violations"]
    serious = [
        (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in findings
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_never_scrolls_sideways(new_page: NewPage, ids: dict[str, str], name: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(address(name, ids))
    for switch in page.query_selector_all(".sheet-label"):
        switch.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
