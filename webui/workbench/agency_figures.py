"""The figures of one agency over the years, each with its place, or with why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indexer.builds import OpenBuild
from indexer.catalogue import FailedCheck, Tally
from indexer.facts.figures import derived_figures, summed_figures
from indexer.indicators import (
    Assessed,
    Indicator,
    SeriesGroup,
    SeriesRow,
    assess,
    indicators,
    printed_figure,
    select,
    series,
)
from indexer.model import Figure, Form, Report
from indexer.query import Filter, Query, Sort
from webui import shelf
from webui.workbench.printed import FailedSum, failed_sums

REPORTS = 40
"""Reports of one agency that are shown, the newest ones: there are twenty years, and duplicates."""


class State(StrEnum):
    """What is known of one figure of one year."""

    VALUE = "value"
    PROSE = "prose"
    """The running text states it; there is no table that does."""
    BLANK = "blank"
    """The cell is there, and states no number."""
    NO_ROW = "no_row"
    """The form has the figure, and the report's table does not."""
    NO_TABLE = "no_table"
    """The report has no statutory table that was found."""
    OTHER_FORM = "other_form"
    """The form of that year did not ask for it."""
    NO_REPORT = "no_report"
    """The corpus has no report of that year."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one column."""

    state: State
    value: int | float | None = None
    raw: str = ""
    """As printed, where the cell is no number."""
    figure: str = ""
    """Name of the figure in that year's form."""
    place: str = ""
    """Name of the figure whose cell states it; of a sum not printed, that of its first part."""
    doubtful: bool = False
    """Whether a sum that it stands in does not hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One report, or one year without any."""

    year: int | None
    report: Report | None
    copy: int
    """Counted from 1 among the reports of the same year; 0 where it is the only one."""
    year_conflict: bool = False

    @property
    def form(self) -> Form | None:
        """The form of its tables."""
        return self.report.form if self.report else None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure over all columns."""

    series: SeriesRow
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that belong together."""

    series: SeriesGroup
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """An indicator over all columns."""

    indicator: Indicator
    assessed: Assessed
    """For the columns that have a report, in their order."""


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """Everything that the reports of one agency say in numbers."""

    agency: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    derived: tuple[Derived, ...]
    failed: tuple[FailedSum, ...]
    unshown: int
    """Older reports that are left out."""


def agency_figures(build: OpenBuild, agency: str) -> AgencyFigures | None:
    """The figures of an agency by its full name; None where the corpus has no report of it."""
    query = Query(filters=(Filter("agency", (agency,)),), sort=Sort.YEAR)
    docs = build.engine.documents(query).docs
    if not docs:
        return None
    ids = build.ids_of(docs)
    reports = [shelf.whole(build, ids[doc]) for doc in docs[:REPORTS]]
    columns = tuple(_columns(reports))
    return AgencyFigures(
        agency=agency,
        columns=columns,
        groups=tuple(_groups(columns)),
        derived=tuple(_derived(columns)),
        failed=tuple(one for column in columns if column.report for one in failed_sums(column.report)),
        unshown=max(0, len(docs) - REPORTS),
    )


def _columns(reports: Iterable[Report]) -> Iterator[Column]:
    """Every year from the first to the last, oldest first; reports without a year at the end."""
    by_year: dict[int | None, list[Report]] = {}
    for report in reports:
        year = report.facet("year").value
        by_year.setdefault(year if isinstance(year, int) else None, []).append(report)
    stated = [year for year in by_year if year is not None]
    years: list[int | None] = list(range(min(stated), max(stated) + 1)) if stated else []
    for year in (*years, *([None] if None in by_year else [])):
        same = by_year.get(year, [])
        if not same:
            yield Column(year, None, 0)
        for number, report in enumerate(sorted(same, key=lambda one: one.id), 1):
            yield Column(year, report, number if len(same) > 1 else 0, "year_conflict" in _flags(report))


def _flags(report: Report) -> frozenset[str]:
    return frozenset(str(one.value) for one in report.facets if one.name == "flag")


def _groups(columns: tuple[Column, ...]) -> Iterator[Group]:
    known = [_figures(column.report) for column in columns]
    doubtful = [_doubtful(column.report) for column in columns]
    for group in series():
        yield Group(
            group,
            tuple(
                Row(
                    row,
                    tuple(
                        _cell(row, column, figures, doubts)
                        for column, figures, doubts in zip(columns, known, doubtful, strict=True)
                    ),
                )
                for row in group.rows
            ),
        )


def _figures(report: Report | None) -> dict[str, Figure]:
    """The figures of a report by name, and the sums that the form does not print."""
    printed = report.figures if report else ()
    return {one.name: one for one in (*printed, *derived_figures(printed))}


def _doubtful(report: Report | None) -> frozenset[str]:
    checks = report.checks if report else ()
    failed = (check for check in checks if check.ok is False and check.level == "error")
    doubted = {name for check in failed for name in check.figures}
    return frozenset(doubted | {name for name, parts in summed_figures() if doubted.intersection(parts)})


def _cell(row: SeriesRow, column: Column, figures: Mapping[str, Figure], doubts: frozenset[str]) -> Cell:
    report = column.report
    if report is None:
        return Cell(State.NO_REPORT)
    name = row.figures.get(report.form) if report.form else None
    figure = figures.get(name) if name else None
    if figure and figure.value is not None:
        place = figure.name if figure.raw else printed_figure(figure.name)
        return Cell(State.VALUE, figure.value, figure.raw, figure.name, place, figure.name in doubts)
    if row.name == "new" and isinstance(value := report.facet("requests").value, int | float):
        return Cell(State.PROSE, value)
    if report.form is None:
        return Cell(State.NO_TABLE)
    if name is None:
        return Cell(State.OTHER_FORM)
    if figure:
        return Cell(State.BLANK, None, figure.raw.strip(), figure.name, figure.name)
    first = printed_figure(name)
    # A sum that the form does not print lacks a part: it is blank, or its row is missing.
    return Cell(State.BLANK, None, "", name, first) if first in figures else Cell(State.NO_ROW)


def _derived(columns: tuple[Column, ...]) -> Iterator[Derived]:
    """The indicators by column; numbered by place, as no document is needed to compute them."""
    reports = [column.report for column in columns if column.report]
    tallies = [
        Tally(place, one.form, {f.name: f.value for f in _figures(one).values() if f.value is not None})
        for place, one in enumerate(reports)
    ]
    failed = [
        FailedCheck(place, 0, check)
        for place, one in enumerate(reports)
        for check in one.checks
        if check.ok is False
    ]
    scopes = {place: one.facet("scope").value for place, one in enumerate(reports)}
    said = {place: str(scope) for place, scope in scopes.items() if scope is not None}
    selection = select(tallies, failed, {}, said)
    for indicator in indicators().values():
        if indicator.denominator:  # the others are rows of their own
            assessed = assess(indicator, selection)
            if np.isfinite(assessed.values).any():
                yield Derived(indicator, assessed)
