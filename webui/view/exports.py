"""What a search finds, as rows of a table: one for each report, or one for each passage that is quoted.

Columns have the names of the machine interface and values are as it spells them, so that a table means the
same in every language and next year; only the citation is in the reader's. Not stated is an empty cell.

``n`` of ``of`` numbers the reports, and in a list of passages ``passage_n`` of ``passages`` those of one: the
last row of a whole table has the last number of both. A table that is not whole ends in a row that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from indexer.catalogue import ReportSummary
from indexer.errors import GongkaiError
from indexer.model import FacetValue, Span
from indexer.query import NOT_STATED
from indexer.read.hosts import source_link
from indexer.snippets import Snippet
from indexer.spreadsheet import Cell
from webui.address import report_address
from webui.downloads import (
    MEDIA_TYPES,
    Download,
    Value,
    csv_lines,
    incomplete_object,
    incomplete_row,
    json_lines,
)
from webui.parameters import Asked
from webui.view.citation import Quoted, cite
from webui.view.export_rows import Incomplete, PassageRow, ReportRow, Row
from webui.wording import N_, Voice
from webui.workbench.exports import TakenReport, TakenSection, Taking

REPORTS, PASSAGES = "reports", "passages"
ROWS = (REPORTS, PASSAGES)
"""What a row of a table can stand for."""
_WHO = ("agency", "level", "province", "city", "county", "year")
_REQUESTS = ("requests", "requests_min", "requests_max")
_FEES = ("fee_status", "fee_amount_yuan")
RAN_OUT = N_("The time for a search ran out: there may be more reports than these.")


@dataclass(frozen=True, slots=True)
class Table:
    """What a table is made of."""

    taking: Taking
    asked: Asked
    rows: str
    base: str
    """The address of the site, for permanent links."""
    voice: Voice


def download(table: Table, form: str) -> Download:
    """The table as a file, ``csv`` or ``jsonl``."""
    name = f"{table.asked.text or 'gongkai'} {table.rows} build {table.taking.build}.{form}"
    if form == "csv":
        header = [one.name for one in fields(PassageRow if table.rows == PASSAGES else ReportRow)]
        lines = csv_lines(header, (_cells(row, len(header)) for row in rows(table)))
    else:
        lines = json_lines(_object(row) for row in rows(table))
    return Download(name, MEDIA_TYPES[form], lines)


def rows(table: Table) -> Iterator[Row | Incomplete]:
    """Every row; the last one says what is wrong where they are not all."""
    one_report = _passage_rows if table.rows == PASSAGES else _report_rows
    try:
        for report in table.taking.reports:
            yield from one_report(table, report)
    except GongkaiError as error:
        yield Incomplete(str(error))
        return
    if not table.taking.complete:
        yield Incomplete(table.voice.gettext(RAN_OUT))


def _cells(row: Row | Incomplete, width: int) -> list[Cell]:
    if isinstance(row, Incomplete):
        return incomplete_row(row.message, width)
    values = (getattr(row, one.name) for one in fields(row))
    return ["; ".join(value) if isinstance(value, tuple) else value for value in values]


def _object(row: Row | Incomplete) -> Mapping[str, Value]:
    if isinstance(row, Incomplete):
        return incomplete_object(row.message)
    return {one.name: getattr(row, one.name) for one in fields(row)}


def _report_rows(table: Table, report: TakenReport) -> Iterator[ReportRow]:
    summary, sections = report.summary, report.sections or ()
    facts = {facet.name: facet.value for facet in summary.facets}
    first = next((section for section in sections if section.passages), None)
    passage = first.passages[0] if first else None
    yield ReportRow(
        n=report.number,
        of=table.taking.total,
        id=summary.id,
        **{name: facts.get(name) for name in (*_WHO, "department", *_REQUESTS, *_FEES)},
        requests_status=_requests_status(facts),
        flags=tuple(str(one.value) for one in summary.facets if one.name == "flag" and one.value is not None),
        title=summary.title,
        sections=tuple(one.section.path for one in sections),
        occurrences=None if report.sections is None else sum(one.occurrences for one in sections),
        section=first.section.path if first else None,
        passage=passage.text if passage else None,
        passage_url=_link(table, summary, passage.span) if passage else None,
        url=_link(table, summary),
        source_url=source_link(summary.source.url),
        sha256=summary.source.sha256,
        build=table.taking.build,
        built_at=table.taking.built_at,
    )


def _passage_rows(table: Table, report: TakenReport) -> Iterator[PassageRow]:
    summary = report.summary
    found = [(section, one) for section in report.sections or () for one in section.passages]
    facts = {facet.name: facet.value for facet in summary.facets}
    for number, (section, passage) in enumerate(found, 1):
        link = _link(table, summary, passage.span)
        words = tuple(passage.text[mark.start : mark.end] for mark in passage.marks)
        yield PassageRow(
            n=report.number,
            of=table.taking.total,
            passage_n=number,
            passages=len(found),
            id=summary.id,
            **{name: facts.get(name) for name in _WHO},
            section=section.section.path,
            heading=section.section.title,
            passage=passage.text,
            words=words,
            starts_inside=passage.cut_start,
            ends_inside=passage.cut_end,
            start=passage.span.start,
            end=passage.span.end,
            unquoted=section.unquoted,
            citation=_citation(table, summary, section, passage, link),
            url=link,
            source_url=source_link(summary.source.url, words[0] if words else None),
            sha256=summary.source.sha256,
            build=table.taking.build,
            built_at=table.taking.built_at,
        )


def _citation(
    table: Table, summary: ReportSummary, section: TakenSection, passage: Snippet, link: str
) -> str:
    quoted = Quoted(passage.text, section.section)
    return cite(summary, link, table.taking.built_at, table.voice, quoted)


def _requests_status(facts: Mapping[str, FacetValue | None]) -> str:
    if facts.get("requests") is not None:
        return str(facts.get("requests_qualifier") or "exact")
    bounded = any(facts.get(name) is not None for name in _REQUESTS)
    return "bounds" if bounded else NOT_STATED


def _link(table: Table, summary: ReportSummary, at: Span | None = None) -> str:
    return f"{table.base.rstrip('/')}{report_address(summary.id, at=at)}"
