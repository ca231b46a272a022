"""A comparison for programs: the grid, or two reports side by side, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.model import FacetValue
from webui.address import compare_address, report_address
from webui.view.compare import statement_address
from webui.workbench.compare import ComparedReport, Comparison
from webui.workbench.compare_pair import Pair, Side

API = "/api/v1/compare"


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One statement: ``text`` is exactly what stands from ``start`` to ``end`` of the original."""

    role: str
    marker: str
    text: str
    start: int
    end: int
    shared: int | None
    url: str


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """What one report states."""

    id: str
    title: str | None
    agency: FacetValue | None
    year: FacetValue | None
    url: str
    sha256: str
    has_section: bool
    statements: tuple[StatementAnswer, ...]


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """One agency and year; no reports: the corpus has none."""

    year: int | None
    reports: tuple[ReportAnswer, ...]


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """One row of the grid."""

    agency: str
    cells: tuple[CellAnswer, ...]


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """One statement of a pair; ``changed`` are places in its text."""

    role: str
    text: str
    start: int
    end: int
    changed: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PairRowAnswer:
    """What stands side by side; null where the other report has nothing like it."""

    same: bool
    left: SideAnswer | None
    right: SideAnswer | None


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """Two reports side by side."""

    left: ReportAnswer
    right: ReportAnswer
    rows: tuple[PairRowAnswer, ...]
    bounded: bool


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """The answer to a comparison: a grid, or a pair where two reports are named."""

    section: str
    complete: bool
    total_agencies: int
    years: tuple[int | None, ...]
    earlier_years: int
    agencies: tuple[AgencyAnswer, ...]
    pair: PairAnswer | None
    next: str | None


def grid_answer(found: Comparison) -> CompareAnswer:
    """The grid, for a program."""
    asked, page = found.asked, found.asked.asked.page
    following = compare_address(
        asked.asked, section=asked.section, reports=asked.reports, page=page + 1, path=API
    )
    return CompareAnswer(
        section=str(asked.section),
        complete=found.choice.complete,
        total_agencies=len(found.choice.names),
        years=found.years,
        earlier_years=found.earlier,
        agencies=tuple(
            AgencyAnswer(
                row.agency,
                tuple(
                    CellAnswer(year, tuple(map(_report, cell)))
                    for year, cell in zip(found.years, row.cells, strict=True)
                ),
            )
            for row in found.rows
        ),
        pair=None,
        next=following if page < found.choice.pages else None,
    )


def pair_answer(pair: Pair) -> CompareAnswer:
    """The pair, for a program."""
    rows = tuple(PairRowAnswer(row.same, _side(row.left), _side(row.right)) for row in pair.rows)
    found = PairAnswer(_report(pair.left), _report(pair.right), rows, pair.bounded)
    return CompareAnswer(str(pair.section), True, 0, (), 0, (), found, None)


def _report(report: ComparedReport) -> ReportAnswer:
    summary = report.summary
    return ReportAnswer(
        id=summary.id,
        title=summary.title,
        agency=summary.facet("agency").value,
        year=summary.facet("year").value,
        url=report_address(summary.id),
        sha256=summary.source.sha256,
        has_section=bool(report.sections),
        statements=tuple(_statements(report)),
    )


def _statements(report: ComparedReport) -> Iterator[StatementAnswer]:
    for one in report.quoted:
        url = statement_address(report, one.statement.span)
        role = str(one.statement.role)
        yield StatementAnswer(role, one.statement.marker, one.text, *one.statement.span, one.shared, url)


def _side(side: Side | None) -> SideAnswer | None:
    if side is None:
        return None
    start, end = side.quoted.statement.span
    changed = tuple((one.start - start, one.end - start) for one in side.changed)
    return SideAnswer(str(side.quoted.statement.role), side.quoted.text, start, end, changed)
