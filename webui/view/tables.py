"""Tables of a report as real tables: cells as printed, the figure each gives, and sums that do not hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup, escape

from indexer.model import Cell, Check, Figure, Grid, Span, Table
from webui.render import Layer, LayerKind, render_line, render_paragraphs
from webui.wording import N_, Voice

TITLES = {
    "pd": N_("Proactive disclosure (article 20)"),
    "rq": N_("Requests received and handled"),
    "rl": N_("Administrative review and litigation"),
    "s1": N_("Statistics annex"),
    "s2": N_("Statistics of disclosure"),
}


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell."""

    words: Markup
    """As printed, with marks and anchors."""
    figure: str = ""
    """Name of the figure that it gives."""
    title: str = ""
    """The same with the number that was read."""
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """One row."""

    cells: tuple[CellView, ...]
    notes: tuple[str, ...] = ()
    """Sums that do not hold, written out."""
    head: bool = False
    """Whether it heads the rows below it."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table and, folded, the text that it was read from."""

    caption: str
    """What table it is, in our words; empty for a table of the source that is not a statutory one."""
    columns: tuple[str, ...]
    labels: int
    """Columns of labels before the values."""
    rows: tuple[RowView, ...]
    raw: Markup
    raw_open: bool
    """Whether the folded text holds a mark, or the passage of a link, that no cell shows."""


def statutory(
    table: Table,
    text: str,
    span: Span,
    layers: Sequence[Layer],
    checks: Sequence[Check],
    voice: Voice,
    figures: Sequence[Figure] = (),
) -> TableView:
    """A recognised table; ``span`` is the stretch of text that it stands for on this page."""
    read = {one.name: _said(one, voice) for one in figures}
    layers = sorted(layers, key=_start)
    noted: set[int] = set()
    shown: list[Layer] = []
    rows: list[RowView] = []
    blocks = _own_columns(table)
    for group, members in groupby(table.rows, key=lambda row: row.group):
        same = list(members)
        if blocks:
            rows.append(_block_head(group))
        for number, row in enumerate(same):
            cells = []
            if not blocks and _grouped(table) and not number:
                cells.append(CellView(escape(group), rowspan=len(same), header=True))
            if _labelled(table):
                cells.append(_cell(row.label, text, layers, shown, header=True))
            for value, figure in zip(row.values, row.figures, strict=True):
                cell = _cell(value, text, layers, shown)
                cells.append(replace(cell, figure=figure or "", title=read.get(figure or "", figure or "")))
            rows.append(RowView(tuple(cells), _notes(row.figures, checks, noted)))
    if blocks:
        rows = [_padded(row, max(len(other.cells) for other in rows)) for row in rows]
    raw, raw_open = _raw(text, span, layers, shown)
    labels = int(_grouped(table) and not blocks) + int(_labelled(table))
    return TableView(voice.gettext(TITLES[table.name]), table.columns, labels, tuple(rows), raw, raw_open)


def _own_columns(table: Table) -> bool:
    """Whether each block of the table has columns of its own, named in its group: the form's table 二."""
    return not table.columns and any(_BLOCK in row.group for row in table.rows)


_BLOCK = "："
_COLUMN = " · "


def _block_head(group: str) -> RowView:
    name, _, columns = group.partition(_BLOCK)
    heads = (CellView(escape(column), header=True) for column in columns.split(_COLUMN))
    return RowView((CellView(escape(name), header=True), *heads), head=True)


def _padded(row: RowView, width: int) -> RowView:
    return replace(row, cells=(*row.cells, *[CellView(Markup())] * (width - len(row.cells))))


def _grouped(table: Table) -> bool:
    return any(row.group for row in table.rows)


def _labelled(table: Table) -> bool:
    return any(row.label for row in table.rows)


def _start(layer: Layer) -> int:
    return layer.span.start


def _cell(
    cell: Cell | None,
    text: str,
    layers: list[Layer],
    shown: list[Layer],
    *,
    header: bool = False,
) -> CellView:
    if cell is None:
        return CellView(Markup(), header=header)
    first = bisect_left(layers, cell.span.start, key=_start)
    last = bisect_right(layers, cell.span.end, lo=first, key=_start)
    inside = [one for one in layers[first:last] if one.span.end <= cell.span.end]
    shown.extend(inside)
    words = render_line(text, cell.span, inside)
    return CellView(words, rowspan=cell.rowspan, colspan=cell.colspan, header=header)


def _said(figure: Figure, voice: Voice) -> str:
    """A figure with the number that was read, which a blank cell does not give."""
    value = voice.gettext("not stated") if figure.value is None else voice.number(figure.value)
    return f"{figure.name} = {value}"


def _notes(figures: Sequence[str | None], checks: Sequence[Check], noted: set[int]) -> tuple[str, ...]:
    """The failed sums of a row; each is told once, at the first of its figures."""
    here = [
        (number, check)
        for number, check in enumerate(checks)
        if number not in noted and check.ok is False and set(check.figures) & set(figures)
    ]
    noted.update(number for number, _ in here)
    return tuple(f"{check.id}: {check.detail}" for _, check in here)


def _raw(text: str, span: Span, layers: Sequence[Layer], shown: Sequence[Layer]) -> tuple[Markup, bool]:
    """The text that the table was read from. What a cell shows keeps its colour here, not its anchor."""
    inside = [one for one in layers if one.span.start < span.end and span.start < one.span.end]
    told = set(shown)
    hidden = [one for one in inside if one not in told]
    plain = [Layer(one.span, one.kind) for one in inside if one in told]
    is_open = any(one.kind in (LayerKind.MARK, LayerKind.PASSAGE) for one in hidden)
    return render_paragraphs(text, span, [*hidden, *plain]), is_open


def plain_grid(grid: Grid, text: str, layers: Sequence[Layer]) -> TableView:
    """A table of the source as its markup draws it."""
    layers = sorted(layers, key=_start)
    shown: list[Layer] = []
    rows = tuple(RowView(tuple(_cell(cell, text, layers, shown) for cell in row)) for row in grid.rows if row)
    raw, raw_open = _raw(text, grid.span, layers, shown)
    return TableView("", (), 0, rows, raw, raw_open)


def worth_drawing(grid: Grid) -> bool:
    """Whether a grid is a table to a reader; pages laid out with tables leave many that are not."""
    rows = [row for row in grid.rows if sum(bool(cell.text.strip()) for cell in row) > 1]
    return len(rows) > 1 and max(len(cell.text) for row in rows for cell in row) < 400
