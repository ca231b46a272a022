"""Values with parts inside parts <-> JSON text: the layout of a source, and statutory tables.

Everything flat has its own columns. What remains is read as a whole or not at all, so it is kept as
short JSON arrays, in the order of the fields, rather than in tables with a row for each cell.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from indexer.model import Block, Cell, Form, Grid, Page, Span, Step, Table, TableRow

_CellRow = list[int | str]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dump_steps(steps: Sequence[Step]) -> str:
    """The repairs as ``[name, changes]``."""
    return _dump([[step.name, step.changes] for step in steps])


def load_steps(text: str) -> tuple[Step, ...]:
    """What :func:`dump_steps` wrote."""
    return tuple(Step(name, changes) for name, changes in json.loads(text))


def dump_blocks(blocks: Sequence[Block]) -> str:
    """The paragraphs as ``[start, end, is a heading]``."""
    return _dump([[*block.span, int(block.heading)] for block in blocks])


def load_blocks(text: str) -> tuple[Block, ...]:
    """What :func:`dump_blocks` wrote."""
    return tuple(Block(Span(start, end), bool(heading)) for start, end, heading in json.loads(text))


def dump_pages(pages: Sequence[Page]) -> str:
    """The pages as ``[number, start, end]``."""
    return _dump([[page.number, *page.span] for page in pages])


def load_pages(text: str) -> tuple[Page, ...]:
    """What :func:`dump_pages` wrote."""
    return tuple(Page(number, Span(start, end)) for number, start, end in json.loads(text))


def dump_grids(grids: Sequence[Grid]) -> str:
    """The drawn tables as ``[start, end, rows of cells]``."""
    return _dump([[*grid.span, [[_cell(cell) for cell in row] for row in grid.rows]] for grid in grids])


def load_grids(text: str) -> tuple[Grid, ...]:
    """What :func:`dump_grids` wrote."""
    return tuple(
        Grid(tuple(tuple(map(_to_cell, row)) for row in rows), Span(start, end))
        for start, end, rows in json.loads(text)
    )


def dump_table(table: Table) -> str:
    """A statutory table's columns and rows; name, form and span have columns of their own."""
    rows = [
        {
            "group": row.group,
            "label": row.label and _cell(row.label),
            "values": [_cell(cell) for cell in row.values],
            "figures": row.figures,
        }
        for row in table.rows
    ]
    return _dump({"columns": table.columns, "rows": rows})


def load_table(name: str, form: str, span: Span, text: str) -> Table:
    """What :func:`dump_table` wrote, under its name, form and span."""
    content = json.loads(text)
    rows = tuple(
        TableRow(
            label=_to_cell(row["label"]) if row["label"] else None,
            values=tuple(map(_to_cell, row["values"])),
            figures=tuple(row["figures"]),
            group=row["group"],
        )
        for row in content["rows"]
    )
    return Table(name, Form(form), tuple(content["columns"]), rows, span)


def _cell(cell: Cell) -> _CellRow:
    """``[text, start, end]``, and the rows and columns that it covers where they are not 1."""
    plain: _CellRow = [cell.text, *cell.span]
    return plain if cell.rowspan == cell.colspan == 1 else [*plain, cell.rowspan, cell.colspan]


def _to_cell(row: tuple[str, int, int] | tuple[str, int, int, int, int]) -> Cell:
    return Cell(row[0], Span(row[1], row[2]), *row[3:])
