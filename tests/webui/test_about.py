"""The page about the data tells what was measured and counted, and every number leads to what it counts."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.builds import BuildReader, OpenBuild
from tests.webui.conftest import Made
from webui.view.about import FIELDS
from webui.wording import LOCALES
from webui.workbench import about as use_case
from webui.workbench.about import affected, data_sources, measured_quality

BASELINE = Path(__file__).parent.parent / "quality" / "baseline.json"


def test_the_numbers_are_those_of_the_quality_gate(client: FlaskClient) -> None:
    kept = json.loads(BASELINE.read_text(encoding="utf-8"))
    told = measured_quality()
    assert {
        one.name: {"right": one.right, "wrong": one.wrong, "missed": one.missed} for one in told.scores
    } == kept
    assert set(FIELDS) == set(kept)
    page = client.get("/about?lang=en").text
    assert told.measured.isoformat() in page
    for one in told.scores:
        number = f"{one.right:,}".replace(",", "\u2009")
        assert re.search(rf"<code>{one.name}</code></th><td>{number}</td><td[^>]*>{one.wrong}</td>", page)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_number_leads_to_what_it_counts(made_client: FlaskClient, made: Made, locale: str) -> None:
    page = made_client.get(f"/about?lang={locale}").text
    rows = re.findall(
        r'<li><a href="([^"]+)"[^>]*>[^<]+</a> <code>(\w+)</code> <span class="count">(\d+)</span>', page
    )
    build = BuildReader(made.settings).current()
    reports = [build.report(one) for one in build.report_ids()]
    problems = {code for report in reports for code in (problem.code for problem in report.problems)}
    assert {code for url, code, _ in rows if url.startswith("/about/problems/")} == problems
    assert problems
    for url, code, count in rows:
        if url.startswith("/search"):
            body = made_client.get(f"/api/v1{unescape(url)}").get_json()
            assert body["total"]["reports"] == int(count)
            continue
        having = [report for report in reports if code in {problem.code for problem in report.problems}]
        assert len(having) == int(count)
        listed = made_client.get(url).text
        assert {one.partition("#")[0] for one in re.findall(r'href="(/reports/[^"]+)"', listed)} == {
            f"/reports/{report.id}" for report in having
        }


def test_a_listed_problem_leads_to_its_place(client: FlaskClient, opened: OpenBuild) -> None:
    for code in opened.problem_counts():
        for url in re.findall(r'href="(/reports/[^"]+#[^"]+)"', client.get(f"/about/problems/{code}").text):
            path, _, anchor = url.partition("#")
            assert f'id="{anchor}"' in client.get(path).text


def test_long_lists_have_pages(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    build = BuildReader(made.settings).current()
    code, count = next(iter(build.problem_counts().items()))
    monkeypatch.setattr(use_case, "PAGE", 3)
    seen = []
    for page in range(1, -(-count // 3) + 1):
        found = affected(build, code, page)
        assert found is not None
        assert found.total == count
        seen += [summary.id for summary, _ in found.reports]
    assert len(seen) == len(set(seen)) == count
    assert affected(build, code, page + 1) is None


@pytest.mark.parametrize("path", ["/about/problems/none", "/about/problems/tables_missing?page=0"])
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_sources_come_from_the_file_beside_the_data(client: FlaskClient) -> None:
    page = unescape(client.get("/about").text)
    assert len(data_sources()) == 3
    for one in data_sources():
        assert one.name in page
        assert one.licence in page


@pytest.mark.parametrize("locale", LOCALES)
def test_the_build_and_the_text_of_an_error(client: FlaskClient, opened: OpenBuild, locale: str) -> None:
    page = client.get(f"/about?lang={locale}").text
    assert opened.manifest.catalogue in page
    assert f"{opened.number}, {opened.built_at}" in page
