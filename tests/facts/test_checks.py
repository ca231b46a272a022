"""Checks: each rule on made-up figures, across years, and on whole made-up reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from indexer.facts.checks import check_years, run_checks
from indexer.facts.figures import read_value
from indexer.model import Check, Evidence, Figure, Form, Span
from tests.structure.layouts import values_of

CASES = json.loads((Path(__file__).parent.parent / "cases" / "checks.json").read_text(encoding="utf-8"))


def figures_of(cells: Mapping[str, str]) -> list[Figure]:
    return [
        Figure(name, read_value(name, raw)[0], raw, Evidence("made up", Span(0, len(raw)), raw))
        for name, raw in cells.items()
    ]


def checks_of(cells: Mapping[str, str], rule: str, form: Form = Form.Y2021) -> list[Check]:
    return [check for check in run_checks(figures_of(cells), form) if check.id == rule]


@pytest.mark.parametrize("case", CASES["sums"], ids=lambda case: case["label"])
def test_each_rule(case: dict[str, object]) -> None:
    cells = case["figures"]
    assert isinstance(cells, dict)
    (check,) = checks_of(cells, str(case["id"]))
    assert (check.ok, check.used_blanks) == (case["ok"], case["blanks"])
    if case["detail"] is not None:
        assert check.detail == case["detail"]


@pytest.mark.parametrize("form", [Form.Y2019, Form.Y2021])
def test_a_consistent_report_passes_every_check(form: Form) -> None:
    checks = run_checks(figures_of(values_of(form, 3)), form)
    assert [check for check in checks if check.ok is False] == []
    assert {check.id for check in checks} == {"C1", "C2", "C3", "C5", "C7", "C8"}
    assert sum(check.id == "C1" for check in checks) == 7


@pytest.mark.parametrize("form", [Form.Y2019, Form.Y2021])
def test_one_wrong_entry_fails_its_row_and_its_column(form: Form) -> None:
    cells = values_of(form, 3)
    cells["rq_granted_biz"] = str(int(cells["rq_granted_biz"]) + 1)
    failed = [check for check in run_checks(figures_of(cells), form) if check.ok is False]
    assert [(check.id, check.detail.split("：")[0]) for check in failed] == [
        ("C2", "（一）予以公开"),
        ("C3", "商业企业"),
    ]


def test_no_figures_no_checks() -> None:
    assert run_checks((), Form.Y2021) == ()


def test_the_sums_of_the_old_lists() -> None:
    cells = {
        "s1_requests": "6",
        "s1_req_inperson": "1",
        "s1_req_fax": "0",
        "s1_req_email": "0",
        "s1_req_web": "4",
        "s1_req_letter": "0",
        "s1_req_other": "0",
        "s1_answers": "6",
        "s1_ans_granted": "6",
        "s1_ans_partial": "0",
        "s1_ans_denied": "0",
    }
    checks = checks_of(cells, "C13", Form.E1)
    assert [(check.ok, check.detail) for check in checks] == [
        (False, "s1_requests：1 + 4 ≠ 6"),
        (True, "s1_answers：6 = 6"),
    ]


def test_two_years_of_one_agency() -> None:
    before = figures_of(
        {
            "rq_carried_out_total": "2",
            "pd_rules_in_force": "10",
            "pd_license_items_prev": "5",
            "pd_license_items_delta": "-1",
            "rl_review_total": "0",
        }
    )
    now = figures_of(
        {
            "rq_carried_in_total": "1",
            "pd_rules_in_force": "11",
            "pd_rules_made": "3",
            "pd_rules_repealed": "2",
            "pd_license_items_prev": "4",
            "rl_review_total": "0",
            "rl_suit_post_total": "1",
        }
    )
    checks = {check.id: check for check in check_years(before, now)}
    assert (checks["C10"].ok, checks["C10"].detail) == (False, "总计，上年结转 / 上一年结转下年度：1 ≠ 2")
    assert (checks["C11"].ok, checks["C12"].ok, checks["C7"].ok) == (True, True, False)
    assert {check.level for check in checks.values()} == {"warning"}
