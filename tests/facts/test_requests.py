"""Request counts: cases in four moods, the table before the prose, and what must hold of any text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.counts import find_counts
from indexer.facts.reading import Reading
from indexer.facts.requests import RequestNumbers, find_requests
from indexer.model import Evidence, Figure, Span
from indexer.read.plain import read_plain
from indexer.text.normalise import normalise_text

CASES = json.loads((Path(__file__).parent.parent / "cases" / "requests.json").read_text(encoding="utf-8"))
WORDS = [
    "收到",
    "未",
    "申请",
    "依申请公开",
    "上年结转",
    "其中",
    "来信",
    "3件",
    "30余件",
    "0条",
    "向市政府提出",
    ",",
    "。",
    "\n",
    "《",
    "(",
]
Read = Callable[[str], Reading]
Case = dict[str, Any]


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


def numbers(case: Case, read: Read) -> RequestNumbers:
    return find_requests(read(case["text"]), (), 2021, case.get("agency"))


def check(case: Case, found: RequestNumbers) -> None:
    received = found.received
    assert (received.value if received else None) == case["requests"]
    for field, name in (("min", "low"), ("max", "high"), ("qualifier", "qualifier")):
        if field in case:
            assert getattr(received, name) == case[field]
    for name in ("carried_in", "closed", "carried_out"):
        if name in case:
            amount = getattr(found, name)
            assert (amount.value if amount else None) == case[name]
    assert ("suspect_copied" in found.flags) == case.get("copied", False)
    assert [problem.code for problem in found.problems] == ([case["problem"]] if "problem" in case else [])


@pytest.mark.parametrize("case", [*rows("wild"), *rows("made_up")])
def test_counts(case: Case, read: Read) -> None:
    check(case, numbers(case, read))


@pytest.mark.parametrize("case", rows("must_not_change"))
def test_is_no_count_of_requests(case: Case, read: Read) -> None:
    found = numbers(case, read)
    assert found.received is None
    assert found.prose is None


@pytest.mark.xfail(strict=True, reason="not read yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case, read: Read) -> None:
    check(case, numbers(case, read))


def figure(name: str, value: int | None) -> Figure:
    return Figure(name, value, "" if value is None else str(value), Evidence("cell", Span(0, 0), ""))


def test_the_table_stands_before_the_prose(read: Read) -> None:
    found = find_requests(read("全年收到公开申请9件。"), [figure("rq_new_total", 8)], 2021, None)
    assert found.received is not None
    assert found.prose is not None
    assert (found.received.value, found.prose.value) == (8, 9)
    assert found.received.evidence.rule == "requests.table.rq_new_total"


def test_a_blank_total_is_the_sum_of_the_applicants(read: Read) -> None:
    names = ("natural", "biz", "research", "npo", "legal", "other")
    cells = [figure(f"rq_new_{name}", number) for number, name in enumerate(names)]
    found = find_requests(read("工作正常。"), [*cells, figure("rq_new_total", None)], 2021, None)
    assert found.received is not None
    assert found.received.value == 15


def test_blank_cells_are_not_zero(read: Read) -> None:
    cells = [figure("rq_new_natural", 8), figure("rq_new_biz", None), figure("rq_new_total", None)]
    assert find_requests(read("工作正常。"), cells, 2021, None).received is None


def test_a_number_in_a_table_row_is_no_prose(read: Read) -> None:
    text = "一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 1 | 9 |\n"
    assert find_requests(read(text), (), 2021, None).prose is None


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_every_number_is_quoted_from_the_original(text: str) -> None:
    original = read_plain(text)
    reading = Reading(original, normalise_text(original.text))
    found = find_requests(reading, (), 2021, None)
    for amount in (found.received, found.carried_in, found.closed, found.carried_out):
        if amount:
            span = amount.evidence.span
            assert amount.evidence.text == original.text[span.start : span.end]


@given(st.integers(1, 10**6), st.sampled_from(["余", "多"]))
def test_bounds_enclose_what_the_words_allow(value: int, word: str) -> None:
    count = next(find_counts(f"{value}{word}件"))
    assert count.low == value + 1
    assert count.high is None or count.high >= count.low
