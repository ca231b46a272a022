"""Reporting year and day of publication: cases in four moods, and dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.dates import find_dates
from indexer.facts.facets import conflicting_year
from indexer.facts.period import find_years
from indexer.facts.published import find_publication
from indexer.facts.reading import Reading

CASES = json.loads((Path(__file__).parent.parent / "cases" / "period.json").read_text(encoding="utf-8"))
Read = Callable[[str], Reading]
Case = dict[str, Any]
DAYS = st.dates(date(2008, 1, 1), date(2030, 12, 31))


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


def check(case: Case, read: Read) -> None:
    reading = read(case["text"])
    years = find_years(reading, case.get("url"))
    assert (years[0].value if years else None) == case["year"]
    if "rule" in case:
        assert years[0].evidence.rule == case["rule"]
    assert (conflicting_year(years) is not None) == case.get("conflict", False)
    for found in years:
        span = found.evidence.span
        assert found.evidence.text == reading.original.text[span.start : span.end]
    if "published" in case:
        publication = find_publication(reading, case.get("url"), case["year"])
        assert (str(publication.value) if publication.value else None) == case["published"]
        assert list(publication.flags) == case.get("flags", [])


@pytest.mark.parametrize("case", [*rows("wild"), *rows("made_up")])
def test_year_and_publication(case: Case, read: Read) -> None:
    check(case, read)


@pytest.mark.parametrize("case", rows("must_not_change"))
def test_no_year_is_determined(case: Case, read: Read) -> None:
    assert find_years(read(case["text"])) == ()


@pytest.mark.xfail(strict=True, reason="not read yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case, read: Read) -> None:
    check(case, read)


@given(
    DAYS,
    st.sampled_from(
        ["{y}年{m}月{d}日", "{y}-{m}-{d}", "{y}/{m:02}/{d:02}", "{y}.{m}.{d}", "{y}{m:02}{d:02}"]
    ),
)
def test_every_way_to_write_a_day(day: date, form: str) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day)
    assert [found.exact for found in find_dates(text)] == [day]


@given(DAYS)
def test_lost_separators_give_the_day_or_nothing(day: date) -> None:
    found = list(find_dates(f"{day.year}{day.month}{day.day}日"))
    assert [date_.exact for date_ in found] in ([day], [])


@given(st.text(alphabet="2019年月日号一二〇.-/ (至)", max_size=40))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(text[found.start : found.end] for found in find_dates(text))
