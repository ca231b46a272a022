"""Figures as programs get them: the numbers as numbers, what has no value as null with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from webui.address import report_address
from webui.view.agency_answer import AgencyAnswer, FailedAnswer, failed_answer, years_answer
from webui.view.numbers import check_name
from webui.wording import Voice
from webui.workbench.agency_figures import AgencyFigures
from webui.workbench.distribution import Distribution, Spread
from webui.workbench.ranking import Ranked
from webui.workbench.selection_figures import SelectionFigures


@dataclass(frozen=True, slots=True)
class BinAnswer:
    """One bar of a histogram."""

    low: float
    high: float | None
    reports: int


@dataclass(frozen=True, slots=True)
class YearAnswer:
    """The reports of one year and form."""

    form: str | None
    year: int
    of: int
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """One indicator over a selection."""

    name: str
    label: str
    formula: str
    note: str
    of: int
    spread: Spread | None
    zeros: int
    not_assessable: dict[str, int]
    bins: tuple[BinAnswer, ...]
    years: tuple[YearAnswer, ...]


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """A report behind an indicator."""

    report: str
    agency: str | None
    year: int | None
    level: str | None
    form: str | None
    scope: str | None
    value: float
    part: float
    base: float | None
    place: int | None
    url: str


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """A check, with the number of reports in which it fails."""

    check: str
    rule: str
    reports: int


@dataclass(frozen=True, slots=True)
class FiguresAnswer:
    """The figures of an agency, or of a selection."""

    complete: bool
    found: int
    read: int
    agency: AgencyAnswer | None
    indicators: tuple[IndicatorAnswer, ...]
    rows: tuple[RowAnswer, ...]
    total_rows: int
    ranked: bool
    checks: tuple[CheckAnswer, ...]
    failed: tuple[FailedAnswer, ...]


def agency_answer(figures: AgencyFigures, voice: Voice) -> FiguresAnswer:
    """One agency over the years."""
    reports = sum(column.report is not None for column in figures.columns)
    answer = years_answer(figures, voice)
    found = reports + figures.unshown
    return FiguresAnswer(not figures.unshown, found, reports, answer, (), (), 0, False, (), ())


def selection_answer(figures: SelectionFigures, voice: Voice) -> FiguresAnswer:
    """A selection."""
    detail, failures = figures.detail, figures.failures
    return FiguresAnswer(
        complete=figures.complete,
        found=figures.found,
        read=figures.read,
        agency=None,
        indicators=tuple(_indicator(one, voice) for one in figures.distributions),
        rows=tuple(map(_row, detail.rows)) if detail else (),
        total_rows=failures.total if failures.check else detail.total if detail else 0,
        ranked=bool(detail and detail.ranked),
        checks=tuple(CheckAnswer(name, check_name(name, voice).label, n) for name, n in failures.checks),
        failed=tuple(failed_answer(one, voice) for report in failures.page for one in report.sums),
    )


def _indicator(one: Distribution, voice: Voice) -> IndicatorAnswer:
    indicator = one.indicator
    return IndicatorAnswer(
        name=indicator.name,
        label=indicator.label.said(voice.locale),
        formula=indicator.formula,
        note=indicator.note.said(voice.locale),
        of=one.total,
        spread=one.spread,
        zeros=one.zeros,
        not_assessable={reason.name.lower(): count for reason, count in one.reasons},
        bins=tuple(BinAnswer(bin_.low, bin_.high, bin_.count) for bin_ in one.bins),
        years=tuple(
            YearAnswer(year.form.value if year.form else None, year.year, year.of, year.spread)
            for year in one.years
        ),
    )


def _row(row: Ranked) -> RowAnswer:
    alike = row.alike
    return RowAnswer(
        row.report_id, row.agency, alike.year, alike.level, alike.form.value if alike.form else None,
        alike.scope, row.value, row.part, row.base, row.place, report_address(row.report_id),
    )  # fmt: skip
