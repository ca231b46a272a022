"""A sum that does not hold, beside the rows of the table that it stands in, as printed."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import Check, Report, Table, TableRow

ROWS = 8
"""Rows shown of a sum over many; those that add nothing are left out first."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell as printed."""

    text: str
    figure: str
    """Name of its figure; empty for none."""
    summed: bool
    """Whether it stands in the sum."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed."""

    label: str
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class FailedSum:
    """A rule that fails, for one column or several, with the rows that it speaks of."""

    report: Report
    checks: tuple[Check, ...]
    """All of one rule."""
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    left_out: int
    """Rows of the sum that are not shown: they are 0 or blank."""
    figure: str
    """The first figure of the sum that a cell gives: the place to look at. Empty where none does."""


def failed_sums(report: Report) -> tuple[FailedSum, ...]:
    """Every check of a report that fails, errors first."""
    order = {"error": 0, "warning": 1, "info": 2}
    rules: dict[tuple[int, str], list[Check]] = {}
    for check in report.checks:
        if check.ok is False:
            rules.setdefault((order[check.level], check.id), []).append(check)
    return tuple(_printed(report, tuple(rules[rule])) for rule in sorted(rules))


def _printed(report: Report, checks: tuple[Check, ...]) -> FailedSum:
    wanted = frozenset(name for check in checks for name in check.figures)
    for table in report.tables:
        rows = [row for row in table.rows if wanted & set(row.figures)]
        if rows:
            kept = _telling(rows, wanted)
            shown = tuple(_row(row, wanted) for row in kept)
            first = next(cell.figure for row in shown for cell in row.cells if cell.summed)
            return FailedSum(report, checks, _columns(table, kept), shown, len(rows) - len(kept), first)
    return FailedSum(report, checks, (), (), 0, "")


def _telling(rows: list[TableRow], wanted: frozenset[str]) -> list[TableRow]:
    """The rows that add something to the sum; the last one, which has the total, always."""
    if len(rows) <= ROWS:
        return rows
    *parts, last = rows
    return [*(row for row in parts if _adds(row, wanted)), last]


def _adds(row: TableRow, wanted: frozenset[str]) -> bool:
    texts = (cell.text for cell, name in zip(row.values, row.figures, strict=True) if name in wanted)
    return any(text.strip() not in ("", "0", "/", "-", "—") for text in texts)


def _row(row: TableRow, wanted: frozenset[str]) -> PrintedRow:
    label = " ".join((row.label.text if row.label else row.group).split())
    cells = zip(row.values, row.figures, strict=True)
    return PrintedRow(
        label, tuple(PrintedCell(cell.text.strip(), name or "", name in wanted) for cell, name in cells)
    )


def _columns(table: Table, rows: list[TableRow]) -> tuple[str, ...]:
    width = max(len(row.values) for row in rows)
    return table.columns if len(table.columns) == width else ()
