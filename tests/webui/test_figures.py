"""Figures of agencies and of selections equal what each report says, read one by one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from statistics import median

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.facts.figures import derived_figures
from indexer.model import Report
from tests.webui.conftest import Made
from webui.parameters import read_parameters
from webui.view.numbers import known_checks
from webui.workbench import selection
from webui.workbench.agency_figures import State, agency_figures
from webui.workbench.figures_address import figures_address, read_figures
from webui.workbench.ranking import LEAST_BASE
from webui.workbench.selection import choose
from webui.workbench.selection_figures import FiguresAsked, selection_figures


@pytest.fixture(scope="module")
def reports(many: OpenBuild) -> list[Report]:
    return [many.report(one) for one in many.report_ids()]


SEEDS = 5


def asked(many: OpenBuild, **given: list[str]) -> FiguresAsked:
    return read_figures(given, many.segmenter.query_words, known_checks())


def rate(report: Report, parts: tuple[str, ...], whole: str) -> float | None:
    """By hand: None where anything is blank, or contradicts itself, or there is nothing to divide by."""
    figures = {one.name: one.value for one in (*report.figures, *derived_figures(report.figures))}
    failed = {name for check in report.checks if check.ok is False for name in check.figures}
    values = [figures.get(name) for name in (*parts, whole)]
    if failed & {*parts, whole} or None in values or not values[-1]:
        return None
    return sum(value for value in values[:-1] if value) / values[-1]


def test_a_rate_over_a_selection_is_that_of_each_report(many: OpenBuild, reports: list[Report]) -> None:
    found = selection_figures(many, asked(many, indicator=["disclosure_rate"]))
    (one,) = found.distributions
    values = [
        value
        for report in reports
        if report.form in one.indicator.forms
        and (value := rate(report, ("rq_granted_total", "rq_partial_total"), "rq_result_total_total"))
        is not None
    ]
    assert one.spread is not None
    assert one.n == len(values) > 20
    assert one.spread.median == pytest.approx(median(values))
    assert sum(bin_.count for bin_ in one.bins) == one.n
    assert one.n + sum(count for _, count in one.reasons) == one.total == len(reports)
    assert sum(year.spread.n for year in one.years if year.spread) == one.n


@pytest.mark.parametrize("name", ["requests_received", "zero_requests", "days_late"])
def test_what_no_table_states_is_put_together_over_the_forms(
    many: OpenBuild, reports: list[Report], name: str
) -> None:
    (one,) = selection_figures(many, asked(many, indicator=[name])).distributions
    years = Counter(report.facet("year").value for report in reports)
    assert [(year.form, year.year, year.of) for year in one.years] == [
        (None, year, years[year]) for year in sorted(years, key=str) if year is not None
    ]
    assert sum(year.spread.n for year in one.years if year.spread) == one.n


def test_the_truth_of_the_corpus_is_what_is_counted(
    many: OpenBuild, made: Made, reports: list[Report]
) -> None:
    (one,) = selection_figures(many, asked(many, indicator=["zero_requests"])).distributions
    truth = [report.facts for report in made.corpus]
    zero = sum(facts.requests == 0 and not facts.wrong_sum for facts in truth)
    assert zero <= one.zeros <= zero + SEEDS
    sound = [report for report in reports if not any(check.ok is False for check in report.checks)]
    assert one.n == sum(report.facet("requests").value is not None for report in sound)


def test_ranked_are_only_reports_that_are_alike(many: OpenBuild) -> None:
    everything = selection_figures(many, asked(many, indicator=["disclosure_rate"]))
    assert everything.detail is not None
    assert not everything.detail.ranked
    alike, size = everything.detail.groups[0]
    assert alike.form is not None
    assert alike.scope is not None
    assert alike.level is not None
    narrow = asked(
        many,
        indicator=["disclosure_rate"],
        year=[str(alike.year)],
        level=[alike.level],
        form=[alike.form.value],
        scope=[alike.scope],
    )
    found = selection_figures(many, narrow)
    assert found.detail is not None
    assert found.detail.ranked
    ranked = [row for row in found.detail.rows if row.place is not None]
    assert len(ranked) == size
    assert [row.value for row in ranked] == sorted((row.value for row in ranked), reverse=True)
    assert {row.alike for row in ranked} == {alike}
    assert all(row.base is not None and row.base >= LEAST_BASE for row in ranked)


def test_a_bar_of_the_histogram_lists_its_reports(many: OpenBuild) -> None:
    for number, bin_ in enumerate(
        selection_figures(many, asked(many, indicator=["denied_rate"])).distributions[0].bins
    ):
        found = selection_figures(many, asked(many, indicator=["denied_rate"], bin=[str(number)]))
        assert found.detail is not None
        assert found.detail.total == bin_.count


def test_failed_sums_are_those_of_the_corpus(many: OpenBuild, made: Made, reports: list[Report]) -> None:
    wrong = {report.path for report in made.corpus if report.facts.wrong_sum}
    assert wrong
    by_id = {report.id: report for report in reports}
    found = selection_figures(many, asked(many, check=["C1"])).failures
    assert {by_id[one.report_id].source.path.removeprefix("files/") for one in found.page} == wrong
    for one in found.page:
        (failed,) = one.sums
        assert failed.rows
        assert failed.figure in failed.checks[0].figures
        texts = {name: cell.text for row in failed.rows for cell in row.cells for name in [cell.figure]}
        printed = {figure.name: figure.raw.strip() for figure in failed.report.figures}
        assert all(printed[name] == text for name, text in texts.items() if name)


def test_the_columns_of_an_agency_are_its_years(many: OpenBuild, reports: list[Report]) -> None:
    by_agency: dict[str, list[Report]] = {}
    for report in reports:
        by_agency.setdefault(str(report.facet("agency").value), []).append(report)
    agency, own = max(by_agency.items(), key=lambda item: len(item[1]))
    found = agency_figures(many, agency)
    assert found is not None
    years = [column.year for column in found.columns]
    stated = [int(str(report.facet("year").value)) for report in own]
    assert years == list(range(min(stated), max(stated) + 1))
    by_year = dict(zip(stated, own, strict=True))
    for group in found.groups:
        for row in group.rows:
            for cell, column in zip(row.cells, found.columns, strict=True):
                report = by_year.get(column.year or 0)
                assert (cell.state is State.NO_REPORT) == (report is None)
                if cell.state is State.VALUE and report:
                    figures = (*report.figures, *derived_figures(report.figures))
                    assert cell.value == next(one.value for one in figures if one.name == cell.figure)


def test_no_agency_of_that_name(made_client: FlaskClient, many: OpenBuild) -> None:
    assert agency_figures(many, "没有这个局") is None
    name = str(many.report(many.report_ids()[0]).facet("agency").value)
    page = made_client.get("/figures", query_string={"agency": name[:-1]}).get_data(as_text=True)
    assert "没有以此为全称的机关" in page
    assert name in page


def test_a_selection_that_takes_too_long_says_so(many: OpenBuild, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = read_parameters({}, many.segmenter.query_words)
    assert choose(many, everything).complete
    monkeypatch.setattr(selection, "STEP", 10)
    monkeypatch.setattr(many, "seconds", 2.0)
    ticks = iter(range(100))
    chosen = choose(many, everything, clock=lambda: float(next(ticks)))
    assert not chosen.complete
    assert len(chosen.docs) == 20  # two steps, one second each
    assert chosen.found == len(many.report_ids())
    oldest_read = min(chosen.years.values())
    assert all(doc in chosen.docs for doc, year in _years(many).items() if year > oldest_read)


def _years(many: OpenBuild) -> dict[int, int]:
    every = choose(many, read_parameters({}, many.segmenter.query_words))
    return dict(every.years)


@pytest.mark.parametrize(
    "given",
    [
        {"indicator": ["denied_rate"], "level": ["county"], "bin": ["3"]},
        {"check": ["C3"], "q": ["“公开”"]},
        {"indicator": ["closed_rate"], "form": ["2021"], "scope": ["own"], "page": ["2"]},
    ],
)
def test_an_address_is_written_as_it_was_read(many: OpenBuild, given: dict[str, list[str]]) -> None:
    address = figures_address(asked(many, **given))
    assert all(f"{name}=" in address for name in given)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/figures", 200),
        ("/figures?agency=", 302),
        ("/figures?level=county&indicator=closed_rate", 200),
        ("/figures?indicator=nothing", 422),
        ("/figures?indicator=closed_rate&bin=10", 422),
        ("/figures?indicator=closed_rate&indicator=denied_rate", 422),
        ("/figures?check=C99", 422),
        ("/figures?check=any", 200),
        ("/figures?check=any&page=50", 422),
        ("/figures?form=1999", 422),
        ("/figures?levl=county", 422),
        ("/figures?year=1990", 200),
        ("/figures?flag=figures_conflict", 200),
        ("/api/v1/figures?check=C99", 422),
        ("/figures.csv?scope=x", 422),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_addresses(made_client: FlaskClient, address: str, status: int, lang: str) -> None:
    joiner = "&" if "?" in address else "?"
    assert made_client.get(f"{address}{joiner}lang={lang}").status_code == status


def test_pages_follow_the_policy(made_client: FlaskClient, many: OpenBuild) -> None:
    agency = str(many.report(many.report_ids()[0]).facet("agency").value)
    for query in ({"agency": agency}, {}, {"indicator": "disclosure_rate"}, {"check": "any"}):
        page = made_client.get("/figures", query_string=query).get_data(as_text=True)
        assert "<style" not in page
        assert " style=" not in page
        assert len(page) < 120_000


def test_tables_are_complete(made_client: FlaskClient, many: OpenBuild) -> None:
    text = made_client.get("/figures.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert sorted(row["report"] for row in rows) == sorted(many.report_ids())
    lines = made_client.get("/figures.jsonl?indicator=denied_rate").get_data(as_text=True).splitlines()
    one = selection_figures(many, asked(many, indicator=["denied_rate"])).distributions[0]
    assert len(lines) == one.n
    assert all(json.loads(line)["base"] for line in lines)


def test_programs_get_the_same(made_client: FlaskClient, many: OpenBuild) -> None:
    answer = made_client.get("/api/v1/figures?level=county").get_json()
    wanted = asked(many, level=["county"])
    found = selection_figures(many, wanted)
    assert answer["found"] == found.found
    assert [one["name"] for one in answer["indicators"]] == [
        one.indicator.name for one in found.distributions
    ]
    for said, one in zip(answer["indicators"], found.distributions, strict=True):
        assert (said["spread"] or {"n": 0})["n"] == one.n
        assert sum(said["not_assessable"].values()) + one.n == said["of"]


@pytest.mark.parametrize(
    ("indicator", "reports"), [("requests_received", 5), ("no_fee", 3), ("days_late", 2)]
)
def test_what_no_table_states_leads_to_its_words(client: FlaskClient, indicator: str, reports: int) -> None:
    page = client.get(f"/figures?indicator={indicator}").text
    links = re.findall(r'href="(/reports/[^"#]+)#(e-[^"]+)"', page)
    assert len(links) == reports
    for link, anchor in links:
        assert f'id="{anchor}"' in client.get(link).text
