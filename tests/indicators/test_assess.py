"""Indicators are computed by their formulas, and are missing where they cannot be."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.catalogue import FailedCheck, Tally
from indexer.facts.figures import summed_figures
from indexer.indicators import Kind, Reason, assess, indicators, read_stated, select, series
from indexer.indicators.stated import STATED
from indexer.model import Check, Form
from indexer.structure.forms import load_forms, load_indicators

SHANGHAI = {
    "rq_new_total": 877,
    "rq_new_natural": 700,
    "rq_carried_in_total": 0,
    "rq_result_total_total": 805,
    "rq_carried_out_total": 72,
    "rq_granted_total": 272,
    "rq_partial_total": 3,
}
"""上海市人民政府办公厅 2019, as published."""


def _value(
    name: str,
    figures: Mapping[str, float],
    form: Form | None = Form.Y2019,
    failed: tuple[str, ...] = (),
    scope: str = "own",
    **stated: float,
) -> tuple[float | None, Reason]:
    checks = [FailedCheck(1, 0, Check("C1", False, "", failed))] if failed else []
    given = {name: {1: value} for name, value in stated.items()}
    selection = select([Tally(1, form, figures)], checks, given, {1: scope})
    found = assess(indicators()[name], selection)
    value = float(found.values[0])
    return None if np.isnan(value) else value, Reason(int(found.reasons[0]))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("disclosure_rate", 275 / 805),
        ("granted_rate", 272 / 805),
        ("closed_rate", 805 / 877),
        ("carried_out_rate", 72 / 877),
        ("organisations_share", 177 / 877),
    ],
)
def test_a_published_report(name: str, value: float) -> None:
    found, reason = _value(name, SHANGHAI)
    assert found == pytest.approx(value)
    assert reason is Reason.NONE


def test_a_blank_is_not_zero() -> None:
    assert _value("denied_rate", SHANGHAI) == (None, Reason.BLANK)
    assert _value("denied_rate", SHANGHAI | {"rq_denied_total": 0}) == (0.0, Reason.NONE)


def test_nothing_is_divided_by_zero() -> None:
    none = dict.fromkeys(SHANGHAI, 0)
    assert _value("disclosure_rate", none) == (None, Reason.NOTHING)


def test_reviews_that_are_pending_are_not_decided() -> None:
    figures = {"rl_review_corrected": 1, "rl_review_total": 5, "rl_review_pending": 3}
    assert _value("review_corrected_rate", figures) == (0.5, Reason.NONE)
    assert _value("review_corrected_rate", figures | {"rl_review_pending": 5}) == (None, Reason.NOTHING)


def test_a_failed_sum_makes_its_figures_unfit() -> None:
    assert _value("disclosure_rate", SHANGHAI, failed=("rq_granted_total",)) == (None, Reason.CONTRADICTED)
    assert _value("disclosure_rate", SHANGHAI, failed=("rq_granted_natural",))[1] is Reason.NONE
    refused = SHANGHAI | {"rq_denied_total": 3}
    leaf = "rq_denied_law_total"
    assert _value("denied_rate", refused, failed=(leaf,)) == (None, Reason.CONTRADICTED)
    assert _value("requests_received", {}, failed=("rq_new_total",), requests=4)[1] is Reason.CONTRADICTED


def test_a_share_is_never_more_than_its_whole() -> None:
    impossible = SHANGHAI | {"rq_granted_total": 900}
    assert _value("granted_rate", impossible) == (None, Reason.CONTRADICTED)
    disputes = {"rl_review_total": 3, "rl_suit_total": 1, "rq_result_total_total": 2}
    assert _value("dispute_rate", disputes) == (2.0, Reason.NONE)


def test_other_forms_counted_other_things() -> None:
    assert _value("disclosure_rate", SHANGHAI, Form.E2) == (None, Reason.OTHER_FORM)
    assert _value("disclosure_rate", {}, None) == (None, Reason.NO_TABLE)
    assert _value("fee_unpaid", {"rq_otherwise_fee_unpaid_total": 1}, Form.Y2019)[1] is Reason.OTHER_FORM


def test_zero_requests_leaves_out_whole_territories() -> None:
    assert _value("zero_requests", {}, None, requests=0) == (1.0, Reason.NONE)
    assert _value("zero_requests", {}, Form.E1, requests=3) == (0.0, Reason.NONE)
    assert _value("zero_requests", {}, requests=0, scope="territory") == (None, Reason.SCOPE)
    assert _value("zero_requests", {}) == (None, Reason.BLANK)


def test_what_no_table_states_holds_for_every_form() -> None:
    assert _value("no_fee", {}, None, fee_amount_yuan=0) == (1.0, Reason.NONE)
    assert _value("no_fee", {}, Form.E1, fee_amount_yuan=120) == (0.0, Reason.NONE)
    assert _value("no_fee", {}, Form.Y2021) == (None, Reason.BLANK)
    assert _value("days_late", {}, None, days_late=12) == (12.0, Reason.NONE)


@pytest.mark.parametrize(
    ("year", "scope", "level", "published", "late"),
    [
        (2018, "own", "provincial", "2019-03-29", 0),
        (2018, "own", "county", "2019-04-02", 2),
        (2018, "own", "township", "2019-04-02", 2),
        (2019, "own", "county", "2020-03-31", 60),
        (2019, "territory", "county", "2020-03-31", 0),
        (2020, "office", "prefecture", "2021-04-01", 1),
        (2020, "own", "township", "2021-04-01", None),
        (2020, None, "county", "2021-04-01", None),
        (2020, "own", None, "2021-04-01", None),
        (None, "own", "county", "2021-04-01", None),
        (2020, "own", "county", None, None),
    ],
)
def test_days_late_follow_the_law_of_the_time(
    year: int | None, scope: str | None, level: str | None, published: str | None, late: int | None
) -> None:
    given = {"year": year, "scope": scope, "level": level, "published": published}
    facts = {name: {} if value is None else {1: value} for name, value in given.items()}
    assert read_stated(facts)["days_late"] == ({} if late is None else {1: late})


FIGURES = sorted({name for one in indicators().values() for name in one.figures if name not in STATED})


@given(st.dictionaries(st.sampled_from(FIGURES), st.integers(0, 50)), st.sampled_from([*Form, None]))
def test_every_value_is_the_formula_or_missing(figures: dict[str, int], form: Form | None) -> None:
    for name, one in indicators().items():
        value, reason = _value(name, figures, form)
        assert (value is None) == (reason is not Reason.NONE)
        if value is not None and one.kind is Kind.RATE and one.denominator:
            parts, whole = (
                sum(figures[n] for n in s.plus) - sum(figures[n] for n in s.minus)
                for s in (one.numerator, one.denominator)
            )
            assert value == parts / whole


def test_every_figure_named_exists() -> None:
    forms, annexes = load_forms(), load_indicators()
    known = {f"rq_{row.name}_{column}" for row in forms.request_rows for column in forms.request_names}
    known |= {f"{group}_{outcome}" for _, group in forms.review_groups for outcome in forms.review_names}
    known |= {name for name, _ in summed_figures()} | set(STATED)
    known |= {line.name for lines in annexes.lines.values() for line in lines}
    used = {name for one in indicators().values() for name in one.figures}
    used |= {name for group in series() for row in group.rows for name in row.figures.values()}
    assert used <= known
