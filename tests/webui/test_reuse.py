"""Who else wrote this: the page, the interface and the tables, against a scan of every report."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.model import Report, SectionKind
from indexer.query import NOT_STATED, Filter, Query
from indexer.reuse.plain import PlainReuse
from tests.benchmarks.agencies import slot
from tests.webui.conftest import Made
from webui.workbench.elsewhere import who_else
from webui.workbench.passage import passage_typed
from webui.workbench.reuse import (
    StatementReuse,
    same_elsewhere,
    section_reuse,
    statement_reuse,
)

FORMULA = "信息公开的深度和广度有待进一步拓展"


@pytest.fixture(scope="module")
def every(many: OpenBuild) -> list[Report]:
    """Every report, in the order of its number in the index of sentences."""
    ids = {
        doc: report_id
        for report_id, doc in zip(many.report_ids(), many.docs_of(many.report_ids()), strict=True)
    }
    return [many.report(ids[doc]) for doc in many.reuse.frame.docs.tolist()]


@pytest.fixture(scope="module")
def shared(many: OpenBuild, every: list[Report]) -> tuple[Report, StatementReuse]:
    """A statement that other agencies have, and that is no formula."""
    for report in every:
        for one in statement_reuse(many, report):
            if one.agencies and not one.common and not one.statutory and one.core.end - one.core.start > 20:
                return report, one
    raise AssertionError("the generated corpus has copies")


def _address(report: Report, one: StatementReuse) -> str:
    return f"/reuse?report={report.id}&start={one.core.start}&end={one.core.end}"


def _problems(report: Report) -> list[tuple[int, str]]:
    text = report.normalised.text
    return [
        (place, text[slice(*section.normalised)])
        for place, section in enumerate(report.sections)
        if SectionKind.PROBLEMS_IMPROVEMENTS in section.kinds
    ]


def _containing(every: list[Report], words: str) -> set[int]:
    return {
        number
        for number, report in enumerate(every)
        for section in report.sections
        if words in report.normalised.text[slice(*section.normalised)]
    }


def test_a_sentence_is_found_wherever_a_scan_finds_it(many: OpenBuild, every: list[Report]) -> None:
    plain = PlainReuse([_problems(report) for report in every])
    masked = sorted({one for number in range(0, len(every), 9) for one in many.reuse.sentences_of(number)})
    for one in [text for text in masked if len(text) >= 10][::7]:
        assert sorted(many.reuse.same(one), key=str) == sorted(plain.same(one), key=str)
        found = {near.masked: set(near.places) for near in many.reuse.near(one)}
        assert found == {near.masked: set(near.places) for near in plain.near(one)}


def test_word_for_word_is_every_section_that_says_so(many: OpenBuild, every: list[Report]) -> None:
    for text in (FORMULA, "政府信息公开", "绝无此句绝无此句"):
        elsewhere = who_else(many, passage_typed(text))
        assert {use.report for use in elsewhere.verbatim} == _containing(every, text)
        assert not {use.report for use in elsewhere.near} & _containing(every, text)
        years = [use.year for use in elsewhere.verbatim]
        assert years == sorted(years, key=lambda year: (year is None, year or 0))
        assert sum(elsewhere.years.values()) == len(elsewhere.uses) == sum(elsewhere.places.values())


def test_the_page_counts_what_the_report_page_says(
    made_client: FlaskClient, shared: tuple[Report, StatementReuse]
) -> None:
    report, one = shared
    answer = made_client.get(f"/api/v1{_address(report, one)}").json
    assert answer is not None
    assert answer["total"]["reports"] == one.reports
    assert answer["total"]["agencies"] == one.agencies
    assert answer["passage"]["text"] == report.original.text[slice(*one.core)]
    assert all(use["id"] != report.id for use in answer["uses"])
    page = made_client.get(_address(report, one)).text
    assert report.original.text[slice(*one.core)] in page
    for use in answer["uses"]:
        assert use["url"] in page


def test_every_use_quotes_its_original(
    made_client: FlaskClient, many: OpenBuild, shared: tuple[Report, StatementReuse]
) -> None:
    answer = made_client.get(f"/api/v1{_address(*shared)}").json
    assert answer is not None
    for use in answer["uses"]:
        assert many.report(use["id"]).original.text[use["start"] : use["end"]] == use["text"]


def test_tables_hold_every_use(made_client: FlaskClient, shared: tuple[Report, StatementReuse]) -> None:
    address = _address(*shared)
    rows = list(
        csv.DictReader(
            io.StringIO(made_client.get(address.replace("/reuse", "/reuse.csv")).text.removeprefix("\ufeff"))
        )
    )
    lines = made_client.get(f"/api/v1{address.replace('/reuse', '/reuse.jsonl')}").text.splitlines()
    objects = [json.loads(line) for line in lines]
    assert len(rows) == len(objects) == shared[1].reports
    assert [row["id"] for row in rows] == [one["id"] for one in objects]
    assert all(one["likeness"] in ("verbatim", "near") for one in objects)


def test_lists_are_narrowed_by_year_and_place(made_client: FlaskClient, many: OpenBuild) -> None:
    elsewhere = who_else(many, passage_typed(FORMULA))
    year, count = next((year, count) for year, count in elsewhere.years.items() if year)
    answer = made_client.get(f"/api/v1/reuse?text={quote(FORMULA)}&year={year}").json
    assert answer is not None
    assert [use["year"] for use in answer["uses"]] == [year] * count
    assert answer["total"]["reports"] == len(elsewhere.uses)
    nowhere = made_client.get(f"/api/v1/reuse?text={quote(FORMULA)}&province={NOT_STATED}").json
    assert nowhere is not None
    assert all(use["province"] is None for use in nowhere["uses"])


def test_words_of_the_law_are_said_to_be(made_client: FlaskClient) -> None:
    text = quote("坚持以公开为常态、不公开为例外")
    answer = made_client.get(f"/api/v1/reuse?text={text}").json
    assert answer is not None
    assert answer["statutory"]
    assert answer["total"]["near"] == 0
    page = made_client.get(f"/reuse?text={text}", headers={"Accept-Language": "en"}).text
    assert "Words of the law or of the official form" in page


def test_a_passage_of_several_sentences_is_looked_up_by_each(made_client: FlaskClient) -> None:
    page = made_client.get(f"/reuse?text={quote('一是' + FORMULA + '。二是公开意识有待进一步增强。')}").text
    assert f"/reuse?text={quote(FORMULA)}" in page


def test_facet_and_indicator_say_what_the_section_shows(many: OpenBuild, every: list[Report]) -> None:
    for report in every:
        (doc,), found = many.docs_of((report.id,)), section_reuse(many, report)
        query = Query(filters=(Filter("reuse", (str(found.value) if found.value else NOT_STATED,)),))
        assert doc in many.engine.documents(query).docs
        assert many.repeated_shares.get(doc) == found.share


def test_a_repeated_statement_stands_in_the_report_before(
    many: OpenBuild, made: Made, every: list[Report]
) -> None:
    """The generator knows which statements an agency kept from the year before."""
    by_path = {report.source.path: report for report in every}
    kept = said = 0
    for number in range(0, made.corpus.size, 5):
        truth = made.corpus.report(number)
        report = by_path[f"files/{truth.path}"]
        earlier = made.corpus.report(max(0, number - 1))
        same_agency = slot(number)[0] == slot(earlier.number)[0]
        if truth.facts.traditional or not same_agency or earlier.facts.year != truth.facts.year - 1:
            continue
        again = {one.text.lower() for one in truth.statements} & {
            one.text.lower() for one in earlier.statements
        }
        repeated = {
            report.original.text[slice(*one.core)] for one in statement_reuse(many, report) if one.repeated
        }
        kept += len(again)
        said += sum(any(_plain(text) in _plain(one) for one in repeated) for text in again)
    assert kept
    assert said == kept


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def test_quick_counts_are_those_of_the_same_sentence(many: OpenBuild, every: list[Report]) -> None:
    (doc,) = many.docs_of((every[5].id,))
    texts = [text for _, text in _problems(every[5])]
    assert same_elsewhere(many, doc, texts) == (0,)
    (count,) = same_elsewhere(many, doc, [FORMULA])
    assert count == len({place.report for place in many.reuse.same(FORMULA)} - {5})


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("text=公", "text"),
        (f"text={'公' * 2001}", "text"),
        ("text=。。。。", "text"),
        ("text=公开&report=r1", "text"),
        ("text=公开&page=999", "page"),
        ("text=公开&page=0", "page"),
        ("text=公开&year=soon", "year"),
        ("text=公开&text=年报", "text"),
        ("tekst=公开", "tekst"),
        ("report=ID&start=5&end=5", "end"),
        ("report=ID&start=9&end=3", "end"),
        ("report=ID&start=0&end=2001", "end"),
        ("report=ID&start=0&end=99999999", "end"),
        ("report=ID&start=-1&end=9", "start"),
        ("report=ID&start=a&end=9", "start"),
    ],
)
def test_bad_questions(client: FlaskClient, ids: dict[str, str], address: str, field: str) -> None:
    address = address.replace("ID", next(iter(ids.values())))
    for path in ("/api/v1/reuse", "/api/v1/reuse.csv"):
        if "page=999" in address and path.endswith(".csv"):
            continue
        answer = client.get(f"{path}?{address}")
        assert answer.status_code == 422
        assert answer.json is not None
        assert answer.json["error"]["field"] == field
        assert answer.json["error"]["hint"]
    assert client.get(f"/reuse?{address}").status_code == 422


def test_unknown_reports_and_empty_fields(client: FlaskClient) -> None:
    assert client.get("/reuse?report=nope&start=1&end=9").status_code == 404
    assert client.get("/api/v1/reuse.csv?report=nope&start=1&end=9").status_code == 404
    assert client.get("/api/v1/reuse").status_code == 422
    assert client.get("/reuse").status_code == 200
    tidied = client.get("/reuse?text=&year=")
    assert (tidied.status_code, tidied.location) == (302, "/reuse")
