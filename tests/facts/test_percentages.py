"""C21: cases in four moods, the levels and figures of the checks, and what must hold of any share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.percentages import compare_percentages, fits
from indexer.facts.reading import Reading
from indexer.model import Check, Evidence, Figure, Span

CASES = json.loads((Path(__file__).parent.parent / "cases" / "percentages.json").read_text(encoding="utf-8"))
HEADING = "某局2021年政府信息公开工作年度报告\n一、总体情况\n工作正常。\n三、收到和处理政府信息公开申请情况\n"
TABLE = {
    "rq_new_total": 41,
    "rq_carried_in_total": 1,
    "rq_granted_total": 9,
    "rq_partial_total": 3,
    "rq_denied_state_secret_total": 2,
    "rq_denied_safety_total": 1,
    "rq_unavailable_not_held_total": 25,
    "rq_result_total_total": 40,
    "rq_carried_out_total": 2,
}
Read = Callable[[str], Reading]
Case = dict[str, Any]


def rows(*moods: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for mood in moods for case in CASES[mood]]


def checks(read: Read, text: str, table: dict[str, int]) -> tuple[Check, ...]:
    figures = [
        Figure(name, value, str(value), Evidence("cell", Span(0, 0), "")) for name, value in table.items()
    ]
    return compare_percentages(read(HEADING + text), figures, 2021)


def check(case: Case, read: Read) -> None:
    found = checks(read, case["text"], case.get("table", TABLE))
    assert [[one.ok, one.detail] for one in found] == case["checks"]


@pytest.mark.parametrize("case", rows("wild", "made_up", "must_not_change"))
def test_cases(case: Case, read: Read) -> None:
    check(case, read)


@pytest.mark.xfail(strict=True, reason="not read yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case, read: Read) -> None:
    check(case, read)


def test_a_check_names_its_figures_and_is_only_a_note(read: Read) -> None:
    (one,) = checks(read, "予以公开及部分公开占办结总数的50%。", TABLE)
    assert (one.id, one.ok, one.level) == ("C21", False, "info")
    assert one.figures == ("rq_granted_total", "rq_partial_total", "rq_result_total_total")


@pytest.mark.parametrize("table", [{}, {"rq_granted_total": 9}, {"rq_granted_total": 0, "rq_new_total": 0}])
def test_without_a_whole_there_is_no_check(read: Read, table: dict[str, int]) -> None:
    assert checks(read, "予以公开9件,占22.5%。", table) == ()


@given(st.integers(1, 100_000), st.integers(0, 3), st.data())
def test_a_share_fits_as_it_is_printed(whole: int, decimals: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    assert fits(f"{100 * part / whole:.{decimals}f}", part, whole)
