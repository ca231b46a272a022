"""The page of one agency's figures: a table over the years, charts, and the sums that do not hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.indicators import Reason
from webui.address import join, report_address, search_address
from webui.charts import Chart, Slot, bar_chart
from webui.view.document import evidence_anchor, figure_anchor
from webui.view.numbers import FailedSumView, failed_sum, form_label, number, share
from webui.wording import N_, Voice
from webui.workbench.agency_figures import AgencyFigures, Cell, Column, Derived, Group, Row, State
from webui.workbench.figures_address import figures_of_agency, search_of_agency

SIGNS = {
    State.BLANK: (N_("blank"), N_("The cell is there and states no number. This is not zero."), "○"),
    State.NO_ROW: (N_("row missing"), N_("The report's tables do not have this row."), "×"),
    State.NO_TABLE: (N_("no table"), N_("No statutory table was found in the report."), "×"),
    State.OTHER_FORM: ("", N_("The form of that year did not ask for it."), ""),
    State.NO_REPORT: ("", N_("The corpus has no report of that year."), "·"),
}
"""For each state without a value: the word in the table, what it means, and the sign in charts."""

REASONS = {
    Reason.NO_TABLE: N_("no statutory table"),
    Reason.OTHER_FORM: N_("another form"),
    Reason.SCOPE: N_("a whole territory"),
    Reason.BLANK: N_("a figure is blank or missing"),
    Reason.CONTRADICTED: N_("a sum does not hold"),
    Reason.NOTHING: N_("nothing to divide by"),
}
"""Why an indicator has no value."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The head of a column: a report, or a year without one."""

    year: str
    url: str
    """Its report; empty where there is none."""
    form: str
    copy: int
    conflict: bool
    breaks: bool
    """Whether the form differs from that of the report before."""
    missing: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One number, or why there is none."""

    text: str
    state: str
    url: str = ""
    title: str = ""
    breaks: bool = False


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
    columns: tuple[ColumnView, ...]
    groups: tuple[GroupView, ...]
    derived: tuple[RowView, ...]
    signs: tuple[tuple[str, str], ...]
    """The signs that stand in the table, and what they mean."""
    failed: tuple[FailedSumView, ...]
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
    address = figures_of_agency(figures.agency)
    return AgencyPage(
        agency=figures.agency,
        reports=voice.ngettext("%(num)s report", "%(num)s reports", reports + figures.unshown),
        reports_url=search_address(search_of_agency(figures.agency)),
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
        failed=tuple(failed_sum(one, voice) for one in figures.failed),
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
            breaks=bool(form and before and form != before),
            missing=column.report is None,
        )
        before = form or before


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
                    _cell(cell, column, voice, breaks=head.breaks)
                    for cell, column, head in zip(row.cells, columns, heads, strict=True)
                ),
            )
            for row in group.rows
        ),
        tuple(_chart(row, columns, most, voice) for row in drawn),
        tuple(zero),
    )


def _cell(cell: Cell, column: Column, voice: Voice, *, breaks: bool) -> CellView:
    report = column.report
    if cell.value is not None and report:
        prose = cell.state is State.PROSE
        anchor = evidence_anchor("requests") if prose else figure_anchor(cell.place)
        title = voice.gettext("stated in the text, not in a table") if prose else cell.figure
        state = "doubtful" if cell.doubtful else cell.state.value
        if cell.doubtful:
            title = f"{title}: {voice.gettext('a sum that it stands in does not hold')}"
        return CellView(
            number(cell.value, voice), state, report_address(report.id, anchor=anchor), title, breaks
        )
    word, about, _ = SIGNS[cell.state]
    text = cell.raw or (voice.gettext(word) if word else "")
    anchored = cell.state is State.BLANK and report
    url = report_address(report.id, anchor=figure_anchor(cell.place)) if anchored and report else ""
    return CellView(text, cell.state.value, url, voice.gettext(about), breaks)


def _chart(row: Row, columns: tuple[Column, ...], most: float, voice: Voice) -> Chart:
    title = row.series.label.said(voice.locale)
    slots = [_slot(cell, column, voice) for cell, column in zip(row.cells, columns, strict=True)]
    stated = [f"{slot.name} {slot.label}" for slot in slots if slot.value is not None]
    return bar_chart(title, ", ".join(stated), slots, most)


def _slot(cell: Cell, column: Column, voice: Voice) -> Slot:
    name = str(column.year) if column.year is not None else "?"
    short = f"’{name[-2:]}" if column.year is not None else "?"
    era = column.form.value if column.form else ""
    if cell.value is None:
        return Slot(name, short, None, SIGNS[cell.state][2], era)
    return Slot(name, short, float(cell.value), number(cell.value, voice), era)


def _derived(
    one: Derived, columns: tuple[Column, ...], heads: tuple[ColumnView, ...], voice: Voice
) -> RowView:
    cells = []
    found = zip(one.assessed.values.tolist(), one.assessed.reasons.tolist(), strict=True)
    for column, head in zip(columns, heads, strict=True):
        if column.report is None:
            about = voice.gettext(SIGNS[State.NO_REPORT][1])
            cells.append(CellView("", State.NO_REPORT.value, "", about, head.breaks))
        else:
            cells.append(_rate(*next(found), voice, breaks=head.breaks))
    said, note = one.indicator.label.said(voice.locale), one.indicator.note.said(voice.locale)
    return RowView(said, tuple(cells), one.indicator.formula, note)


def _rate(value: float, reason: int, voice: Voice, *, breaks: bool) -> CellView:
    if math.isfinite(value):
        return CellView(share(value), "value", "", "", breaks)
    about = voice.gettext(REASONS[Reason(reason)])
    if reason in (Reason.OTHER_FORM, Reason.NO_TABLE):
        return CellView("", State.OTHER_FORM.value, "", about, breaks)
    return CellView(voice.gettext("not assessable"), "unassessable", "", about, breaks)
