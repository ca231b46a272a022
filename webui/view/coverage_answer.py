"""Coverage as programs get it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webui.view.coverage import coverage_address
from webui.workbench.coverage import ROWS, By, Coverage, CoverageAsked


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """One row and year."""

    year: int
    reports: int
    presence: str | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """A place or an agency."""

    name: str | None
    reports: int
    agencies: int
    missing: int
    cells: tuple[CellAnswer, ...]


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """What is here."""

    complete: bool
    by: str
    years: tuple[int, ...]
    reports: int
    earlier: int
    missing: int
    duplicates: int
    total_rows: int
    rows: tuple[RowAnswer, ...]
    next: str | None


def coverage_answer(found: Coverage, wanted: CoverageAsked) -> CoverageAnswer:
    """What is here, one page of it."""
    page = wanted.asked.page
    more = page * ROWS < found.rows
    following = replace(wanted, asked=replace(wanted.asked, page=page + 1))
    return CoverageAnswer(
        complete=found.complete,
        by=found.by.value,
        years=found.years,
        reports=found.reports,
        earlier=found.earlier,
        missing=found.missing,
        duplicates=found.duplicates,
        total_rows=found.rows,
        rows=tuple(_agencies(found) if found.by is By.AGENCY else _places(found)),
        next=coverage_address(following, "/api/v1/coverage") if more else None,
    )


def _places(found: Coverage) -> Iterator[RowAnswer]:
    for row in found.places:
        cells = tuple(CellAnswer(year, row.counts.get(year, 0), None, ()) for year in found.years)
        yield RowAnswer(row.place, row.reports, row.agencies, 0, cells)


def _agencies(found: Coverage) -> Iterator[RowAnswer]:
    for row in found.agencies:
        cells = tuple(
            CellAnswer(year, len(cell.report_ids), cell.presence.value, cell.report_ids)
            for year in found.years
            for cell in (row.cells[year],)
        )
        yield RowAnswer(row.agency, row.reports, 1, row.missing, cells)
