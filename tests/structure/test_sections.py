"""Sections: the seeds, made-up outlines, and what must hold of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Section, Span
from indexer.read.plain import read_plain
from indexer.structure.sections import MOST_SECTIONS, FoundSections, find_sections
from indexer.text.normalise import normalise_text
from tests.growth import grows_linearly

CASES = json.loads((Path(__file__).parent.parent / "cases" / "sections.json").read_text(encoding="utf-8"))
PIECES = [
    "一、",
    "二、",
    "(一)",
    "、",
    "1.",
    "总体情况",
    "主动公开",
    "依申请公开",
    "复议、诉讼情况",
    "附表",
    "\n",
    "。",
    " ",
    "|",
    "0",
    "本年新收",
    "公开",
    "第二十条第(一)项",
    "申请人情况|",
    "##",
    "務(wù)",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)

SEEDS = {
    "000": [
        "preamble",
        "overview",
        "overview/proactive",
        "overview/proactive",
        "overview/requests",
        "overview/info_management",
        "overview/platform",
        "overview/complaints_supervision",
        "proactive",
        "requests",
        "review_litigation",
        "problems_improvements",
        "other_matters",
    ],
    "001": [
        "preamble",
        "overview",
        "overview/proactive",
        "overview/response_interpretation",
        "overview/requests",
        "proactive",
        "requests",
        "review_litigation",
        "problems_improvements",
        "other_matters",
    ],
    "002": [
        "preamble",
        "overview",
        "overview/proactive",
        "overview/requests",
        "overview/info_management",
        "overview/platform",
        "overview/complaints_supervision",
        "proactive",
        "requests",
        "review_litigation",
        "problems_improvements",
        "other_matters",
    ],
    "003": [
        "preamble",
        "overview",
        "proactive",
        "requests",
        "fees",
        "secrecy_review",
        "problems_improvements",
    ],
    "004": [
        "preamble",
        "overview",
        "proactive",
        "requests",
        "consultation",
        "review_litigation",
        "fees",
        "problems_improvements",
        "annex_statistics",
    ],
}


def sections_of(text: str) -> FoundSections:
    return find_sections(read_plain(text), normalise_text(text))


def outline(sections: tuple[Section, ...]) -> list[str]:
    return [f"{section.path} {section.title}".strip() for section in sections]


def test_seeds(seed_path: Path) -> None:
    found = sections_of(seed_path.read_text(encoding="utf-8"))
    assert [section.path for section in found.sections] == SEEDS[seed_path.name[:3]]
    assert found.problems == ()


def test_a_table_under_the_wrong_heading_opens_the_lost_chapter() -> None:
    seed = Path(__file__).parent.parent.parent / "seeds" / "000_fe99a3932a1345e6.txt"
    text = seed.read_text(encoding="utf-8")
    requests = next(s for s in sections_of(text).sections if s.path == "requests")
    assert (requests.title, requests.confidence, requests.level) == ("", 0.6, 1)
    assert text[requests.span.start :].startswith("(本列數(shù)據(jù)的勾稽關系為")


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["label"])
def test_outlines(case: dict[str, object]) -> None:
    assert outline(sections_of(str(case["text"])).sections) == case["sections"]


@pytest.mark.parametrize("case", CASES["must_not_change"], ids=lambda case: case["label"])
def test_what_only_looks_like_a_heading(case: dict[str, object]) -> None:
    assert outline(sections_of(str(case["text"])).sections) == case["sections"]


@pytest.mark.xfail(strict=True, reason="not recognised yet; promote the case when it is")
@pytest.mark.parametrize("case", CASES["known_failure"], ids=lambda case: case["label"])
def test_known_failures(case: dict[str, object]) -> None:
    assert outline(sections_of(str(case["text"])).sections) == case["sections"]


@given(TEXTS)
def test_sections_are_the_whole_text(text: str) -> None:
    normalised = normalise_text(text)
    sections = find_sections(read_plain(text), normalised).sections
    assert (
        "".join(normalised.text[s.normalised.start : s.normalised.end] for s in sections) == normalised.text
    )
    position = 0
    for section in sections:
        assert position <= section.span.start <= section.span.end
        assert not text[position : section.span.start].strip()
        position = section.span.end
    assert not text[position:].strip()


@given(TEXTS)
def test_titles_are_printed_where_the_section_begins(text: str) -> None:
    for section in sections_of(text).sections:
        printed = text[section.span.start : section.span.end].lstrip("#* \n")
        assert printed.startswith(section.title)
        assert section.level == {"preamble": 0}.get(section.kind, 2 if section.parent else 1)


def test_too_many_headings_are_said() -> None:
    found = sections_of("一、总体情况\n好。\n" * 200)
    assert len(found.sections) <= MOST_SECTIONS
    assert [problem.code for problem in found.problems] == ["too_many_sections"]


@pytest.mark.parametrize(
    "piece", ["一、", "。一、总体情况", "(一)主动公开 ", "行政复议|行政诉讼|", "本列数据的勾稽关系为"]
)
def test_a_hostile_file_takes_no_more_than_its_share(piece: str) -> None:
    text = piece * (600_000 // len(piece))
    original, normalised = read_plain(text), normalise_text(text)
    sections = find_sections(original, normalised).sections
    assert grows_linearly(lambda text: find_sections(read_plain(text), normalise_text(text)), piece, 30_000)
    assert sections[-1].normalised.end == len(normalised.text)
    assert sections[0].span == Span(0, sections[0].span.end)
