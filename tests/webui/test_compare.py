"""Comparisons: the grid against the truth of a generated corpus, pairs, tables, and what is asked badly."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from html import escape, unescape
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer.builds import BuildReader, OpenBuild
from indexer.model import SectionKind
from indexer.statements import Role
from indexer.text.normalise import normalise_query
from tests.benchmarks.corpus import GeneratedReport
from tests.webui.conftest import Made
from webui.address import reuse_address
from webui.workbench.compare import YEARS, compare
from webui.workbench.compare_choice import AGENCIES, read_compare
from webui.workbench.compare_pair import compare_two


@pytest.fixture(scope="module")
def build(made: Made) -> OpenBuild:
    return BuildReader(made.settings).current()


@pytest.fixture(scope="module")
def by_agency(made: Made) -> dict[str, list[GeneratedReport]]:
    found: dict[str, list[GeneratedReport]] = defaultdict(list)
    for report in made.corpus:
        found[report.facts.organ.name].append(report)
    return found


def largest(by_agency: dict[str, list[GeneratedReport]], count: int) -> list[str]:
    return sorted(by_agency, key=lambda name: -len(by_agency[name]))[:count]


def asked(build: OpenBuild, **given: list[str]) -> Any:
    return read_compare(given, build.segmenter.query_words)


def test_the_grid_has_what_the_reports_state(
    build: OpenBuild, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    names = largest(by_agency, 5)
    found = compare(build, asked(build, agency=names))
    assert [row.agency for row in found.rows] == names
    for row in found.rows:
        truth = {report.facts.year: report for report in by_agency[row.agency]}
        for year, cell in zip(found.years, row.cells, strict=True):
            assert bool(cell) == (year in truth)
            for report in cell:
                quoted = [one for section in report.sections for one in section.statements]
                said = [(one.statement.role, normalise_query(one.text)) for one in quoted]
                for stated in truth[year].statements:
                    role = Role.REMEDY if stated.remedy else Role.PROBLEM
                    text = normalise_query(stated.text)
                    assert any(text in words and role is read for read, words in said), stated.text
    assert None not in found.years
    assert list(found.years) == sorted(found.years)
    assert found.earlier == 0


def test_every_quotation_is_the_original(
    build: OpenBuild, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    found = compare(build, asked(build, agency=largest(by_agency, 3)))
    quoted = 0
    for row in found.rows:
        for cell in row.cells:
            for report in cell:
                original = build.report(report.summary.id).original.text
                for section in report.sections:
                    for one in section.statements:
                        quoted += 1
                        assert one.text == original[one.statement.span.start : one.statement.span.end]
    assert quoted > 50


def test_years_choose_the_columns(build: OpenBuild, by_agency: dict[str, list[GeneratedReport]]) -> None:
    (name,) = largest(by_agency, 1)
    year = by_agency[name][1].facts.year
    found = compare(build, asked(build, agency=[name], year=[f"{year}..{year + 1}", "2003"]))
    assert found.years == (2003, year, year + 1)
    assert not found.rows[0].cells[0]


def test_a_search_chooses_agencies(build: OpenBuild, by_agency: dict[str, list[GeneratedReport]]) -> None:
    found = compare(build, asked(build, level=["county"]))
    truth = {name for name, reports in by_agency.items() if reports[0].facts.organ.level == "county"}
    assert found.choice.searched
    seeds = set(found.choice.names) - set(by_agency)
    assert set(found.choice.names) - seeds == truth
    assert list(found.choice.names) == sorted(found.choice.names)


def test_a_page_is_bounded_and_says_so(made_client: FlaskClient, build: OpenBuild) -> None:
    found = compare(build, asked(build, q=["year:2009..2030"]))
    assert len(found.rows) == min(AGENCIES, len(found.choice.names))
    assert len(found.years) <= YEARS
    text = made_client.get("/compare?q=year:2009..2030&lang=en").text
    assert found.choice.pages == 1 or f"This page shows {AGENCIES} of" in text


def test_a_part_of_a_name_stands_for_all_that_have_it(
    build: OpenBuild, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    part = "局"
    found = compare(build, asked(build, agency=[part]))
    assert set(found.choice.names) >= {name for name in by_agency if part in name}
    assert found.choice.shared == {part: len(found.choice.names)}


def test_reports_choose_their_agencies(build: OpenBuild) -> None:
    ids = list(build.report_ids())[:5]
    found = compare(build, asked(build, report=ids))
    names = {str(build.report(one).facet("agency").value) for one in ids}
    assert set(found.choice.names) == names


def test_any_section_can_be_compared(made_client: FlaskClient) -> None:
    text = made_client.get("/compare?agency=局&section=overview&lang=en").text
    assert "Compare: Overview" in text
    assert not re.search(r'class="run (?:problem|remedy|neither)"', text)


SIGNS = ["not in the corpus", "no such section"]


def test_what_is_missing_has_its_own_sign(client: FlaskClient, ids: dict[str, str]) -> None:
    names = list(ids)
    query = {"agency": names[:2], "year": "2005..2021", "section": "complaints_supervision", "lang": "en"}
    text = client.get("/compare", query_string=query).text
    assert all(sign in text for sign in SIGNS)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_open(made_client: FlaskClient, build: OpenBuild, lang: str, theme: str) -> None:
    one, two = list(build.report_ids())[3:5]
    for path in (
        "/compare",
        f"/compare?report={one}&report={two}",
        "/compare?q=培训",
        f"/compare?report={one}",
    ):
        sign = "&" if "?" in path else "?"
        answer = made_client.get(f"{path}{sign}lang={lang}&theme={theme}")
        assert answer.status_code == 200
        assert "%(" not in answer.text


def test_links_of_the_start_page_work(made_client: FlaskClient) -> None:
    links = re.findall(r'<li><a href="(/compare[^"]*)"', made_client.get("/compare").text)
    assert len(links) == 4
    for link in links:
        text = made_client.get(unescape(link)).text
        assert 'class="original"' in text or 'class="original' in text


def test_links_lead_to_the_words(
    made_client: FlaskClient, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    (name,) = largest(by_agency, 1)
    text = made_client.get("/compare", query_string={"agency": name}).text
    words, link = re.findall(r'<q class="original"[^>]*>([^<]*)</q>[^<]*<a class="at" href="([^"]*)"', text)[
        4
    ]
    page = made_client.get(unescape(link)).text
    assert page.count('id="at"') == 1
    pieces = re.findall(r'class="passage"[^>]*>([^<]*)<', page)
    assert pieces
    assert "".join(pieces).startswith(words[: len(pieces[0])])


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("agency=不存在的机关", 422, "unknown_agency"),
        ("agency=局&section=problems_improvements&section=requests", 422, "repeated_parameter"),
        ("agency=局&section=nonsense", 422, "unknown_value"),
        ("agency=局&page=9", 422, "page_out_of_range"),
        ("agency=局&year=abc", 422, "bad_number"),
        ("report=r000000000000&report=r000000000001", 404, "not_found"),
        ("report=nothing", 404, "not_found"),
        ("&".join(f"report=r{n}" for n in range(300)), 422, "too_many_values"),
        ("&".join(f"agency=a{n}" for n in range(500)), 422, "too_many_values"),
        ("", 422, "nothing_to_compare"),
        ("agency=&q=", 422, "nothing_to_compare"),
        ("year=2019", 422, "nothing_to_compare"),
    ],
)
def test_bad_questions(made_client: FlaskClient, query: str, status: int, words: str) -> None:
    answer = made_client.get(f"/api/v1/compare?{query}")
    assert answer.status_code == status, answer.text[:300]
    assert answer.json["error"]["code"] == words
    assert answer.json["error"]["hint"]
    page = made_client.get(f"/compare?{query}")
    assert page.status_code in ((200, 302) if words == "nothing_to_compare" else (status,))


def test_near_names_are_offered(client: FlaskClient) -> None:
    error = client.get("/api/v1/compare?agency=抚顺市司法厅&lang=zh").json["error"]
    assert "抚顺市司法局" in error["hint"]


def test_empty_fields_of_the_form_are_tidied(client: FlaskClient) -> None:
    answer = client.get(
        "/compare?agency=抚顺市司法局&agency=&year_min=2019&year_max=&section=problems_improvements"
    )
    assert answer.status_code == 302
    assert unescape(answer.headers["Location"]).startswith("/compare?year=2019..&agency=")


def test_the_interface_says_the_same(made_client: FlaskClient, build: OpenBuild) -> None:
    answer = made_client.get("/api/v1/compare?q=level:county&year=2018..2020").json
    found = compare(build, asked(build, q=["level:county"], year=["2018..2020"]))
    assert answer["years"] == list(found.years) == [2018, 2019, 2020]
    assert [row["agency"] for row in answer["agencies"]] == [row.agency for row in found.rows]
    for row, ours in zip(answer["agencies"], found.rows, strict=True):
        for cell, reports in zip(row["cells"], ours.cells, strict=True):
            assert [one["id"] for one in cell["reports"]] == [one.summary.id for one in reports]
    assert answer["pair"] is None


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_table_has_every_statement(made_client: FlaskClient, build: OpenBuild) -> None:
    answer = made_client.get("/compare.csv?q=level:county")
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = table(answer.get_data(as_text=True))
    lines = [json.loads(line) for line in made_client.get("/compare.jsonl?q=level:county").text.splitlines()]
    assert len(rows) == len(lines)
    names = compare(build, asked(build, q=["level:county"])).choice.names
    assert list(dict.fromkeys(row["agency"] for row in rows)) == list(names)
    ids = {one for one in build.report_ids() if build.report(one).facet("agency").value in names}
    assert {row["id"] for row in rows} == ids
    for line in lines[:40]:
        original = build.report(line["id"]).original.text
        assert line["text"] == original[line["start"] : line["end"]]
        assert line["sha256"] == build.report(line["id"]).source.sha256
        assert line["n"] <= line["of"]
    assert made_client.get("/api/v1/compare.csv?q=level:county").status_code == 200


def test_a_silent_report_has_a_row(client: FlaskClient, opened: OpenBuild, ids: dict[str, str]) -> None:
    report = opened.report(ids["抚顺市司法局"])
    kinds = {kind for section in report.sections for kind in section.kinds}
    absent = next(kind for kind in SectionKind if kind not in kinds)
    answer = client.get(f"/compare.csv?section={absent}&agency=抚顺市司法局")
    rows = table(answer.get_data(as_text=True))
    assert [(row["id"], row["of"], row["section"], row["text"]) for row in rows] == [(report.id, "0", "", "")]


def test_a_statement_says_how_many_share_it(build: OpenBuild, made_client: FlaskClient) -> None:
    found = compare(build, asked(build, q=["year:2009..2030"]))
    text = made_client.get("/compare?q=year:2009..2030").text
    counted = 0
    for row in found.rows[:5]:
        for report in (one for cell in row.cells for one in cell):
            for section in report.sections:
                for one in section.statements:
                    assert (one.shared is None) == (one.statement.role is Role.NEITHER)
                    if one.shared:
                        counted += 1
                        assert escape(reuse_address(report.summary.id, one.core)) in text
    assert counted


def test_two_reports_of_one_agency(build: OpenBuild, by_agency: dict[str, list[GeneratedReport]]) -> None:
    (name,) = largest(by_agency, 1)
    grid = compare(build, asked(build, agency=[name]))
    reports = [cell[0] for cell in grid.rows[0].cells if cell]
    for one, two in pairwise(reports):
        pair = compare_two(build, (one.summary.id, two.summary.id), grid.asked.section)
        for column, report in (("left", one), ("right", two)):
            sides = [getattr(row, column) for row in pair.rows]
            stated = [quoted for section in report.sections for quoted in section.statements]
            assert [side.quoted for side in sides if side] == stated
        truth = [
            {normalise_query(stated.text) for stated in made.statements}
            for made in by_agency[name]
            if made.facts.year in (one.summary.facet("year").value, two.summary.facet("year").value)
        ]
        same = {normalise_query(row.left.quoted.text) for row in pair.rows if row.same and row.left}
        assert all(any(text in words for words in same) for text in truth[0] & truth[1])
        for row in pair.rows:
            for side in (row.left, row.right):
                for span in side.changed if side else ():
                    assert side.quoted.statement.span.start <= span.start < span.end
                    assert span.end <= side.quoted.statement.span.end


def test_a_report_beside_itself_is_one_report(made_client: FlaskClient, build: OpenBuild) -> None:
    one = build.report_ids()[0]
    assert 'class="grid"' in made_client.get(f"/compare?report={one}&report={one}").text
