"""The grid of a comparison: agencies down, years across, in each place what the agency states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from indexer.model import Span
from indexer.query import Filter
from indexer.statements import Role
from webui.address import compare_address, report_address, reuse_address, search_address
from webui.language import Typed, understood
from webui.parameters import Asked
from webui.view.compare_start import FormView, form_view
from webui.view.compare_summary import chips, downloads, notes, pager, totals
from webui.view.headline import printed_title
from webui.view.hits import script_tag
from webui.view.results import LinkView
from webui.wording import N_, Voice
from webui.workbench.compare import ComparedReport, Comparison, Quoted, Row
from webui.workbench.compare_choice import DEFAULT, CompareAsked

SHOWN = 60
"""Statements of one report that the grid quotes; the others are counted. No honest list is as long."""
LONGEST = 800
"""Characters of one statement that are shown; the link leads to all of it."""
ROLES = {Role.PROBLEM: N_("Problem"), Role.REMEDY: N_("Remedy"), Role.NEITHER: ""}
"""What the roles of statements are called; introductions and headings have no label."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement, quoted."""

    words: str
    url: str
    """Its place in the original."""
    shared: str
    """How many other reports have it too; empty for none."""
    shared_url: str
    """Those reports."""


@dataclass(frozen=True, slots=True)
class RunView:
    """Statements of one role that follow each other."""

    role: str
    label: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class PlacedReport:
    """What one report states."""

    id: str
    name: str
    """Agency and year, for those who cannot see where it stands."""
    url: str
    """Its section, or the report where it has none."""
    lang: str
    has_section: bool
    runs: tuple[RunView, ...]
    more: str
    """How many further statements there are; empty for none."""
    before_url: str
    """Beside the same agency's report of the column before; empty where there is none, or several."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One agency and year: its reports, none where the corpus has none."""

    year: str
    reports: tuple[PlacedReport, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One agency."""

    agency: str
    url: str
    """Its reports, as a search."""
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything on the page of a comparison."""

    title: str
    section: str
    understood: str
    """The search that chose the agencies; empty where they were named."""
    chips: tuple[LinkView, ...]
    notes: tuple[str, ...]
    """What the page does not show, or took for something else."""
    totals: tuple[LinkView, ...]
    years: tuple[str, ...]
    rows: tuple[RowView, ...]
    form: FormView
    downloads: tuple[LinkView, ...]
    complete: bool
    pager: tuple[LinkView, ...]
    section_kind: str
    """The section for addresses; empty for the problems section, which needs no naming."""
    roles: bool
    """Whether the section is one of problems and remedies."""
    build: int
    built_at: str


def compare_page(found: Comparison, names: Sequence[str], voice: Voice) -> ComparePage:
    """The page for a comparison; ``names`` are agencies to offer."""
    asked = found.asked
    years = tuple(_year_name(year, voice) for year in found.years)
    section = voice.label("section", asked.section)
    return ComparePage(
        title=voice.gettext("Compare: %(section)s", section=section),
        section=section,
        understood=understood(asked.asked.whole, voice)
        if found.choice.searched and not asked.reports
        else "",
        chips=tuple(chips(asked, voice)),
        notes=tuple(notes(found, voice)),
        totals=tuple(totals(found, voice)),
        years=years,
        rows=tuple(_row(row, found, years, voice) for row in found.rows),
        form=form_view(asked, names, voice),
        downloads=tuple(downloads(asked)),
        complete=found.choice.complete,
        pager=tuple(pager(found)),
        section_kind="" if asked.section is DEFAULT else asked.section,
        roles=asked.section is DEFAULT,
        build=found.build,
        built_at=found.built_at,
    )


def _year_name(year: int | None, voice: Voice) -> str:
    return voice.gettext("year not stated") if year is None else str(year)


def _row(row: Row, found: Comparison, years: Sequence[str], voice: Voice) -> RowView:
    cells = []
    before: tuple[ComparedReport, ...] = ()
    for year, cell in zip(years, row.cells, strict=True):
        placed = tuple(_placed(one, row.agency, year, before, found.asked, voice) for one in cell)
        cells.append(CellView(year, placed))
        before = cell
    return RowView(
        agency=row.agency,
        url=search_address(Asked(chosen=Typed(filters=(Filter("agency", (row.agency,)),)))),
        cells=tuple(cells),
    )


def _placed(
    report: ComparedReport,
    agency: str,
    year: str,
    before: Sequence[ComparedReport],
    asked: CompareAsked,
    voice: Voice,
) -> PlacedReport:
    anchor = f"s{report.sections[0].index + 1}" if report.sections else ""
    pair = (before[0].summary.id, report.summary.id) if len(before) == 1 and before[0].sections else ()
    return PlacedReport(
        id=report.summary.id,
        name=f"{agency or printed_title(report.summary)} {year}",
        url=report_address(report.summary.id, anchor=anchor),
        lang=script_tag(report.traditional),
        has_section=bool(report.sections),
        runs=tuple(_runs(report, voice)),
        more=_more(report, voice),
        before_url=compare_address(section=asked.section, reports=pair) if pair and report.sections else "",
    )


def _runs(report: ComparedReport, voice: Voice) -> Iterator[RunView]:
    for role, some in groupby(islice(report.quoted, SHOWN), key=lambda one: one.statement.role):
        label = ROLES[role]
        yield RunView(
            str(role),
            voice.gettext(label) if label else "",
            tuple(_statement(report, one, voice) for one in some),
        )


def _statement(report: ComparedReport, quoted: Quoted, voice: Voice) -> StatementView:
    return StatementView(
        words=shortened(quoted.text),
        url=statement_address(report, quoted.statement.span),
        shared=voice.number(quoted.shared) if quoted.shared else "",
        shared_url=reuse_address(report.summary.id, quoted.core) if quoted.shared else "",
    )


def statement_address(report: ComparedReport, span: Span) -> str:
    """The place of a statement in the page of its report."""
    return report_address(report.summary.id, anchor="at", at=span)


def _more(report: ComparedReport, voice: Voice) -> str:
    more = sum(1 for _ in report.quoted) - SHOWN
    return (
        voice.ngettext("and %(num)s more statement", "and %(num)s more statements", more) if more > 0 else ""
    )


def shortened(text: str) -> str:
    """The words on one line, those beyond what is shown cut off."""
    return one_line(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def one_line(text: str) -> str:
    """The words on one line: a line end inside a Chinese sentence stands for nothing.

    >>> one_line("培训计\\n划和考核")
    '培训计划和考核'
    """
    return re.sub(r"[ \t\u3000]*\n\s*", "", text)
