"""The agency of a report: labelled cases, the five seeds, and what evidence must always hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.agency import AgencyFacts, find_agency
from indexer.facts.agency_name import read_name
from indexer.facts.gazetteer import divisions
from indexer.facts.title import find_title
from indexer.model import Level, Original, SourceFile
from indexer.text.normalise import normalise_text

ROOT = Path(__file__).resolve().parents[2]
MOODS: dict[str, list[dict[str, Any]]] = json.loads(
    (ROOT / "tests/cases/agency.json").read_text(encoding="utf-8")
)
CASES = [(mood, case) for mood, cases in MOODS.items() for case in cases]


def agency_of(text: str, source: SourceFile | None = None) -> tuple[Original, AgencyFacts]:
    original = Original(text, (), (), "utf-8")
    return original, find_agency(
        original, normalise_text(text), source or SourceFile("report.txt", "0", len(text))
    )


def _case(mood: str, case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True)] if mood == "known_failure" else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [_case(mood, case) for mood, case in CASES])
def test_case(case: dict[str, Any]) -> None:
    _, facts = agency_of(case["text"])
    found = {facet.name: facet.value for facet in facts.facets}
    assert {name: found.get(name) for name in case["expect"]} == case["expect"]


def test_the_table_of_cases_is_large_and_covers_every_level() -> None:
    assert len(CASES) >= 100
    assert {case["expect"].get("level") for _, case in CASES} >= {*Level, None}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for _, case in CASES])
def test_every_value_quotes_the_original(case: dict[str, Any]) -> None:
    original, facts = agency_of(case["text"])
    for facet in facts.facets:
        assert (facet.value is None) == (facet.evidence is None), facet.name
        if facet.evidence:
            span = facet.evidence.span
            assert facet.evidence.text == original.text[span.start : span.end] != ""


@pytest.mark.parametrize(
    ("file", "agency", "level", "province", "city", "county", "code"),
    [
        ("000_fe99a3932a1345e6", "抚顺市司法局", Level.PREFECTURE, "辽宁省", "抚顺市", None, "210400"),
        ("001_e5194636313e52a0", "济源市司法局", Level.COUNTY, "河南省", "济源市", "济源市", "419001"),
        ("002_be5053a6c32ece75", "瑞安市司法局", Level.COUNTY, "浙江省", "温州市", "瑞安市", "330381"),
        ("003_b2fd581a61614969", "辽宁省司法厅", Level.PROVINCIAL, "辽宁省", None, None, "210000"),
        ("004_937c953a613249bc", "衡阳市司法局", Level.PREFECTURE, "湖南省", "衡阳市", None, "430400"),
    ],
)
def test_seeds(
    file: str, agency: str, level: Level, province: str, city: str | None, county: str | None, code: str
) -> None:
    _, facts = agency_of((ROOT / f"seeds/{file}.txt").read_text(encoding="utf-8"))
    assert (facts.agency.value, facts.level.value, facts.department.value) == (agency, level, "justice")
    assert (facts.province.value, facts.city.value, facts.county.value) == (province, city, county)
    assert facts.division_code.value == code
    assert facts.problems == ()


def test_a_publisher_completes_a_short_title_of_the_same_organ_only() -> None:
    text = "市审计局2020年政府信息公开工作年度报告\n一、总体情况\n"
    same = SourceFile("a.txt", "0", 1, publisher="晋城市审计局")
    other = SourceFile("a.txt", "0", 1, publisher="晋城市人民政府办公室")
    assert agency_of(text, same)[1].agency.value == "晋城市审计局"
    assert agency_of(text, other)[1].agency.value is None


def test_only_a_registered_government_host_gives_a_province() -> None:
    text = "市审计局2020年政府信息公开工作年度报告\n一、总体情况\n"
    official = SourceFile("a.txt", "0", 1, url="https://sjj.x.zj.gov.cn/2021/a.html")
    mirror = SourceFile("a.txt", "0", 1, url="https://www.zj-gov.cn.example.com/a.html")
    assert agency_of(text, official)[1].province.value == "浙江省"
    assert agency_of(text, mirror)[1].province.value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("兰考县人民法院2019年信息公开工作年度报告\n", "not_government"),
        ("足球比分财政局2020年政府信息公开工作年度报告\n", "suspect_name"),
        ("市审计局2020年政府信息公开工作年度报告\n", "agency_incomplete"),
        ("一、总体情况\n", "agency_unknown"),
        ("洪泽县民政局2019年政府信息公开工作年度报告\n", "name_not_of_year"),
    ],
)
def test_what_is_not_known_is_a_problem(text: str, code: str) -> None:
    assert code in [problem.code for problem in agency_of(text)[1].problems]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("首页\n獻縣審計局2020年政府信息公開工作年度報告\n一、", "獻縣審計局2020年政府信息公開工作年度報告"),
        ("献县审计局\n2020年政府信息公开工作年度报告\n", "献县审计局\n2020年政府信息公开工作年度报告"),
        ("现将2019年度政府信息公开工作报告报告如下:\n", None),
        ("《政府信息公开工作年度报告格式》\n", None),
    ],
)
def test_title_is_quoted_as_printed(text: str, title: str | None) -> None:
    found = find_title(Original(text, (), (), "utf-8"), normalise_text(text))
    assert (found[0] if found else None) == title
    if found:
        assert text[found[1].start : found[1].end] == title


@given(
    st.sampled_from(divisions()),
    st.sampled_from(["审计局", "人民政府", "人民政府办公室", "住房和城乡建设局"]),
)
def test_a_place_is_found_or_left_open_never_mistaken(division: Any, organ: str) -> None:
    year = division.since or (division.until or 2021) - 1
    name = read_name(division.name + organ, year)
    assert name is not None
    if name.full is None:
        assert name.territory.county is None
    else:
        assert name.territory.code == division.code
        assert name.territory.level is division.level


@given(st.text(alphabet="市县区省公安局人民政府信息开年度报告2019|\n :,。", max_size=300))
def test_any_text_gives_an_answer(text: str) -> None:
    agency_of(text)
