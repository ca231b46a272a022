"""Coverage to take away: a row for each place, or for each agency and year that is here or missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.spreadsheet import Cell
from webui.address import report_address
from webui.view.figures_tables import Table
from webui.workbench.coverage import By, Coverage


def coverage_table(found: Coverage, base: str) -> Table:
    """The coverage as a table: years are columns for places, and rows for agencies."""
    if found.by is By.AGENCY:
        header: tuple[str, ...] = ("agency", "year", "presence", "reports", "url")
        return Table("coverage-agency", header, _agencies(found, base), found.complete)
    header = (found.by.value, "agencies", "reports", *map(str, found.years), "year_not_stated")
    return Table(f"coverage-{found.by.value}", header, _places(found), found.complete)


def _places(found: Coverage) -> Iterator[Sequence[Cell]]:
    for row in found.places:
        counts = [row.counts.get(year, 0) for year in found.years]
        yield (row.place, row.agencies, row.reports, *counts, row.undated)


def _agencies(found: Coverage, base: str) -> Iterator[Sequence[Cell]]:
    for row in found.agencies:
        for year in found.years:
            cell = row.cells[year]
            links = (f"{base.rstrip('/')}{report_address(one)}" for one in cell.report_ids)
            yield (row.agency, year, cell.presence.value, len(cell.report_ids), " ".join(links) or None)
