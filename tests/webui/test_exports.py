"""Everything that a search finds can be taken away: all of it, in its order, in the original wording."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.builds import BuildReader, OpenBuild
from indexer.catalogue import ReportSummary
from indexer.errors import NotFoundError
from indexer.settings import Settings
from tests.patience import unhurried
from tests.webui.conftest import Made
from webui import create_app
from webui.parameters import Asked
from webui.view.exports import REPORTS, Table, download
from webui.wording import voice
from webui.workbench.exports import TakenReport, Taking, take

Row = dict[str, str]

SEARCHES = [
    {"q": '"基础工作薄弱"'},
    {"q": "收费 OR 复议", "sort": "year"},
    {"q": "公开 -收费", "year": "2019..2021"},
    {"q": "信息", "section": "problems_improvements", "level": "county"},
    {"year": "2019"},
    {"q": '"这句话哪里都没有"'},
    {"q": "agency:司法局"},
]


def rows(client: FlaskClient, **asked: str) -> list[Row]:
    answer = client.get("/search.csv", query_string=asked)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def lines(client: FlaskClient, **asked: str) -> list[dict[str, object]]:
    answer = client.get("/search.jsonl", query_string=asked)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.data.decode("utf-8").splitlines()]


def hits(client: FlaskClient, **asked: str) -> tuple[dict[str, int], list[dict[str, object]]]:
    """The totals and all hits, page after page."""
    found: list[dict[str, object]] = []
    page = 1
    while True:
        answer = client.get("/api/v1/search", query_string={**asked, "size": 100, "page": page}).get_json()
        found += answer["hits"]
        if answer["next"] is None:
            return answer["total"], found
        page += 1


@pytest.mark.parametrize("asked", SEARCHES, ids=str)
def test_a_table_has_every_report_in_the_order_of_the_search(
    made_client: FlaskClient, asked: dict[str, str]
) -> None:
    total, expected = hits(made_client, **asked)
    table = rows(made_client, **asked)
    assert [row["id"] for row in table] == [hit["id"] for hit in expected]
    assert [(int(row["n"]), int(row["of"])) for row in table] == [
        (n, len(table)) for n in range(1, len(table) + 1)
    ]
    if "q" in asked and ":" not in asked["q"]:
        assert sum(int(row["occurrences"]) for row in table) == total["occurrences"]
        assert sum(len(row["sections"].split("; ")) for row in table if row["sections"]) == total["sections"]
    else:
        assert {row["occurrences"] for row in table} <= {""}
    for row, hit in zip(table, expected, strict=True):
        for name in ("agency", "level", "year", "requests", "title"):
            assert row[name] == ("" if hit[name] is None else str(hit[name]))


@pytest.mark.parametrize("asked", SEARCHES, ids=str)
def test_both_forms_say_the_same(made_client: FlaskClient, asked: dict[str, str]) -> None:
    for kind in ["reports"] + ["passages"] * ("q" in asked and ":" not in asked["q"]):
        table, objects = rows(made_client, **asked, rows=kind), lines(made_client, **asked, rows=kind)
        assert len(table) == len(objects)
        for row, one in zip(table, objects, strict=True):
            assert list(row) == list(one)
            for name, value in one.items():
                plain = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
                assert row[name] in (plain, f"'{plain}")


@pytest.mark.parametrize("asked", [one for one in SEARCHES if "q" in one and ":" not in one["q"]], ids=str)
def test_every_passage_is_the_original_wording(
    made_client: FlaskClient, made: Made, asked: dict[str, str]
) -> None:
    build = BuildReader(made.settings).current()
    quoted: dict[str, int] = {}
    table = lines(made_client, **asked, rows="passages")
    for row in table:
        report_id = str(row["id"])
        report = build.report(report_id)
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert report.original.text[start:end] == row["passage"]
        words = row["words"]
        assert isinstance(words, list)
        assert words
        assert all(word in str(row["passage"]) for word in words)
        assert f"at={start}-{end}" in str(row["url"])
        assert " ".join(str(row["passage"]).split()) in str(row["citation"])
        assert report.source.sha256[:16] in str(row["citation"])
        assert row["sha256"] == report.source.sha256
        quoted[report_id] = quoted.get(report_id, 0) + len(words)
        assert row["unquoted"] == 0
    last = table[-1] if table else None
    assert last is None or (last["n"], last["passage_n"]) == (last["of"], last["passages"])
    for row in lines(made_client, **asked):
        # Marks that overlap are quoted as one.
        assert 0 < quoted[str(row["id"])] <= int(str(row["occurrences"]))


def test_links_lead_to_the_passage(made_client: FlaskClient) -> None:
    (row, *_) = rows(made_client, q='"基础工作薄弱"', rows="passages")
    page = made_client.get(row["url"].partition("#")[0])
    assert page.status_code == 200
    assert 'id="at"' in page.text


def test_not_stated_is_an_empty_cell(made_client: FlaskClient) -> None:
    silent = list(rows(made_client, requests="not_stated"))
    assert silent
    assert {(row["requests"], row["requests_status"]) for row in silent} <= {
        ("", "not_stated"),
        ("", "bounds"),
    }
    told = rows(made_client, requests="0")
    assert {(row["requests"], row["requests_status"]) for row in told} == {("0", "exact")}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"rows": "pages"}, "rows"),
        ({"rows": "passages"}, "rows"),
        ({"rows": "passages", "q": "-收费"}, "rows"),
        ({"q": '"收费'}, "q"),
        ({"year": "199"}, "year"),
        ({"yaer": "2019"}, "yaer"),
        ({"page": "0"}, "page"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_what_is_not_understood_is_said_before_anything_is_sent(
    client: FlaskClient, asked: dict[str, str], field: str, ending: str
) -> None:
    answer = client.get(f"/api/v1/search.{ending}", query_string=asked)
    assert answer.status_code == 422
    body = answer.get_json()
    assert body is not None
    assert body["error"]["field"] == field
    assert body["error"]["hint"]


def test_the_page_asked_for_does_not_matter(client: FlaskClient) -> None:
    assert len(rows(client, page="3", size="1")) == 5


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_programs_find_the_same_under_their_own_address(client: FlaskClient, ending: str) -> None:
    asked = {"q": "收费", "rows": "passages"}
    ours = client.get(f"/search.{ending}", query_string=asked)
    theirs = client.get(f"/api/v1/search.{ending}", query_string=asked)
    assert ours.data == theirs.data
    assert ours.headers["Content-Disposition"] == theirs.headers["Content-Disposition"]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_search_that_ran_out_of_time_says_so_in_the_last_line(settings: Settings, ending: str) -> None:
    client = create_app(replace(settings, query_seconds=1e-9)).test_client()
    answer = client.get(f"/search.{ending}?q=收费&lang=en")
    last = answer.text.strip().splitlines()[-1]
    assert "incomplete" in last
    assert "may be more reports" in last


def test_a_report_that_is_gone_ends_the_table_and_says_so(opened: OpenBuild) -> None:
    whole = take(opened, Asked())

    def cut() -> Iterator[TakenReport]:
        yield next(whole.reports)
        raise NotFoundError("The catalogue has no document 7.")

    taking = Taking(whole.total, True, cut(), whole.build, whole.built_at)
    table = Table(taking, Asked(), REPORTS, "http://x/", voice("en"))
    *_, last = b"".join(download(table, "csv").content).decode().splitlines()
    assert last.startswith("incomplete,The catalogue has no document 7.")


def test_a_table_comes_from_one_build(tmp_path: Path) -> None:
    from indexer.pipeline import build
    from tests.webui.conftest import SEEDS

    settings = unhurried(tmp_path)
    first, *others = sorted(SEEDS.glob("*.txt"))
    build(settings, [first])
    reader = BuildReader(settings)
    before = reader.current()
    taking = take(before, Asked())
    build(settings, others)
    assert reader.current().number == before.number + 1
    found: list[TakenReport] = list(taking.reports)
    assert [report.summary.source.path.rpartition("/")[2] for report in found] == [first.name]
    assert (taking.total, taking.build) == (1, before.number)


def test_only_a_few_reports_are_read_ahead(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    build = BuildReader(made.settings).current()
    read: list[int] = []
    summaries = OpenBuild.summaries

    def counted(self: OpenBuild, docs: Sequence[int]) -> tuple[ReportSummary, ...]:
        read.extend(docs)
        return summaries(self, docs)

    monkeypatch.setattr(OpenBuild, "summaries", counted)
    taking = take(build, Asked())
    assert not read
    next(taking.reports)
    assert len(read) == 1
    for _ in range(99):
        next(taking.reports)
    assert len(read) <= 150 < taking.total
