"""Comparisons for programs and spreadsheets say what the page says."""

from __future__ import annotations

import csv
import io
import json
from html import escape

from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.model import SectionKind
from indexer.statements import Role
from tests.webui.comparing import asked
from webui.address import reuse_address
from webui.workbench.compare import compare


def test_the_interface_says_the_same(made_client: FlaskClient, many: OpenBuild) -> None:
    answer = made_client.get("/api/v1/compare?q=level:county&year=2018..2020").json
    found = compare(many, asked(many, q=["level:county"], year=["2018..2020"]))
    assert answer["years"] == list(found.years) == [2018, 2019, 2020]
    assert [row["agency"] for row in answer["agencies"]] == [row.agency for row in found.rows]
    for row, ours in zip(answer["agencies"], found.rows, strict=True):
        for cell, reports in zip(row["cells"], ours.cells, strict=True):
            assert [one["id"] for one in cell["reports"]] == [one.summary.id for one in reports]
    assert answer["pair"] is None


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_table_has_every_statement(made_client: FlaskClient, many: OpenBuild) -> None:
    answer = made_client.get("/compare.csv?q=level:county")
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = table(answer.get_data(as_text=True))
    lines = [json.loads(line) for line in made_client.get("/compare.jsonl?q=level:county").text.splitlines()]
    assert len(rows) == len(lines)
    names = compare(many, asked(many, q=["level:county"])).choice.names
    assert list(dict.fromkeys(row["agency"] for row in rows)) == list(names)
    ids = {one for one in many.report_ids() if many.report(one).facet("agency").value in names}
    assert {row["id"] for row in rows} == ids
    for line in lines[:40]:
        original = many.report(line["id"]).original.text
        assert line["text"] == original[line["start"] : line["end"]]
        assert line["sha256"] == many.report(line["id"]).source.sha256
        assert line["n"] <= line["of"]
    assert made_client.get("/api/v1/compare.csv?q=level:county").status_code == 200


def test_a_silent_report_has_a_row(client: FlaskClient, opened: OpenBuild, ids: dict[str, str]) -> None:
    report = opened.report(ids["抚顺市司法局"])
    kinds = {kind for section in report.sections for kind in section.kinds}
    absent = next(kind for kind in SectionKind if kind not in kinds)
    answer = client.get(f"/compare.csv?section={absent}&agency=抚顺市司法局")
    rows = table(answer.get_data(as_text=True))
    assert [(row["id"], row["of"], row["section"], row["text"]) for row in rows] == [(report.id, "0", "", "")]


def test_a_statement_says_how_many_share_it(many: OpenBuild, made_client: FlaskClient) -> None:
    found = compare(many, asked(many, q=["year:2009..2030"]))
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
