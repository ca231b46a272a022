"""What is here and what is missing, counted by brute force."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from webui.workbench.coverage import By, CoverageAsked, Presence, coverage, read_coverage


def asked(many: OpenBuild, **given: list[str]) -> CoverageAsked:
    return read_coverage(given, many.segmenter.query_words)


@pytest.fixture(scope="module")
def facts(many: OpenBuild) -> list[dict[str, object]]:
    """The facets of every report, read one by one."""
    return [
        {facet.name: facet.value for facet in many.report(one).facets if facet.name != "flag"}
        for one in many.report_ids()
    ]


@pytest.mark.parametrize("by", [By.PROVINCE, By.CITY, By.COUNTY])
def test_places_and_years(many: OpenBuild, facts: list[dict[str, object]], by: By) -> None:
    found = coverage(many, asked(many, by=[by]), whole=True)
    truth = Counter((one[by.value], one["year"]) for one in facts)
    counted = {(row.place, year): count for row in found.places for year, count in row.counts.items()}
    assert counted == truth
    assert sum(row.reports for row in found.places) == found.reports == len(facts)
    for row in found.places:
        assert row.agencies == len({one["agency"] for one in facts if one[by.value] == row.place})


def test_only_years_between_two_reports_are_missing(many: OpenBuild, facts: list[dict[str, object]]) -> None:
    held: dict[object, set[int]] = {}
    for one in facts:
        held.setdefault(one["agency"], set()).add(int(str(one["year"])))
    gaps = {agency: set(range(min(years), max(years))) - years for agency, years in held.items()}
    found = coverage(many, asked(many, by=["agency"]), whole=True)
    assert {row.agency for row in found.agencies} == set(held)
    assert found.missing == sum(map(len, gaps.values())) > 0
    for row in found.agencies:
        between = {year for year, cell in row.cells.items() if cell.presence is Presence.BETWEEN}
        here = {year for year, cell in row.cells.items() if cell.presence is Presence.HERE}
        assert between == gaps[row.agency]
        assert here == held[row.agency]
        assert row.missing == len(between)


def test_agencies_with_gaps_alone(many: OpenBuild) -> None:
    found = coverage(many, asked(many, by=["agency"], gaps=["1"]))
    assert found.agencies
    assert all(row.missing for row in found.agencies)


def test_the_filters_of_the_search_choose(many: OpenBuild) -> None:
    found = coverage(many, asked(many, level=["county"], year=["2019..2021"]))
    assert found.years == (2019, 2020, 2021)
    assert found.reports < len(many.report_ids())


def test_duplicates_are_counted(many: OpenBuild, facts: list[dict[str, object]]) -> None:
    found = coverage(many, asked(many, by=["agency"]), whole=True)
    twice = Counter((one["agency"], one["year"]) for one in facts)
    assert found.duplicates == sum(count - 1 for count in twice.values())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/coverage", 200),
        ("/coverage?by=agency", 200),
        ("/coverage?by=", 302),
        ("/coverage?by=planet", 422),
        ("/coverage?by=agency&page=99", 422),
        ("/coverage?gaps=2", 422),
        ("/coverage?year=1990", 200),
        ("/coverage?q=“没有这样的话”", 200),
        ("/coverage?by=city&province=辽宁省", 200),
        ("/api/v1/coverage?by=planet", 422),
    ],
)
def test_addresses(made_client: FlaskClient, address: str, status: int) -> None:
    assert made_client.get(address).status_code == status


def test_every_number_is_a_link_that_finds_as_many(made_client: FlaskClient, many: OpenBuild) -> None:
    answer = made_client.get("/api/v1/coverage").get_json()
    row = max(answer["rows"], key=lambda one: one["reports"])
    cell = max(row["cells"], key=lambda one: one["reports"])
    found = made_client.get(
        "/api/v1/search", query_string={"province": row["name"], "year": cell["year"]}
    ).get_json()
    assert found["total"]["reports"] == cell["reports"]


def test_the_table_has_every_row(made_client: FlaskClient, many: OpenBuild) -> None:
    text = made_client.get("/coverage.csv?by=agency").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert sum(int(row["reports"]) for row in rows) == len(many.report_ids())
    assert {row["presence"] for row in rows} == {"here", "between", "outside"}
