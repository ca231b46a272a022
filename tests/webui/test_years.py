"""Two reports of one agency for years that follow each other: what is carried out is carried in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from indexer.builds import BuildReader, OpenBuild
from indexer.cli import main
from indexer.export import export
from indexer.model import Form
from indexer.pipeline import build
from indexer.settings import Settings
from tests.corpora import fresh_instance, write
from tests.structure.layouts import report, values_of
from webui import create_app

COUNTY = "桐庐县"
SUM = "总计，上年结转 / 上一年结转下年度：15 ≠ 3"


def text_of(year: int, seed: int, county: str = COUNTY) -> str:
    """A report that is right in itself: it carries out 3 requests, and 15 in."""
    made_up = report("html", Form.Y2021, values_of(Form.Y2021, seed))
    return made_up.replace("某某县水务局", f"{county}司法局{year}年", 1)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, words_cache: Path) -> Settings:
    """One agency for 2021, 2022, twice for 2024, and for 2025; another one for 2022 alone."""
    folder = tmp_path_factory.mktemp("years")
    settings = fresh_instance(folder, words_cache)
    for name, text in {
        "2021": text_of(2021, 3),
        "2022": text_of(2022, 4),
        "2024": text_of(2024, 5),
        "2024 again": text_of(2024, 6),
        "2025": text_of(2025, 7),
        "other": text_of(2022, 8, "瑞安市"),
    }.items():
        write(folder / "reports" / f"{name}.html", text)
    build(settings, [folder / "reports"])
    return settings


@pytest.fixture(scope="module")
def opened(settings: Settings) -> OpenBuild:
    return BuildReader(settings).current()


@pytest.fixture
def ids(opened: OpenBuild) -> dict[str, str]:
    """Report ids by the name of the file."""
    return {Path(opened.report(one).source.path).stem: one for one in opened.report_ids()}


@pytest.fixture
def client(settings: Settings) -> Iterator[FlaskClient]:
    app = create_app(settings)
    app.testing = True
    with app.test_client() as client:
        yield client


def test_what_was_carried_out_is_carried_in(opened: OpenBuild, ids: dict[str, str]) -> None:
    checks = opened.report_in_series(ids["2022"]).checks
    total = next(check for check in checks if check.detail == SUM)
    assert (total.id, total.ok, total.level) == ("C10", False, "warning")
    assert total.figures == ("rq_carried_in_total", "rq_carried_out_total@previous")
    (natural,) = (check for check in checks if check.id == "C10" and check.detail.startswith("自然人"))
    assert natural.ok
    rules = [check.detail for check in checks if check.id == "C12"]
    assert rules[0] == "规章，现行有效 + 本年废止 / 上一年现行有效 + 本年制发：10 + 7 ≠ 9 + 4"


def test_the_rule_on_suits_is_told_once_and_knows_both_years(opened: OpenBuild, ids: dict[str, str]) -> None:
    (check,) = (one for one in opened.report_in_series(ids["2022"]).checks if one.id == "C7")
    assert check.detail.endswith("上一年行政复议 8")


@pytest.mark.parametrize("name", ["2021", "2024", "2025", "other"])
def test_nothing_is_compared_without_one_report_of_the_year_before(
    opened: OpenBuild, ids: dict[str, str], name: str
) -> None:
    assert opened.report_in_series(ids[name]).checks == opened.report(ids[name]).checks


def test_two_years_are_no_part_of_the_report_itself(opened: OpenBuild, ids: dict[str, str]) -> None:
    assert "C10" not in {check.id for check in opened.report(ids["2022"]).checks}
    flags = {facet.value for facet in opened.report_in_series(ids["2022"]).facets if facet.name == "flag"}
    assert "figures_conflict" not in flags


def test_the_sum_is_on_the_page_and_in_the_interface(client: FlaskClient, ids: dict[str, str]) -> None:
    assert SUM in client.get(f"/reports/{ids['2022']}").text
    assert SUM not in client.get(f"/reports/{ids['2021']}").text
    answer = client.get(f"/api/v1/reports/{ids['2022']}").get_json()
    assert {"id": "C10", "ok": False, "detail": SUM} in answer["checks"]


def test_the_sum_is_exported(opened: OpenBuild, ids: dict[str, str]) -> None:
    objects = [json.loads(line) for line in "".join(export(opened, "jsonl")).splitlines()]
    told = {one["id"]: [check["detail"] for check in one["checks"]] for one in objects}
    assert [name for name in ids if SUM in told[ids[name]]] == ["2022"]
    rows = csv.DictReader(io.StringIO("".join(export(opened, "csv")).removeprefix("\ufeff")))
    assert [row["id"] for row in rows if "C10" in row["checks_failed"]] == [ids["2022"]]


def test_the_sum_is_explained(settings: Settings, ids: dict[str, str]) -> None:
    done = CliRunner().invoke(main, ["explain", ids["2022"], "--instance", str(settings.instance)])
    assert f"C10 warning: {SUM}" in done.output
