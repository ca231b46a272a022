"""Fees: cases in four moods, the tables, and the legal periods."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.facts.fees import Fees, find_fees, may_charge
from indexer.facts.reading import Reading
from indexer.model import Evidence, FeeStatus, Figure, Span

CASES = json.loads((Path(__file__).parent.parent / "cases" / "fees.json").read_text(encoding="utf-8"))
Read = Callable[[str], Reading]
Case = dict[str, Any]


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


def fees(case: Case, read: Read) -> Fees:
    return find_fees(read(case["text"]), (), case.get("year", 2022))


def check(case: Case, found: Fees) -> None:
    assert found.status == case["status"]
    for field, name in (
        ("amount", "amount_yuan"),
        ("notices", "notices"),
        ("notified", "notified_yuan"),
        ("spending", "spending_yuan"),
    ):
        if field in case:
            assert getattr(found, name) == case[field], name
    assert list(found.flags) == case.get("flags", [])


@pytest.mark.parametrize("case", [*rows("wild"), *rows("made_up")])
def test_fees(case: Case, read: Read) -> None:
    found = fees(case, read)
    check(case, found)
    reading = read(case["text"])
    for evidence in (found.evidence, found.amount_evidence, found.notices_evidence, found.spending_evidence):
        if evidence:
            assert evidence.text == reading.original.text[evidence.span.start : evidence.span.end]
            assert evidence.text


@pytest.mark.parametrize("case", rows("must_not_change"))
def test_is_not_stated(case: Case, read: Read) -> None:
    assert fees(case, read) == Fees(FeeStatus.NOT_STATED)


@pytest.mark.xfail(strict=True, reason="not read yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case, read: Read) -> None:
    check(case, fees(case, read))


def figure(name: str, value: float) -> Figure:
    return Figure(name, value, str(value), Evidence("cell", Span(0, 0), ""))


def test_the_tables_of_the_annexes(read: Read) -> None:
    reading = read("附表")
    by_form = {
        "e2": find_fees(reading, [figure("s2_fee_wan", 0.12)], 2015),
        "e1": find_fees(reading, [figure("s1_fee_onrequest", 35)], 2010),
        "nothing": find_fees(reading, [figure("s1_fee_total", 0)], 2010),
    }
    assert {form: (found.status, found.amount_yuan) for form, found in by_form.items()} == {
        "e2": (FeeStatus.CHARGED, 1200),
        "e1": (FeeStatus.CHARGED, 35),
        "nothing": (FeeStatus.NONE, 0),
    }


def test_a_total_that_includes_other_charges_says_nothing(read: Read) -> None:
    assert find_fees(read("附表"), [figure("s1_fee_total", 80)], 2010).status is FeeStatus.NOT_STATED


def test_an_unpaid_demand_in_table_three_proves_a_notice(read: Read) -> None:
    found = find_fees(read("本年度未收取信息处理费。"), [figure("rq_otherwise_fee_unpaid_total", 1)], 2022)
    assert found.status is FeeStatus.NOTICE_ONLY
    assert found.evidence is not None
    assert found.evidence.rule == "fee.table.unpaid"


@pytest.mark.parametrize(
    ("year", "allowed"),
    [(2008, True), (2016, True), (2017, True), (2018, False), (2019, False), (2020, False), (2021, True)],
)
def test_legal_periods(year: int, allowed: bool) -> None:
    assert may_charge(year) is allowed
