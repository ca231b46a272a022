"""A comparison as a table: one row a statement, in the agency's own words, with its place and content hash.

A report without the section, or whose section says nothing, has one row without a statement, ``0`` of ``0``:
that it is silent is an answer. What the corpus has no report of has no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from indexer.errors import GongkaiError
from indexer.model import FacetValue, SectionKind
from indexer.read.hosts import source_link
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
from webui.view.compare import statement_address
from webui.view.exports import RAN_OUT
from webui.wording import Voice
from webui.workbench.compare import ComparedReport, Every, Quoted


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement."""

    agency: FacetValue | None
    year: FacetValue | None
    id: str
    n: int
    of: int
    section: str | None
    role: str | None
    marker: str | None
    text: str | None
    """In the original wording: exactly what stands from ``start`` to ``end``."""
    start: int | None
    end: int | None
    shared: int | None
    """Other reports of the collection with the same sentences, numbers aside; empty where it has no role."""
    url: str
    source_url: str | None
    """The official page; None where it is not known or not trusted."""
    sha256: str
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class _Incomplete:
    message: str


def compare_table(every: Every, section: SectionKind, form: str, base: str, voice: Voice) -> Download:
    """The whole comparison as a file, ``csv`` or ``jsonl``; ``base`` is the address of the site."""
    rows = _rows(every, base.rstrip("/"), voice)
    header = [one.name for one in fields(StatementRow)]
    if form == "csv":
        cells = (
            incomplete_row(row.message, len(header)) if isinstance(row, _Incomplete) else list(astuple(row))
            for row in rows
        )
        lines = csv_lines(header, cells)
    else:
        lines = json_lines(_object(row, header) for row in rows)
    return Download(f"compare {section} build {every.build}.{form}", MEDIA_TYPES[form], lines)


def _object(row: StatementRow | _Incomplete, header: list[str]) -> Mapping[str, Value]:
    if isinstance(row, _Incomplete):
        return incomplete_object(row.message)
    return {name: getattr(row, name) for name in header}


def _rows(every: Every, base: str, voice: Voice) -> Iterator[StatementRow | _Incomplete]:
    try:
        for report in every.reports:
            yield from _of_report(report, every, base)
    except GongkaiError as error:
        yield _Incomplete(str(error))
        return
    if not every.choice.complete:
        yield _Incomplete(voice.gettext(RAN_OUT))


def _of_report(report: ComparedReport, every: Every, base: str) -> Iterator[StatementRow]:
    quoted = [(section.section.path, one) for section in report.sections for one in section.statements]
    if not quoted:
        path = report.sections[0].section.path if report.sections else None
        yield _row(report, every, base, (0, 0), path, None)
    for number, (path, one) in enumerate(quoted, 1):
        yield _row(report, every, base, (number, len(quoted)), path, one)


def _row(
    report: ComparedReport,
    every: Every,
    base: str,
    place: tuple[int, int],
    section: str | None,
    quoted: Quoted | None,
) -> StatementRow:
    summary = report.summary
    statement = quoted.statement if quoted else None
    return StatementRow(
        agency=summary.facet("agency").value,
        year=summary.facet("year").value,
        id=summary.id,
        n=place[0],
        of=place[1],
        section=section,
        role=str(statement.role) if statement else None,
        marker=statement.marker if statement else None,
        text=quoted.text if quoted else None,
        start=statement.span.start if statement else None,
        end=statement.span.end if statement else None,
        shared=quoted.shared if quoted else None,
        url=base + (statement_address(report, statement.span) if statement else report_address(summary.id)),
        source_url=source_link(summary.source.url),
        sha256=summary.source.sha256,
        build=every.build,
        built_at=every.built_at,
    )
