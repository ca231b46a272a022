"""The grid against the truth of a generated corpus, and comparisons that are asked for badly."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.statements import Role
from indexer.text.normalise import normalise_query
from tests.benchmarks.corpus import GeneratedReport
from tests.webui.comparing import asked, largest
from webui.workbench.compare import YEARS, compare
from webui.workbench.compare_choice import AGENCIES


def test_the_grid_has_what_the_reports_state(
    many: OpenBuild, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    names = largest(by_agency, 5)
    found = compare(many, asked(many, agency=names))
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
    many: OpenBuild, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    found = compare(many, asked(many, agency=largest(by_agency, 3)))
    quoted = 0
    for row in found.rows:
        for cell in row.cells:
            for report in cell:
                original = many.report(report.summary.id).original.text
                for section in report.sections:
                    for one in section.statements:
                        quoted += 1
                        assert one.text == original[one.statement.span.start : one.statement.span.end]
    assert quoted > 50


def test_years_choose_the_columns(many: OpenBuild, by_agency: dict[str, list[GeneratedReport]]) -> None:
    (name,) = largest(by_agency, 1)
    year = by_agency[name][1].facts.year
    found = compare(many, asked(many, agency=[name], year=[f"{year}..{year + 1}", "2003"]))
    assert found.years == (2003, year, year + 1)
    assert not found.rows[0].cells[0]


def test_a_search_chooses_agencies(many: OpenBuild, by_agency: dict[str, list[GeneratedReport]]) -> None:
    found = compare(many, asked(many, level=["county"]))
    truth = {name for name, reports in by_agency.items() if reports[0].facts.organ.level == "county"}
    assert found.choice.searched
    seeds = set(found.choice.names) - set(by_agency)
    assert set(found.choice.names) - seeds == truth
    assert list(found.choice.names) == sorted(found.choice.names)


def test_a_page_is_bounded_and_says_so(made_client: FlaskClient, many: OpenBuild) -> None:
    found = compare(many, asked(many, q=["year:2009..2030"]))
    assert len(found.rows) == min(AGENCIES, len(found.choice.names))
    assert len(found.years) <= YEARS
    text = made_client.get("/compare?q=year:2009..2030&lang=en").text
    assert found.choice.pages == 1 or f"This page shows {AGENCIES} of" in text


def test_a_part_of_a_name_stands_for_all_that_have_it(
    many: OpenBuild, by_agency: dict[str, list[GeneratedReport]]
) -> None:
    part = "局"
    found = compare(many, asked(many, agency=[part]))
    assert set(found.choice.names) >= {name for name in by_agency if part in name}
    assert found.choice.shared == {part: len(found.choice.names)}


def test_reports_choose_their_agencies(many: OpenBuild) -> None:
    ids = list(many.report_ids())[:5]
    found = compare(many, asked(many, report=ids))
    names = {str(many.report(one).facet("agency").value) for one in ids}
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
def test_the_pages_open(made_client: FlaskClient, many: OpenBuild, lang: str, theme: str) -> None:
    one, two = list(many.report_ids())[3:5]
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
