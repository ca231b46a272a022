"""Single statements and their roles: cases in four moods, borders, hostile text, and the generated corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract import extract
from indexer.model import Normalised, Section, SectionKind, SourceFile, Span
from indexer.statements import Role, Statement, split
from indexer.text.align import Alignment
from indexer.text.normalise import normalise_text
from tests.benchmarks.corpus import Corpus
from tests.growth import grows_linearly

CASES = json.loads((Path(__file__).parent.parent / "cases" / "statements.json").read_text(encoding="utf-8"))
Case = dict[str, Any]

PARTS = [
    *("一是", "二是", "1.", "2、", "(一)", "（2）", "①", "第一，", "首先，"),
    *(
        "公开不及时",
        "加强培训",
        "下一步",
        "我局将",
        "存在以下问题",
        "改进措施",
        "取得成效",
        "無",
        "１．５萬",
        "(wù)",
    ),
    *("。", "；", "：", "，", "、", "\n", "\n\n", " ", "|", "”", "!"),
]


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


def section_of(title: str, text: str, kind: str = "problems_improvements") -> tuple[str, Normalised, Section]:
    whole = title + text
    normalised = normalise_text(whole)
    span = Span(0, len(normalised.text))
    return whole, normalised, Section(SectionKind(kind), 1, title, Span(0, len(whole)), span)


def said(case: Case) -> list[list[str]]:
    original, normalised, section = section_of(
        case["title"], case["text"], case.get("kind", "problems_improvements")
    )
    found = split(original, normalised, section)
    return [[str(one.role), one.marker, one.quote(original)] for one in found]


@pytest.mark.parametrize("case", rows("wild"))
def test_statements_of_the_seeds(case: Case) -> None:
    """Of real reports, the first words of each statement are written down."""
    found = [
        [role, marker, quote[: len(words)]]
        for (role, marker, quote), (_, _, words) in zip(said(case), case["expect"], strict=True)
    ]
    assert found == case["expect"]


@pytest.mark.parametrize("case", [*rows("made_up"), *rows("must_not_change")])
def test_statements(case: Case) -> None:
    assert said(case) == case["expect"]


@pytest.mark.xfail(strict=True, reason="not read yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case) -> None:
    assert said(case) == case["expect"]


def check_borders(
    original: str, normalised: Normalised, section: Section, found: tuple[Statement, ...]
) -> None:
    """Statements lie in the section, in order, apart; between them is nothing that anyone said."""
    done = section.normalised.start
    for one in found:
        assert done <= one.normalised.start < one.normalised.end <= section.normalised.end
        assert section.span.start <= one.span.start < one.span.end <= section.span.end
        assert normalised.alignment.to_original(*one.normalised) == one.span
        assert one.quote(original).startswith(one.marker)
        assert one.searchable(normalised.text).strip()
        done = one.normalised.end
    left_out = list(normalised.text[section.normalised.start : section.normalised.end])
    for one in found:
        start, end = (place - section.normalised.start for place in one.normalised)
        left_out[start:end] = [""] * (end - start)
    rest = "".join(left_out)
    heading = normalise_text(section.title).text
    assert not any(char.isalnum() for char in rest.removeprefix(heading)), rest


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.sampled_from(["", "五、存在的问题"]))
def test_borders(text: str, title: str) -> None:
    original, normalised, section = section_of(title, f"\n{text}" if title else text)
    found = split(original, normalised, section)
    check_borders(original, normalised, section, found)
    assert split(original, normalised, section) == found


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
def test_other_sections_have_no_roles(text: str) -> None:
    original, normalised, section = section_of("", text, "overview")
    found = split(original, normalised, section)
    check_borders(original, normalised, section, found)
    assert {one.role for one in found} <= {Role.NEITHER}


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "一是",
            "1.",
            "(一)加强\n",
            "下一步,",
            "公开不及时,下一步,",
            "存在",
            "解决",
            "存在的问题:",
            "不",
            "\n",
        ),
        *("①", "。", "针对", "政府信息公开工作", "人少,需要进一步加强", "我局", "存在一些问题"),
    ],
)
def test_hostile_sections_cost_in_proportion_to_their_size(unit: str) -> None:
    def work(text: str) -> object:
        return split(*plain(text))

    assert grows_linearly(work, unit, 20_000)


def plain(text: str) -> tuple[str, Normalised, Section]:
    """The text as a section, as if nothing of it had been repaired."""
    normalised = Normalised(text, Alignment.identity(len(text)), ())
    span = Span(0, len(text))
    return text, normalised, Section(SectionKind.PROBLEMS_IMPROVEMENTS, 1, "", span, span)


def test_roles_of_the_generated_corpus() -> None:
    """Of what the generator states, in its order, at least 99 of 100 are given their role."""
    right = total = 0
    for made in Corpus(60):
        data = made.text().encode()
        report = extract(data, SourceFile(made.path, "", len(data)))
        section = next(one for one in report.sections if one.kind is SectionKind.PROBLEMS_IMPROVEMENTS)
        found = [
            (one.role, one.searchable(report.normalised.text))
            for one in split(report.original.text, report.normalised, section)
            if one.marker
        ]
        total += len(made.statements)
        for stated in made.statements:
            role = Role.REMEDY if stated.remedy else Role.PROBLEM
            text = stated.text.lower()
            right += any(text in words and role is read for read, words in found)
    assert right >= 0.99 * total
