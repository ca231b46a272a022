"""Filters without a new page: what is shown, said, focused and remembered; and the same without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Made, NewPage

pytestmark = pytest.mark.browser


def stays(page: Page) -> None:
    """Remember this document, to tell whether it is still the one that is shown."""
    page.evaluate("window.same = true")


def still_here(page: Page) -> bool:
    return bool(page.evaluate("window.same === true"))


def test_a_filter_changes_the_page_in_place(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?q=公开")
    stays(page)
    page.click('[data-facet="level"] a:has-text("County")')
    expect(page.locator(".chips")).to_contain_text("Level: County")
    expect(page).to_have_url(re.compile("level=county"))
    expect(page.locator("#said")).to_contain_text("2 reports")
    expect(page.locator('[data-facet="level"] li.on a').first).to_be_focused()
    page.click('[data-facet="level"] a.instead')
    expect(page.locator(".chips")).to_contain_text("Level: not County")
    expect(page.locator(".totals strong")).to_contain_text("3 reports")
    page.fill("input[name=year_min]", "2019")
    page.press("input[name=year_min]", "Enter")
    expect(page).to_have_url(re.compile(r"year=2019\.\."))
    expect(page.locator("input[name=year_min]")).to_be_focused()
    page.click(".sorts a >> nth=0")
    expect(page.locator(".sorts b")).to_have_text("newest")
    assert still_here(page)
    assert "back=" in str(page.get_attribute(".site [hreflang]", "href"))
    assert "sort%3Dyear" in str(page.get_attribute(".site [hreflang]", "href"))


def test_the_way_back_is_the_way_that_was_gone(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search")
    stays(page)
    page.click('[data-facet="level"] a >> nth=0')
    expect(page.locator(".chips li")).to_have_count(2)
    page.click('[data-facet="region"] a >> nth=0')
    expect(page.locator(".chips li")).to_have_count(3)
    page.go_back()
    expect(page.locator(".chips li")).to_have_count(2)
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".chips li")).to_have_count(2)
    assert still_here(page)


def test_whatever_fails_is_a_plain_link(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search")
    stays(page)

    def only_documents(route: Route) -> None:
        if route.request.resource_type == "fetch":
            route.fulfill(status=404, body="")
        else:
            route.continue_()

    page.route("**/search?*", only_documents)
    page.click('[data-facet="level"] a:has-text("County")')
    expect(page.locator(".chips")).to_contain_text("Level: County")
    assert not still_here(page)


def test_names_are_found_while_one_types(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?agency=济源市司法局&facet=agency&find=司")
    box = page.locator('[data-facet="agency"]')
    box.locator("input[name=find]").fill("抚顺")
    expect(box.locator("ul.found a")).to_have_count(1)
    expect(page.locator("#said")).to_have_text("1 found")
    page.keyboard.press("ArrowDown")
    expect(box.locator("ul.found a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("抚顺市司法局")
    expect(page.locator(".totals strong")).to_contain_text("2 reports")


def test_filters_without_a_script(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/search?facet=agency&find=衡阳")
    box = page.locator('[data-facet="agency"]')
    expect(box.locator("ul.values li")).to_have_count(1)
    box.locator("input[name=find]").fill("瑞安")
    box.locator(".find button").click()
    expect(box.locator("ul.values li")).to_contain_text("瑞安市司法局")
    box.locator("ul.values a >> nth=0").click()
    expect(page.locator(".chips")).to_contain_text("瑞安市司法局")
    page.click('[data-facet="agency"] a.instead')
    expect(page.locator(".totals strong")).to_contain_text("4 reports")
    page.click('[data-facet="agency"] li.off a')
    expect(page.locator(".chips")).to_have_count(0)


def test_a_region_opens_without_a_script(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/search")
    page.click('[data-facet="region"] a:has-text("浙江省")')
    page.click('[data-facet="region"] li li a:has-text("温州市")')
    page.click('[data-facet="region"] li li li a:has-text("瑞安市")')
    expect(page.locator(".chips")).to_contain_text("Region: 浙江省 温州市 瑞安市")
    page.click('[data-facet="region"] a:has-text("辽宁省")')
    expect(page.locator(".totals strong")).to_contain_text("3 reports")


def test_a_selection_is_quoted(new_page: NewPage, ids: dict[str, str]) -> None:
    page = new_page()
    page.goto(f"/reports/{ids['抚顺市司法局']}?q=%22基础工作薄弱%22")
    page.evaluate(
        """() => {
            const mark = document.querySelector("mark");
            const range = document.createRange();
            range.selectNodeContents(mark);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.click(".quote-it")
    expect(page.locator("#at, .passage").first).to_contain_text("基礎工作薄弱")
    expect(page.locator("#passage-cite")).to_contain_text("“基礎工作薄弱”")


def test_the_outline_follows(new_page: NewPage, ids: dict[str, str]) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"/reports/{ids['抚顺市司法局']}")
    page.evaluate("document.getElementById('s4').scrollIntoView()")
    expect(page.locator('.outline a[href="#s4"]')).to_have_attribute("aria-current", "location")


def test_keys_lead_to_the_years_beside(
    new_page: NewPage, made: Made, series: dict[str, tuple[str, ...]]
) -> None:
    first, second, *_ = next(iter(series.values()))
    page = new_page(made.address)
    page.goto(f"/reports/{first}")
    for key, report in (("]", second), ("[", first)):
        page.keyboard.press(key)
        page.wait_for_url(re.compile(report))  # until the page is whole: keys are heard by its script
    expect(page.locator("[aria-keyshortcuts='[']")).to_have_count(0)
    stays(page)
    page.keyboard.press("[")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert still_here(page)
