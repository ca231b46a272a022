"""The reports behind an indicator: a ranking of those that are alike, else a list and where to rank."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.indicators import STATED, Indicator, Kind, printed_figure
from webui.address import report_address
from webui.view.anchors import evidence_anchor, figure_anchor
from webui.view.indicators import bin_views, said_value
from webui.view.numbers import form_label, number
from webui.wording import Voice
from webui.workbench.figures_address import figures_address, figures_of_agency
from webui.workbench.ranking import Alike, Ranked, narrowed
from webui.workbench.selection_figures import Detail, FiguresAsked

GROUPS = 12
"""Groups of reports that are alike offered for a ranking."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One report in the list behind an indicator."""

    place: str
    agency: str
    agency_url: str
    year: str
    url: str
    line: str
    value: str
    sum: str
    """Part and base of a rate; empty for counts."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with a number."""

    label: str
    url: str
    count: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class DetailView:
    """The reports behind one indicator."""

    rows: tuple[RowView, ...]
    ranked: bool
    group: str
    groups: tuple[LinkView, ...]
    unlisted: int
    rankable: bool
    sums: bool
    """Whether the values are shares of something."""
    bin: str
    all_url: str


def detail_view(detail: Detail, wanted: FiguresAsked, voice: Voice) -> DetailView:
    """The list, in the order of the values only where these can be compared."""
    one = detail.distribution.indicator
    groups = [
        LinkView(_alike(alike, voice), _group_url(alike, wanted), voice.number(count))
        for alike, count in detail.groups
    ]
    bins = tuple(bin_views(detail.distribution, wanted, voice))
    return DetailView(
        rows=tuple(_row(row, one, voice) for row in detail.rows),
        ranked=detail.ranked,
        group=groups[0].label if detail.ranked else "",
        groups=tuple(groups[:GROUPS]) if not detail.ranked else (),
        unlisted=max(0, len(groups) - GROUPS),
        rankable=one.kind is not Kind.ZERO,
        sums=one.denominator is not None,
        bin=bins[detail.bin].label if detail.bin is not None else "",
        all_url=figures_address(replace(wanted, bin=None, asked=replace(wanted.asked, page=1))),
    )


def _group_url(alike: Alike, wanted: FiguresAsked) -> str:
    asked = narrowed(wanted.asked, alike)
    return figures_address(replace(wanted, asked=asked, form=alike.form, scope=alike.scope or "", bin=None))


def _alike(alike: Alike, voice: Voice) -> str:
    parts = [
        str(alike.year) if alike.year is not None else voice.gettext("year not stated"),
        voice.label("level", alike.level) if alike.level else "",
        form_label(alike.form, voice),
        voice.label("scope", alike.scope) if alike.scope else "",
    ]
    return " · ".join(part for part in parts if part)


def _row(row: Ranked, indicator: Indicator, voice: Voice) -> RowView:
    alike = replace(row.alike, year=None)
    line = _alike(alike, voice).removeprefix(voice.gettext("year not stated")).removeprefix(" · ")
    figure = indicator.figures[0]
    told = STATED.get(figure)
    anchor = figure_anchor(printed_figure(figure)) if told is None else evidence_anchor(told) if told else ""
    counted = row.base is not None
    return RowView(
        place=str(row.place) if row.place is not None else "",
        agency=row.agency or voice.gettext("Agency not stated"),
        agency_url=figures_of_agency(row.agency) if row.agency else "",
        year=str(row.alike.year or voice.gettext("year not stated")),
        url=report_address(row.report_id, anchor=anchor),
        line=line,
        value=number(row.part, voice)
        if indicator.kind is Kind.ZERO
        else said_value(indicator, row.value, voice),
        sum=f"{number(row.part, voice)} / {number(row.base or 0, voice)}" if counted else "",
    )
