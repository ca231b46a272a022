"""The page of one agency's figures: a table over the years, charts, and the sums that do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.indicators import printed_figure
from webui.address import join, report_address, search_address
from webui.charts import Chart, bar_chart
from webui.view.anchors import figure_anchor
from webui.view.figure_cells import SIGNS, CellView, cell_view, rate_view, slot_of
from webui.view.numbers import FailedSumView, failed_sum, form_label
from webui.wording import Voice
from webui.workbench.agency_figures import AgencyFigures, Column, Derived, Group, Row, State
from webui.workbench.figures_address import figures_of_agency, search_of_agency


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The head of a column: a report, or a year without one."""

    year: str
    url: str
    """Its report; empty where there is none."""
    form: str
    copy: int
    conflict: bool
    has_table: bool
    breaks: bool
    """Whether the form differs from that of the report before."""
    missing: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """A statutory form, and the columns that follow it."""

    label: str
    years: int
    breaks: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One figure over the years."""

    label: str
    cells: tuple[CellView, ...]
    formula: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Figures that belong together, as a table and as charts of one scale."""

    name: str
    label: str
    rows: tuple[RowView, ...]
    charts: tuple[Chart, ...]
    always_zero: tuple[str, ...]
    """Rows that are 0 wherever they are stated; not drawn."""


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """Everything on the page."""

    agency: str
    reports: str
    """How many, as a link to them."""
    reports_url: str
    forms: tuple[FormView, ...]
    columns: tuple[ColumnView, ...]
    groups: tuple[GroupView, ...]
    derived: tuple[RowView, ...]
    signs: tuple[tuple[str, str], ...]
    """The signs that stand in the table, and what they mean."""
    failed: tuple[FailedSumView, ...]
    """What contradicts itself within a report."""
    follows: tuple[FailedSumView, ...]
    """What does not follow from the report of the year before."""
    prose: bool
    """Whether a figure is stated in the text alone."""
    doubtful: bool
    """Whether a figure stands in a sum that does not hold."""
    duplicates: bool
    conflicts: bool
    breaks: bool
    unshown: int
    coverage_url: str
    csv_url: str
    jsonl_url: str
    api_url: str
    build: int
    built_at: str


def agency_page(figures: AgencyFigures, voice: Voice, number_: int, built_at: str) -> AgencyPage:
    """The page of one agency."""
    columns = tuple(_columns(figures, voice))
    used = {cell.state for group in figures.groups for row in group.rows for cell in row.cells}
    reports = sum(column.report is not None for column in figures.columns)
    failed = [failed_sum(one, voice) for one in figures.failed]
    address = figures_of_agency(figures.agency)
    return AgencyPage(
        agency=figures.agency,
        reports=voice.ngettext("%(num)s report", "%(num)s reports", reports + figures.unshown),
        reports_url=search_address(search_of_agency(figures.agency)),
        forms=tuple(_forms(columns)),
        columns=columns,
        groups=tuple(_group(group, figures.columns, columns, voice) for group in figures.groups),
        derived=tuple(_derived(one, figures.columns, columns, voice) for one in figures.derived),
        signs=tuple(
            (
                voice.gettext(word) if word else ("·" if state is State.OTHER_FORM else "—"),
                voice.gettext(about),
            )
            for state, (word, about, _) in SIGNS.items()
            if state in used
        ),
        failed=tuple(one for one in failed if one.level != "warning"),
        follows=tuple(one for one in failed if one.level == "warning"),
        prose=State.PROSE in used,
        doubtful=any(cell.doubtful for group in figures.groups for row in group.rows for cell in row.cells),
        duplicates=any(column.copy for column in figures.columns),
        conflicts=any(column.year_conflict for column in figures.columns),
        breaks=any(column.breaks for column in columns),
        unshown=figures.unshown,
        coverage_url=join("/coverage", [("agency", figures.agency), ("by", "agency")]),
        csv_url=address.replace("/figures", "/figures.csv", 1),
        jsonl_url=address.replace("/figures", "/figures.jsonl", 1),
        api_url=f"/api/v1{address}",
        build=number_,
        built_at=built_at,
    )


def _columns(figures: AgencyFigures, voice: Voice) -> Iterator[ColumnView]:
    before = None
    for column in figures.columns:
        form = column.form
        yield ColumnView(
            year=str(column.year) if column.year is not None else voice.gettext("year not stated"),
            url=report_address(column.report.id) if column.report else "",
            form=form_label(form, voice) if column.report else "",
            copy=column.copy,
            conflict=column.year_conflict,
            has_table=form is not None,
            breaks=bool(form and before and form != before),
            missing=column.report is None,
        )
        before = form or before


def _forms(columns: tuple[ColumnView, ...]) -> Iterator[FormView]:
    """The head over the years: each stretch of one form; years without a table go with those before."""
    label, years, breaks = "", 0, False
    for column in columns:
        if column.breaks:
            yield FormView(label, years, breaks)
            label, years, breaks = column.form, 0, True
        label = label or (column.form if column.has_table else "")
        years += 1
    yield FormView(label, years, breaks)


def _group(
    group: Group, columns: tuple[Column, ...], heads: tuple[ColumnView, ...], voice: Voice
) -> GroupView:
    drawn = [row for row in group.rows if any(cell.value for cell in row.cells)]
    most = max((cell.value or 0 for row in drawn for cell in row.cells), default=0)
    zero = [
        row.series.label.said(voice.locale)
        for row in group.rows
        if row not in drawn and any(cell.state is State.VALUE for cell in row.cells)
    ]
    return GroupView(
        group.series.name,
        group.series.label.said(voice.locale),
        tuple(
            RowView(
                row.series.label.said(voice.locale),
                tuple(
                    cell_view(cell, column, voice, breaks=head.breaks)
                    for cell, column, head in zip(row.cells, columns, heads, strict=True)
                ),
            )
            for row in group.rows
        ),
        tuple(_chart(row, columns, most, voice) for row in drawn),
        tuple(zero),
    )


def _chart(row: Row, columns: tuple[Column, ...], most: float, voice: Voice) -> Chart:
    title = row.series.label.said(voice.locale)
    slots = [slot_of(cell, column, voice) for cell, column in zip(row.cells, columns, strict=True)]
    stated = [f"{slot.name} {slot.label}" for slot in slots if slot.value is not None]
    return bar_chart(title, ", ".join(stated), slots, most)


def _derived(
    one: Derived, columns: tuple[Column, ...], heads: tuple[ColumnView, ...], voice: Voice
) -> RowView:
    cells = []
    first = printed_figure(one.indicator.figures[0])
    found = zip(one.assessed.values.tolist(), one.assessed.reasons.tolist(), strict=True)
    for column, head in zip(columns, heads, strict=True):
        if column.report is None:
            about = voice.gettext(SIGNS[State.NO_REPORT][1])
            cells.append(CellView("", State.NO_REPORT.value, "", about, head.breaks))
        else:
            url = report_address(column.report.id, anchor=figure_anchor(first))
            cells.append(rate_view(*next(found), url, voice, breaks=head.breaks))
    said, note = one.indicator.label.said(voice.locale), one.indicator.note.said(voice.locale)
    return RowView(said, tuple(cells), one.indicator.formula, note)
