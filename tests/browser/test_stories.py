"""Three stories as journalists walk them, from the first page to what they take away.

Each is walked four ways that together try every choice: script on and off, phone and desk, Chinese and
English, light and dark, mouse and keyboard. Pictures of every step stay in ``tests/artefacts/stories``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from indexer.model import Level
from indexer.text.normalise import normalise_query
from tests.benchmarks.corpus import copies
from tests.browser.conftest import PATIENCE, REPORTS_MADE, Made
from tests.browser.journalist import WAYS, Journalist, Way

pytestmark = pytest.mark.browser

Facets = Mapping[str, tuple[str | int, ...]]


@pytest.fixture(params=WAYS, ids=[way.name for way in WAYS])
def journalist(
    request: pytest.FixtureRequest, browser: Browser, made: Made
) -> Iterator[Callable[[str], Journalist]]:
    """Sits down at the first page."""
    way: Way = request.param
    context = browser.new_context(
        base_url=made.address,
        locale="zh-CN" if way.language == "zh" else "en-GB",
        color_scheme="dark" if way.colours == "dark" else "light",
        viewport={"width": way.width, "height": 900},
        java_script_enabled=way.script,
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda one: outside.append(one.url) if made.address not in one.url else None)
    page.goto("/")

    yield lambda story: Journalist(page, way, story)

    context.close()
    assert outside == []


def numbers(text: str) -> list[int]:
    """The numbers in a line, thin spaces taken out."""
    return [int(one) for one in re.findall(r"\d+", text.replace("\u2009", ""))]


def test_a_phrase_is_found_narrowed_down_and_quoted(
    journalist: Callable[[str], Journalist], made: Made
) -> None:
    at = journalist("quote")
    page = at.page
    phrase, expected = a_phrase_of_counties(made)

    at.look()
    at.fill(page.locator("#q"), f'"{phrase}"')
    at.submit()
    at.open_filters()
    at.follow(page.locator(".facet a[href*='level=county']:not([href*='not_level'])").first)
    expect(page.locator(".chips")).to_be_visible()
    at.open_filters()
    at.fill(page.locator("input[name=year_min]"), "2019")
    at.fill(page.locator("input[name=year_max]"), "2021")
    at.submit()
    page.wait_for_url(re.compile("year="))
    assert "year=2019..2021" in unquote(page.url)
    assert "level=county" in page.url
    total = page.locator(".totals strong")
    expect(total).to_be_visible()
    assert numbers(total.inner_text())[0] == expected
    at.look()

    at.follow(page.locator(".match h3 a").first, "/reports/")
    anchor = page.url.partition("#")[2]
    at.sees(anchor)
    assert normalise_query(page.locator(f"[id='{anchor}']").inner_text()) == phrase
    at.look()
    cited = page.locator("#cite").text_content() or ""
    assert page.locator("h1 .year").inner_text() in cited
    assert "/reports/" in cited


def a_phrase_of_counties(made: Made) -> tuple[str, int]:
    """A statement that several counties made in 2019 to 2021, and how many reports did."""

    def fits(facets: Facets) -> bool:
        year = facets["year"][0] if facets.get("year") else 0
        return facets.get("level") == (Level.COUNTY,) and isinstance(year, int) and 2019 <= year <= 2021

    reports = [report for report in made.corpus if fits(report.facts.facets())]
    counted = Counter(
        text
        for text in {statement.text.rstrip("。") for report in reports for statement in report.statements}
        for report in reports
        if any(text in section.normalised for section in report.sections)
    )
    phrase = max(counted, key=lambda text: (counted[text], text))
    assert counted[phrase] > 2
    return phrase, counted[phrase]


def test_three_agencies_are_compared_and_the_copies_seen(
    journalist: Callable[[str], Journalist], made: Made, tmp_path: Path
) -> None:
    at = journalist("compare")
    page = at.page
    agencies, first, last = agencies_that_copied(made)

    at.follow(page.locator("nav.site a[href='/compare']"), "/compare")
    at.look()
    for agency in agencies:
        at.fill(page.locator("#agency"), agency)
        at.submit()
        expect(page.locator(".grid tbody th").first).to_be_visible()
    at.fill(page.locator("#year_min"), str(first))
    at.fill(page.locator("#year_max"), str(last))
    at.submit()
    page.wait_for_url(re.compile("year="))
    expect(page.locator(".grid tbody th")).to_have_text(list(agencies))
    expect(page.locator(".grid thead th")).to_have_count(1 + last - first + 1)
    at.look()

    with page.expect_download() as download:
        at.follow(page.locator(".sorts a[href*='.csv']"))
    rows = rows_of(download.value.path())
    assert {row["agency"] for row in rows} == set(agencies)
    assert {int(row["year"]) for row in rows} <= set(range(first, last + 1))
    quoted = [words.strip() for words in page.locator(".grid q").all_inner_texts()]
    assert [one for one in quoted if not any(one in row["text"] for row in rows)] == []

    shared = page.locator(".others-too").first
    count = numbers(shared.inner_text())[0]
    at.follow(shared, "/reuse")
    expect(page.locator(".asked blockquote")).to_be_visible()
    assert numbers(page.locator(".totals strong").inner_text())[0] >= count > 0
    at.look()
    at.follow(page.locator(".uses .who a").first, "/reports/")
    at.sees(page.url.partition("#")[2])
    at.look()


def agencies_that_copied(made: Made) -> tuple[tuple[str, ...], int, int]:
    """Three agencies and four years in which one of them uses another's sentence."""
    named = {report.number: str(report.facts.facets()["agency"][0]) for report in made.corpus}
    year_of = {report.number: int(report.facts.facets()["year"][0]) for report in made.corpus}
    years = defaultdict[str, set[int]](set)
    for number, agency in named.items():
        years[agency].add(year_of[number])
    for uses in copies(REPORTS_MADE).values():
        for number, _ in uses:
            first = year_of[number] - 3
            window = set(range(first, first + 4))
            here = dict.fromkeys(named[other] for other, _ in uses if year_of[other] in window)
            others = [agency for agency in years if agency not in here and len(years[agency] & window) > 2]
            if len(here) > 1 and others:
                return (*list(here)[:2], others[0]), first, first + 3
    raise AssertionError("no copies within four years")


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table that was taken away."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_sum_that_fails_is_found_and_its_row_seen(
    journalist: Callable[[str], Journalist], made: Made
) -> None:
    at = journalist("sums")
    page = at.page

    at.follow(page.locator("nav.site a[href='/figures']"), "/figures")
    at.look()
    entry = page.locator(".checks-by-id tbody tr").first
    check = entry.locator("th").inner_text()
    count = numbers(entry.locator("a").inner_text())[0]
    at.follow(entry.locator("a"), "check=")
    expect(page.locator(".sum").first).to_be_visible()
    assert page.locator(".sum").count() == min(count, page.locator(".sum").count()) > 0
    at.look()

    sum_ = page.locator(".sum").first
    assert sum_.locator(".id").inner_text() == check
    written = sum_.locator(".written").first.inner_text()
    link = sum_.locator("h3 a")
    report_id = (link.get_attribute("href") or "").split("/reports/")[1].split("#")[0].split("?")[0]
    at.follow(link, "/reports/")
    at.sees(page.url.partition("#")[2])
    at.look()
    report = made.opened.report_in_series(report_id)
    failed = [one for one in report.checks if one.id == check and one.ok is False]
    assert any(one.detail in written or written in one.detail for one in failed)
