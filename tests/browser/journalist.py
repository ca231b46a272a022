"""Somebody at a browser who follows links, fills in fields and keeps pictures of what there is to see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PICTURES = Path(__file__).parent.parent / "artefacts" / "stories"
TABS = 1500
"""No page needs more presses of the tab key than this to be walked through."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a story is walked."""

    name: str
    language: str
    colours: str
    width: int
    script: bool
    keyboard: bool


WAYS = (
    Way("desk", "zh", "light", 1440, script=True, keyboard=False),
    Way("phone", "en", "dark", 360, script=False, keyboard=False),
    Way("keys", "en", "light", 1440, script=True, keyboard=True),
    Way("keys-alone", "zh", "dark", 360, script=False, keyboard=True),
)


class Journalist:
    """Somebody at a browser: follows links, fills in fields, keeps pictures."""

    def __init__(self, page: Page, way: Way, story: str) -> None:
        self.page = page
        self.way = way
        self._story = story
        self._steps = 0

    def look(self) -> None:
        """Take a picture; the page must be usable by everybody and must not scroll sideways."""
        self._steps += 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{self._story}-{self.way.name}-{self._steps}.png")
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.way.width, self.page.url
        if not self.way.script:
            return  # axe is a script
        found = Axe().run(self.page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], self.page.url

    def follow(self, link: Locator, leads_to: str = "") -> None:
        """Activate something, by the mouse or by tabbing to it; wait for the address that it leads to."""
        if self.way.keyboard:
            self.reach(link)
            self.page.keyboard.press("Enter")
        else:
            link.click()
        if leads_to:
            self.page.wait_for_url(re.compile(re.escape(leads_to)))

    def reach(self, target: Locator) -> None:
        """Tab to something, as someone does who has no mouse; what has the focus must show it."""
        wanted = target.element_handle()
        assert wanted is not None
        for _ in range(TABS):
            if wanted.evaluate("node => node === document.activeElement"):
                assert self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the tab key")

    def fill(self, field: Locator, text: str) -> None:
        """Type into a field."""
        if self.way.keyboard:
            self.reach(field)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(text)
        else:
            field.fill(text)

    def submit(self) -> None:
        """Send the form that was filled in last, and wait until the answer is there."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open_filters(self) -> None:
        """On a phone the filters are under a switch that says so."""
        if self.way.width < 700:
            switch = self.page.locator("#filters-open")
            if self.way.keyboard:
                self.reach(switch)
                self.page.keyboard.press("Space")
            else:
                self.page.locator("label[for=filters-open]").click()

    def sees(self, anchor: str) -> None:
        """The place that the address names is on the screen."""
        place = self.page.locator(f"[id='{anchor}']")
        expect(place).to_be_in_viewport()
