"""Figures to take away: of one agency a row for each figure and year, of a selection one for each report."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from indexer.builds import OpenBuild
from indexer.indicators import assess, indicators
from indexer.spreadsheet import Cell
from webui.address import report_address
from webui.downloads import MEDIA_TYPES, Download, csv_lines, incomplete_object, incomplete_row, json_lines
from webui.view.anchors import figure_anchor
from webui.view.numbers import check_name
from webui.wording import N_, Voice
from webui.workbench.agency_figures import AgencyFigures
from webui.workbench.ranking import by_name, ranked_rows
from webui.workbench.selection import Chosen
from webui.workbench.selection_figures import ANY, FiguresAsked

UNFINISHED = N_("The time ran out before every report was read: there are more that match.")

_ABOUT = ("agency", "year", "level", "scope", "form", "report")


@dataclass(frozen=True, slots=True)
class Table:
    """A table on its way out."""

    name: str
    header: tuple[str, ...]
    rows: Iterator[Sequence[Cell]]
    complete: bool = True


def download(table: Table, form: str, voice: Voice) -> Download:
    """The table as ``csv`` or ``jsonl``; one that is not complete says so in its last line."""
    return Download(f"{table.name}.{form}", MEDIA_TYPES[form], _content(table, form, voice))


def _content(table: Table, form: str, voice: Voice) -> Iterator[bytes]:
    unfinished = voice.gettext(UNFINISHED)
    if form == "csv":
        last = [] if table.complete else [incomplete_row(unfinished, len(table.header))]
        return csv_lines(table.header, chain(table.rows, last))
    objects = (dict(zip(table.header, row, strict=True)) for row in table.rows)
    return json_lines(chain(objects, [] if table.complete else [incomplete_object(unfinished)]))


def agency_table(figures: AgencyFigures, base: str, voice: Voice) -> Table:
    """One row for each figure of each year; a year without a report has rows that say so."""
    header = (
        "agency",
        "year",
        "report",
        "form",
        "group",
        "name",
        "label",
        "state",
        "value",
        "printed",
        "url",
    )
    return Table(f"figures-{figures.agency}", header, _agency_rows(figures, base, voice))


def _agency_rows(figures: AgencyFigures, base: str, voice: Voice) -> Iterator[Sequence[Cell]]:
    for group in figures.groups:
        for row in group.rows:
            for cell, column in zip(row.cells, figures.columns, strict=True):
                report = column.report
                anchor = figure_anchor(cell.place) if cell.place else ""
                yield (
                    figures.agency, column.year, report.id if report else None,
                    column.form.value if column.form else None, group.series.name,
                    cell.figure or row.series.name,
                    row.series.label.said(voice.locale), cell.state.value, cell.value,
                    cell.raw if report else None, _url(base, report.id, anchor) if report else None,
                )  # fmt: skip


def selection_table(build: OpenBuild, chosen: Chosen, wanted: FiguresAsked, base: str, voice: Voice) -> Table:
    """The reports of a selection with every indicator, or with one of them, or with the sums that fail."""
    if wanted.check:
        header: tuple[str, ...] = (*_ABOUT, "check", "rule", "kind", "sum", "figures", "url")
        rows = _failed_rows(build, chosen, wanted.check, base, voice)
    elif wanted.indicator:
        header = (*_ABOUT, wanted.indicator, "part", "base", "place", "url")
        rows = _indicator_rows(build, chosen, wanted, base)
    else:
        header = (*_ABOUT, *indicators(), "url")
        rows = _report_rows(build, chosen, base)
    return Table("figures", header, rows, chosen.complete)


def _report_rows(build: OpenBuild, chosen: Chosen, base: str) -> Iterator[Sequence[Cell]]:
    columns = chosen.columns()
    values = [assess(one, columns).values for one in indicators().values()]
    ids = build.ids_of(chosen.docs)
    for place, doc in enumerate(chosen.docs):
        found = [float(column[place]) for column in values]
        stated = [_round(value) for value in found]
        yield (*_about(chosen, place, ids[doc]), *stated, _url(base, ids[doc]))


def _indicator_rows(
    build: OpenBuild, chosen: Chosen, wanted: FiguresAsked, base: str
) -> Iterator[Sequence[Cell]]:
    places = {doc: place for place, doc in enumerate(chosen.docs)}
    rows = ranked_rows(build, chosen, chosen.columns(), indicators()[wanted.indicator])
    for row in sorted(rows, key=by_name):
        about = _about(chosen, places[row.doc], row.report_id)
        value, part, whole = _round(row.value), _round(row.part), row.base and _round(row.base)
        yield (*about, value, part, whole, row.place, _url(base, row.report_id))


def _failed_rows(
    build: OpenBuild, chosen: Chosen, check: str, base: str, voice: Voice
) -> Iterator[Sequence[Cell]]:
    places = {doc: place for place, doc in enumerate(chosen.docs)}
    ids = build.ids_of([one.doc for one in chosen.failed])
    for one in chosen.failed:
        if check in (ANY, one.check.id):
            name = check_name(one.check.id, voice)
            anchor = figure_anchor(one.check.figures[0]) if one.check.figures else ""
            yield (
                *_about(chosen, places[one.doc], ids[one.doc]), name.id, name.label, one.check.level,
                one.check.detail, " ".join(one.check.figures), _url(base, ids[one.doc], anchor),
            )  # fmt: skip


def _about(chosen: Chosen, place: int, report_id: str) -> tuple[Cell, ...]:
    tally = chosen.tallies[place]
    doc = tally.doc
    return (
        chosen.agencies.get(doc), chosen.years.get(doc), chosen.levels.get(doc), chosen.scopes.get(doc),
        tally.form.value if tally.form else None, report_id,
    )  # fmt: skip


def _round(value: float) -> int | float | None:
    """None where there is no value: an empty cell, never 0."""
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else round(value, 6)


def _url(base: str, report_id: str, anchor: str = "") -> str:
    return f"{base.rstrip('/')}{report_address(report_id, anchor=anchor)}"
