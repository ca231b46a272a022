"""Report -> rows -> catalogue. A saved report is never changed: new content or rules make a new document.

The rows are made where the file is read, in a process of its own: plain tuples travel back many times
faster than a report made of small objects, and the one process that writes has less to do.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from indexer.catalogue.many import dump_totals
from indexer.catalogue.nested import dump_blocks, dump_grids, dump_pages, dump_steps, dump_table
from indexer.model import Evidence, Problem, Report, SourceFile

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report as rows, ready to be written."""

    document: Row
    """Without its number and version, which the catalogue gives it."""
    details: tuple[tuple[str, tuple[Row, ...]], ...]
    """Table by table, each row without the document number that it starts with."""


def version_of(source: SourceFile, rules: str) -> str:
    """What stands for everything that decides the extraction: content, source notes, and reading rules."""
    notes = (source.url, source.title, source.publisher, str(source.retrieved))
    return hashlib.sha256(json.dumps((source.path, source.sha256, *notes, rules)).encode()).hexdigest()[:32]


def prepare(report: Report) -> Prepared:
    """The rows of a report."""
    source = report.source
    retrieved = source.retrieved.isoformat() if source.retrieved else None
    document = (
        report.id, source.path, source.sha256, source.size, source.media_type, source.url, source.title,
        source.publisher, retrieved, report.title, report.form, report.original.encoding,
        len(report.original.text),
    )  # fmt: skip
    details = ((table, tuple(_plain(row) for row in rows)) for table, rows in _details(report))
    return Prepared(_plain(document), tuple((table, rows) for table, rows in details if rows))


def save(connection: sqlite3.Connection, prepared: Prepared, version: str) -> int:
    """Write a report, all or nothing, and return its document number; the old one if it is known."""
    known = connection.execute("SELECT doc FROM documents WHERE version = ?", (version,)).fetchone()
    if known:
        return int(known[0])
    connection.execute("SAVEPOINT save")
    try:
        document = (None, version, *prepared.document)
        doc = connection.execute(f"{_insertion('documents', document)} RETURNING doc", document).fetchone()[0]
        for table, rows in prepared.details:
            connection.executemany(_insertion(table, (doc, *rows[0])), ((doc, *row) for row in rows))
    except BaseException:
        connection.execute("ROLLBACK TO save")
        raise
    finally:
        connection.execute("RELEASE save")
    return int(doc)


def _insertion(table: str, row: Row) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"


def _plain(row: Iterable[object]) -> Row:
    """The values without the classes of the model: a member of an enumeration is its text here."""
    return tuple(value.value if isinstance(value, StrEnum) else value for value in row)


def _details(report: Report) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "texts", [_texts(report)]
    yield "sections", _sections(report)
    yield "statutory_tables", _tables(report)
    yield "figures", _figures(report)
    yield "totals", [(dump_totals(report.figures),)]
    yield "facets", _facets(report)
    yield "checks", _checks(report)
    yield "document_problems", _problems("reading", report.original.problems)
    yield "document_problems", _problems("report", report.problems)


def _texts(report: Report) -> Row:
    original, normalised = report.original, report.normalised
    return (
        original.text, normalised.text, normalised.alignment.to_bytes(), dump_steps(normalised.steps),
        dump_blocks(original.blocks), dump_grids(original.grids), dump_pages(original.pages),
    )  # fmt: skip


def _sections(report: Report) -> Iterator[Row]:
    for position, section in enumerate(report.sections):
        yield (
            position, section.kind, section.level, section.title, *section.span, *section.normalised,
            section.parent, " ".join(section.also), section.confidence,
        )  # fmt: skip


def _tables(report: Report) -> Iterator[Row]:
    for position, table in enumerate(report.tables):
        yield position, table.name, table.form, *table.span, dump_table(table)


def _figures(report: Report) -> Iterator[Row]:
    for position, figure in enumerate(report.figures):
        evidence = _evidence(figure.evidence)
        yield position, figure.name, figure.value, figure.raw, figure.unit, *evidence


def _facets(report: Report) -> Iterator[Row]:
    for position, facet in enumerate(report.facets):
        boolean = isinstance(facet.value, bool)
        yield position, facet.name, facet.value, boolean, facet.label, *_evidence(facet.evidence)


def _checks(report: Report) -> Iterator[Row]:
    for position, check in enumerate(report.checks):
        figures = " ".join(check.figures)
        yield position, check.id, check.ok, check.detail, figures, check.level, check.used_blanks


def _evidence(evidence: Evidence | None) -> Row:
    return (evidence.rule, *evidence.span, evidence.text) if evidence else (None,) * 4


def _problems(stage: str, problems: Iterable[Problem]) -> Iterator[Row]:
    for position, problem in enumerate(problems):
        yield stage, position, problem.code, problem.message, *(problem.span or (None, None))
