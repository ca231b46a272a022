"""Figures -> checks: the arithmetic that a report's own figures must satisfy (勾稽关系).

A failed check is a story, not an error of the program: the figures stay as printed, and the check
shows the sum. C1 is the form's own rule; the others follow from its totals (domain notes, section 3.6).
A blank cell counts as 0 in these sums only, and only beside filled ones; the check says that it did.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.model import Check, Figure, Form, Report
from indexer.structure.forms import load_forms

Figures = Mapping[str, Figure]

_NAMES = {
    "C1": "新收 + 上年结转 = 办理结果总计 + 结转下年度",
    "C2": "each row adds up to its 总计",
    "C3": "the results add up to （七）总计",
    "C5": "the outcomes add up to their 总计",
    "C7": "litigation after review needs a review",
    "C8": "counts are whole and not negative",
    "C13": "the lines of the annex add up",
}


@dataclass(frozen=True, slots=True)
class _Sums:
    totals: tuple[tuple[str, str, tuple[str, ...]], ...]
    money: frozenset[str]


@cache
def _sums() -> _Sums:
    data = tomllib.loads(files("indexer.data").joinpath("checks.toml").read_text("utf-8"))
    totals = tuple((row["id"], row["total"], tuple(row["parts"])) for row in data["sum"])
    return _Sums(totals, frozenset(data["money"]))


def run_checks(figures: Sequence[Figure], form: Form | None) -> tuple[Check, ...]:
    """Every check that one report allows; a rule that has nothing to work on says so once."""
    by_name = {figure.name: figure for figure in figures}
    if not by_name:
        return ()
    if form in (Form.E1, Form.E2):
        return (*_or_unassessable("C13", _annex(by_name)), _whole_numbers(figures))
    return (
        *_or_unassessable("C1", _balance(by_name)),
        *_or_unassessable("C2", _rows(by_name)),
        *_or_unassessable("C3", _results(by_name)),
        *_or_unassessable("C5", _outcomes(by_name)),
        _litigation_after_review(by_name, None),
        _whole_numbers(figures),
    )


def _or_unassessable(rule: str, checks: Iterable[Check | None]) -> tuple[Check, ...]:
    done = tuple(check for check in checks if check)
    return done or (Check(rule, None, f"{_NAMES[rule]}: a figure is missing", ()),)


def compare(
    rule: str, where: str, left: Sequence[str], right: Sequence[str], figures: Figures, level: str = "error"
) -> Check | None:
    """Whether two sums of figures are equal; None where a figure is missing or is not a number.

    Only the terms that are not 0 are shown, and at least one of each side.
    """
    used = [*left, *right]
    found = [figures.get(name) for name in used]
    if any(figure is None or (figure.value is None and not _is_blank(figure)) for figure in found):
        return None
    blanks = [figure for figure in found if figure and figure.value is None]
    if len(blanks) == len(found):
        return None
    totals = [sum(_value(figures[name]) for name in side) for side in (left, right)]
    ok = abs(totals[0] - totals[1]) < 1e-6
    shown = f" {'=' if ok else '≠'} ".join(_terms(side, figures) for side in (left, right))
    return Check(rule, ok, f"{where}：{shown}", tuple(used), level, used_blanks=bool(blanks))


def _is_blank(figure: Figure) -> bool:
    """Blank, or crossed out: nothing was counted here. A cell with unreadable words is neither."""
    return not figure.raw.strip(" \u3000/\\-—－―*~无")


def _value(figure: Figure) -> int | float:
    return figure.value or 0


def _terms(names: Sequence[str], figures: Figures) -> str:
    values = [_value(figures[name]) for name in names]
    shown = [value for value in values if value] if len(values) > 2 else values
    return " + ".join(str(value) for value in shown or [0])


def _balance(figures: Figures) -> Iterator[Check | None]:
    forms = load_forms()
    for label, column in zip(forms.request_columns, forms.request_names, strict=True):
        left = [f"rq_{row}_{column}" for row in ("new", "carried_in")]
        right = [f"rq_{row}_{column}" for row in ("result_total", "carried_out")]
        yield compare("C1", label, left, right, figures)


def _rows(figures: Figures) -> Iterator[Check | None]:
    forms = load_forms()
    *columns, last = forms.request_names
    for row in forms.request_rows:
        total = figures.get(f"rq_{row.name}_{last}")
        if total is None or total.value is None:
            continue
        parts = [f"rq_{row.name}_{column}" for column in columns]
        yield compare("C2", row.label, parts, [total.name], figures)


def _results(figures: Figures) -> Iterator[Check | None]:
    forms = load_forms()
    form = Form.Y2019 if "rq_otherwise_total" in figures else Form.Y2021
    rows = [row.name for row in forms.rows_of(form) if row.is_result]
    for label, column in zip(forms.request_columns, forms.request_names, strict=True):
        parts = [f"rq_{row}_{column}" for row in rows]
        yield compare("C3", label, parts, [f"rq_result_total_{column}"], figures)


def _outcomes(figures: Figures) -> Iterator[Check | None]:
    forms = load_forms()
    *outcomes, last = forms.review_names
    for label, group in forms.review_groups:
        parts = [f"{group}_{outcome}" for outcome in outcomes]
        yield compare("C5", label, parts, [f"{group}_{last}"], figures)


def _annex(figures: Figures) -> Iterator[Check | None]:
    for rule, total, parts in _sums().totals:
        yield compare(rule, total, parts, [total], figures)


def _litigation_after_review(current: Figures, previous: Figures | None) -> Check:
    """A suit that follows a review presupposes one, in this year or the year before."""
    names = ("rl_suit_post_total", "rl_review_total")
    suits, reviews = (current[name].value if name in current else None for name in names)
    before = previous["rl_review_total"].value if previous and "rl_review_total" in previous else None
    detail = f"复议后起诉 {_shown(suits)}，行政复议 {_shown(reviews)}，上一年行政复议 {_shown(before)}"
    if suits is None or reviews is None:
        return Check("C7", None, detail, names, "warning")
    if not suits or reviews or before:
        return Check("C7", True, detail, names, "warning")
    return Check("C7", None if before is None else False, detail, names, "warning")


def _shown(value: int | float | None) -> str:
    return "?" if value is None else str(value)


def _whole_numbers(figures: Sequence[Figure]) -> Check:
    wrong = [
        figure
        for figure in figures
        if figure.value is not None
        and not figure.name.endswith("_delta")
        and (figure.value < 0 or (figure.value != int(figure.value) and not _is_money(figure.name)))
    ]
    detail = "; ".join(f"{figure.name} {figure.raw}" for figure in wrong) or _NAMES["C8"]
    return Check("C8", not wrong, detail, tuple(figure.name for figure in wrong))


def _is_money(name: str) -> bool:
    return name in _sums().money or name.endswith("_wan") or "_fee" in name


def check_years(previous: Sequence[Figure], current: Sequence[Figure]) -> tuple[Check, ...]:
    """C7 and C10 to C12 over the reports of one agency for two years that follow each other.

    A reorganised agency breaks these sums honestly; so they are warnings.
    """
    before = {figure.name: figure for figure in previous}
    now = {figure.name: figure for figure in current}
    both = {f"{name}@previous": figure for name, figure in before.items()} | now
    forms = load_forms()
    checks = [
        compare(
            "C10",
            f"{label}，上年结转 / 上一年结转下年度",
            [f"rq_carried_in_{column}"],
            [f"rq_carried_out_{column}@previous"],
            both,
            "warning",
        )
        for label, column in zip(forms.request_columns, forms.request_names, strict=True)
    ]
    labels = {name: row.label for row in forms.blocks for name in row.figures}
    for item in ("license", "service", "penalty", "coercion", "adminfee"):
        prev, delta = f"pd_{item}_items_prev", f"pd_{item}_items_delta"
        where = f"{labels[prev]}，上一年项目数量 / 上一年报告的数量 + 增减"
        parts = [f"{prev}@previous", f"{delta}@previous"]
        checks.append(compare("C11", where, [prev], parts, both, "warning"))
    for item in ("rules", "normdocs"):
        valid, repealed = f"pd_{item}_in_force", f"pd_{item}_repealed"
        where = f"{labels[valid]}，现行有效 + 本年废止 / 上一年现行有效 + 本年制发"
        parts = [f"{valid}@previous", f"pd_{item}_made"]
        checks.append(compare("C12", where, [valid, repealed], parts, both, "warning"))
    return (*(check for check in checks if check), _litigation_after_review(now, before))


def join_years(report: Report, previous: Sequence[Figure]) -> tuple[Check, ...]:
    """The checks of a report, and those against the year before; C7 then knows both of its years."""
    years = check_years(previous, report.figures)
    own = {check.id for check in report.checks}
    kept = (check for check in report.checks if check.id != "C7")
    return (*kept, *(check for check in years if check.id != "C7" or "C7" in own))
