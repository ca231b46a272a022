"""One figure of one year: a number with the way to its place, or the sign of why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

from indexer.indicators import Reason
from webui.address import report_address
from webui.charts import Slot
from webui.view.anchors import evidence_anchor, figure_anchor
from webui.view.numbers import number, share
from webui.wording import N_, Voice
from webui.workbench.agency_figures import Cell, Column, State

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
class CellView:
    """One number, or why there is none."""

    text: str
    state: str
    url: str = ""
    title: str = ""
    breaks: bool = False


def cell_view(cell: Cell, column: Column, voice: Voice, *, breaks: bool) -> CellView:
    """A figure in the table."""
    report = column.report
    if cell.value is not None and report:
        prose = cell.state is State.PROSE
        anchor = evidence_anchor("requests") if prose else figure_anchor(cell.place)
        title = voice.gettext("stated in the text, not in a table") if prose else cell.figure
        state = "doubtful" if cell.doubtful else cell.state.value
        if cell.doubtful:
            doubt = voice.gettext("a sum that it stands in does not hold")
            title = f"{title}: {doubt}"
        return CellView(
            number(cell.value, voice), state, report_address(report.id, anchor=anchor), title, breaks
        )
    word, about, _ = SIGNS[cell.state]
    text = cell.raw or (voice.gettext(word) if word else "")
    anchored = cell.state is State.BLANK and report
    url = report_address(report.id, anchor=figure_anchor(cell.place)) if anchored and report else ""
    return CellView(text, cell.state.value, url, voice.gettext(about), breaks)


def rate_view(value: float, reason: int, url: str, voice: Voice, *, breaks: bool) -> CellView:
    """The value of an indicator in the table, with the way to its first figure."""
    if math.isfinite(value):
        return CellView(share(value), "value", url, "", breaks)
    about = voice.gettext(REASONS[Reason(reason)])
    if reason in (Reason.OTHER_FORM, Reason.NO_TABLE):
        return CellView("", State.OTHER_FORM.value, "", about, breaks)
    return CellView(voice.gettext("not assessable"), "unassessable", "", about, breaks)


def slot_of(cell: Cell, column: Column, voice: Voice) -> Slot:
    """A figure in a chart."""
    name = str(column.year) if column.year is not None else "?"
    short = f"’{name[-2:]}" if column.year is not None else "?"
    era = column.form.value if column.form else ""
    if cell.value is None:
        return Slot(name, short, None, SIGNS[cell.state][2], era)
    return Slot(name, short, float(cell.value), number(cell.value, voice), era)
