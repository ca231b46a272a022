"""From the search box to the sentence: with a script, without one, and from the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from indexer.text.normalise import normalise_query
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser


def in_view(page: Page, selector: str) -> bool:
    seen = page.eval_on_selector(
        selector,
        """node => { const box = node.getBoundingClientRect();
                     return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }""",
    )
    return bool(seen)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("words", ['"基础工作薄弱"', "「監督保障」", "规范性文件", '"对外公开总数量"'])
def test_every_deep_link_lands_on_its_mark(new_page: NewPage, words: str, script: bool) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(f"/search?q={words}")
    links = [link.get_attribute("href") for link in page.query_selector_all(".match h3 a")]
    assert links
    for link in links:
        assert link
        page.goto(link)
        anchor = link.partition("#")[2]
        assert re.fullmatch(r"s\d+m\d+", anchor)
        assert in_view(page, f"#{anchor}"), link


@pytest.mark.parametrize("words", ['"基础工作薄弱"', '"公开"', "收费", '"2019年"'])
def test_every_mark_is_the_wording_searched_for(new_page: NewPage, ids: dict[str, str], words: str) -> None:
    page = new_page()
    wanted = normalise_query(words.strip('"'))
    for address in ("/search?q={}", *(f"/reports/{one}?q={{}}" for one in ids.values())):
        page.goto(address.format(words))
        for mark in page.query_selector_all("mark"):
            assert normalise_query((mark.text_content() or "").replace("\n", "")) == wanted


def test_the_story_without_a_script(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.fill("#q", '"基础工作薄弱"')
    page.press("#q", "Enter")
    expect(page.locator(".totals strong")).to_have_text("1 report, 1 section, 1 occurrence")
    page.click(".match h3 a")
    expect(page.locator("mark").first).to_have_text("基礎工作薄弱")
    expect(page.locator("h1")).to_contain_text("抚顺市司法局")
    page.click("text=Back to the results")
    page.click(".facet >> text=2019")
    expect(page.locator(".chips")).to_contain_text("2019")
    page.click(".chips a >> nth=0")
    expect(page.locator(".chips")).to_have_count(0)
    page.fill("input[name=year_min]", "2020")
    page.click(".range button >> nth=0")
    expect(page.locator("text=No report matches")).to_be_visible()
    page.click(".empty li a >> nth=0")
    expect(page.locator(".hit")).to_have_count(1)


def test_keys(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?q=公开")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".hit h2 a").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".hit h2 a").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j")
    expect(page.locator("#q")).to_have_value("j")
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_marks_are_walked(new_page: NewPage, ids: dict[str, str]) -> None:
    page = new_page()
    page.goto(f"/reports/{ids['抚顺市司法局']}?q=公开#s1m3")
    at = page.locator("[data-at]")
    expect(at).to_have_text("3")
    page.keyboard.press("n")
    expect(at).to_have_text("4")
    assert page.url.endswith("#s1m4")
    assert in_view(page, "#s1m4")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(at).to_have_text("2")
    page.click(".marks .next")
    expect(at).to_have_text("3")
    total = len(page.query_selector_all("mark[id]"))
    for _ in range(total):
        page.keyboard.press("n")
        assert in_view(page, "mark.current")
    expect(at).to_have_text("3")


def test_a_fact_leads_to_its_words(new_page: NewPage, ids: dict[str, str]) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"/reports/{ids['辽宁省司法厅']}")
    for quote in page.query_selector_all(".facts .quote"):
        quote.click()
        anchor = page.url.partition("#")[2]
        assert (
            in_view(page, f"#{anchor}") or page.eval_on_selector(f"#{anchor}", "n => n.className") == "place"
        )


def test_the_choice_of_language_and_colours_stays(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?q=公开")
    page.click("text=中文")
    expect(page.locator(".totals strong")).to_contain_text("5 份报告")
    assert "q=" in page.url
    page.click("text=深色")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/help")
    expect(page.locator("h1")).to_have_text("帮助")


def test_everything_is_reached_with_the_tab_key(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?q=公开")
    reached: set[str] = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "document.activeElement.closest('.top, .filters, .hits, .summary, .foot')?.className"
        )
        reached |= {str(place).split()[0]} if place else set()
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert place is None or shown != "none"
    assert {"top", "filters", "hits", "summary", "foot"} <= reached
