"""The whole way from bytes to a report: the five seeds, and what is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from indexer.errors import ReadError
from indexer.explain import explain
from indexer.extract import extract, report_id, report_json
from indexer.model import Report, SourceFile

ROOT = Path(__file__).parent.parent
EXPECTED = json.loads((Path(__file__).parent / "cases" / "extract.json").read_text(encoding="utf-8"))


def read(text: str | bytes, **known: str) -> Report:
    data = text.encode() if isinstance(text, str) else text
    return extract(data, SourceFile("made/up.txt", hashlib.sha256(data).hexdigest(), len(data), **known))


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> Report:
    data = seed_path.read_bytes()
    return extract(data, SourceFile(f"seeds/{seed_path.name}", hashlib.sha256(data).hexdigest(), len(data)))


def number(report: Report) -> str:
    return Path(report.source.path).name[:3]


def test_facts_of_the_seeds(seed: Report) -> None:
    answer = report_json(seed)
    want = EXPECTED[number(seed)]
    assert {name: answer[name] for name in want["facts"]} == want["facts"]  # type: ignore[literal-required]
    assert [section["kind"] for section in answer["sections"]] == want["sections"]
    assert sorted({str(facet.value) for facet in seed.facets if facet.name == "flag"}) == sorted(
        want["flags"]
    )
    for name, value in want["facets"].items():
        assert seed.facet(name).value == value, name
    for name, value in want["figures"].items():
        assert answer["figures"].get(name, "absent") == value, name


def test_every_value_of_the_seeds_is_quoted_from_the_original(seed: Report) -> None:
    text = seed.original.text
    quoted = [facet.evidence for facet in seed.facets] + [figure.evidence for figure in seed.figures]
    for evidence in quoted:
        if evidence is not None:
            assert evidence.text == text[evidence.span.start : evidence.span.end]
    for name, evidence_json in report_json(seed)["evidence"].items():
        assert evidence_json["text"] == text[evidence_json["start"] : evidence_json["end"]], name
        assert evidence_json["text"], name


def test_every_fact_of_the_seeds_that_is_known_has_evidence(seed: Report) -> None:
    answer = report_json(seed)
    known = {facet.name for facet in seed.facets if facet.value is not None and facet.name in answer}
    assert known - set(answer["evidence"]) <= {"fee_status"}
    assert ("fee_status" in answer["evidence"]) == (answer["fee_status"] != "not_stated")


def test_the_object_is_plain_json(seed: Report) -> None:
    answer = report_json(seed)
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer
    assert list(answer)[:3] == ["source", "id", "title"]
    assert answer["error"] is None


def test_explains_every_step(seed: Report) -> None:
    notes = list(explain(seed))
    assert notes[0].startswith(seed.id)
    for heading in ("Text", "Sections", "Tables", "Facts", "Not stated", "Flags", "Checks", "Problems"):
        assert heading in notes
    assert any("by requests." in line for line in notes)


def test_not_stated_is_not_zero() -> None:
    answer = report_json(read("瑞安市司法局2022年政府信息公开工作年度报告\n一、总体情况\n工作正常。"))
    assert answer["year"] == 2022
    assert (answer["requests"], answer["fee_status"], answer["fee_amount_yuan"]) == (None, "not_stated", None)
    assert not {"requests", "fee_status", "fee_amount_yuan", "published"} & set(answer["evidence"])


def test_the_table_contradicts_the_text() -> None:
    report = read(
        "开化县水利局2022年政府信息公开工作年度报告\n一、总体情况\n(二)依申请公开。全年收到政府信息公开申请9件。\n"
        "三、收到和处理政府信息公开申请情况\n"
        "一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8 |\n"
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    )
    assert (report.facet("requests").value, report.facet("requests_prose").value) == (8, 9)
    assert "prose_conflict" in [facet.value for facet in report.facets if facet.name == "flag"]


@pytest.mark.parametrize(("text", "code"), [("", "empty_file"), ("今日天气晴。", "not_a_report")])
def test_refuses(text: str, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(text)
    assert refused.value.code == code


def test_the_id_follows_the_address_else_the_path() -> None:
    here = SourceFile("a/b.txt", "1", 1)
    moved = SourceFile("c/d.txt", "2", 2, url="http://example.gov.cn/1.html")
    again = SourceFile("e/f.txt", "3", 3, url="http://example.gov.cn/1.html")
    assert report_id(here) == "r" + hashlib.sha256(b"path:a/b.txt").hexdigest()[:12]
    assert report_id(moved) == report_id(again) != report_id(here)


@pytest.mark.parametrize(
    "piece",
    [
        "收到",
        "申请3件,",
        "2019年1月1日至",
        "未",
        "《",
        "无",
        "第二十条第",
        "一、",
        "费",
        "元",
        "0|",
        "(",
        "一",
        "9",
    ],
)
def test_hostile_repetition_is_read_in_time(piece: str) -> None:
    report = read(
        "开化县水利局2022年政府信息公开工作年度报告\n一、总体情况\n" + piece * (60_000 // len(piece))
    )
    assert report.facet("year").value in (2022, 2019)
