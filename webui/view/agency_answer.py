"""The figures of one agency as programs get them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.indicators import Reason
from webui.address import report_address
from webui.view.anchors import figure_anchor
from webui.view.numbers import failed_sum
from webui.wording import Voice
from webui.workbench.agency_figures import AgencyFigures, Cell, Column, Derived, Group
from webui.workbench.printed import FailedSum


@dataclass(frozen=True, slots=True)
class ColumnAnswer:
    """A report, or a year without one."""

    year: int | None
    report: str | None
    form: str | None
    url: str | None
    year_conflict: bool


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """One figure of one column."""

    state: str
    value: float | None
    printed: str | None
    figure: str | None
    doubtful: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """One figure over the columns."""

    group: str
    name: str
    label: str
    figures: tuple[FigureAnswer, ...]


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """An indicator of one column."""

    value: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DerivedAnswer:
    """An indicator over the columns that have a report."""

    name: str
    label: str
    formula: str
    values: tuple[RateAnswer, ...]


@dataclass(frozen=True, slots=True)
class FailedAnswer:
    """A rule that does not hold in a report."""

    report: str
    check: str
    rule: str
    level: str
    sums: tuple[str, ...]
    figures: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """One agency over the years."""

    agency: str
    columns: tuple[ColumnAnswer, ...]
    series: tuple[SeriesAnswer, ...]
    indicators: tuple[DerivedAnswer, ...]
    failed: tuple[FailedAnswer, ...]
    left_out: int


def years_answer(figures: AgencyFigures, voice: Voice) -> AgencyAnswer:
    """One agency over the years."""
    return AgencyAnswer(
        figures.agency,
        tuple(map(_column, figures.columns)),
        tuple(one for group in figures.groups for one in _series(group, figures.columns, voice)),
        tuple(_derived(one, voice) for one in figures.derived),
        tuple(failed_answer(one, voice) for one in figures.failed),
        figures.unshown,
    )


def _column(column: Column) -> ColumnAnswer:
    report = column.report
    return ColumnAnswer(
        column.year,
        report.id if report else None,
        column.form.value if column.form else None,
        report_address(report.id) if report else None,
        column.year_conflict,
    )


def _series(group: Group, columns: Sequence[Column], voice: Voice) -> Iterator[SeriesAnswer]:
    for row in group.rows:
        cells = tuple(_figure(cell, column) for cell, column in zip(row.cells, columns, strict=True))
        yield SeriesAnswer(group.series.name, row.series.name, row.series.label.said(voice.locale), cells)


def _figure(cell: Cell, column: Column) -> FigureAnswer:
    report = column.report
    placed = report is not None and cell.place
    url = report_address(report.id, anchor=figure_anchor(cell.place)) if report and placed else None
    raw = cell.raw if cell.figure else None
    return FigureAnswer(cell.state.value, cell.value, raw, cell.figure or None, cell.doubtful, url)


def _derived(one: Derived, voice: Voice) -> DerivedAnswer:
    found = zip(one.assessed.values.tolist(), one.assessed.reasons.tolist(), strict=True)
    values = tuple(
        RateAnswer(value, None) if math.isfinite(value) else RateAnswer(None, Reason(reason).name.lower())
        for value, reason in found
    )
    indicator = one.indicator
    return DerivedAnswer(indicator.name, indicator.label.said(voice.locale), indicator.formula, values)


def failed_answer(one: FailedSum, voice: Voice) -> FailedAnswer:
    """A rule that fails."""
    said = failed_sum(one, voice)
    figures = dict.fromkeys(name for check in one.checks for name in check.figures)
    return FailedAnswer(
        one.report.id, said.check.id, said.check.label, said.level, said.details, tuple(figures), said.url
    )
