"""Numerals: cases in four moods, and numbers written out and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.numerals import parse_count, parse_year

CASES = json.loads((Path(__file__).parent.parent / "cases" / "numerals.json").read_text(encoding="utf-8"))
DIGITS = "零一二三四五六七八九"
Case = dict[str, Any]


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


@pytest.mark.parametrize("case", [*rows("wild"), *rows("made_up")])
def test_numbers(case: Case) -> None:
    assert parse_count(case["text"]) == case["value"]


@pytest.mark.parametrize("case", rows("must_not_change"))
def test_no_number(case: Case) -> None:
    assert parse_count(case["text"]) is None


@pytest.mark.xfail(strict=True, reason="not read yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case) -> None:
    assert parse_count(case["text"]) == case["value"]


def below_ten_thousand(number: int) -> str:
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += DIGITS[digit] + name
        elif written and not written.endswith("零") and number % unit:
            written += "零"
    return written


def written_out(number: int) -> str:
    high, low = divmod(number, 10_000)
    if not high:
        return below_ten_thousand(low)
    gap = "零" if 0 < low < 1000 else ""
    return f"{below_ten_thousand(high)}万{gap}{below_ten_thousand(low)}"


@given(st.integers(1, 99_999_999))
def test_reads_back_what_is_written_out(number: int) -> None:
    assert parse_count(written_out(number)) == number


@given(st.integers(0, 10**9))
def test_reads_back_digits(number: int) -> None:
    assert parse_count(str(number)) == number
    assert parse_count(f"{number:,}") == number


@given(st.text(max_size=20))
def test_reads_any_text_without_failing(text: str) -> None:
    value = parse_count(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", 2019),
        ("二〇一九", 2019),
        ("二○一九", 2019),
        ("二o一一", 2011),
        ("二零零八", 2008),
        ("3019", None),
        ("年", None),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert parse_year(text) == year
