"""Report -> rows. A saved report is never changed: new content, notes or rules make a new document."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator

from indexer.catalogue.nested import dump_blocks, dump_grids, dump_pages, dump_steps, dump_table
from indexer.model import Evidence, Problem, Report, SourceFile

_Row = tuple[object, ...]


def version_of(source: SourceFile, rules: str) -> str:
    """What stands for everything that decides the extraction: content, source notes, and reading rules."""
    parts = (
        source.path,
        source.sha256,
        source.url,
        source.title,
        source.publisher,
        str(source.retrieved),
        rules,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def save(connection: sqlite3.Connection, report: Report, version: str) -> int:
    """Write the report, all or nothing, and return its document number; the old one if it is known."""
    known = connection.execute("SELECT doc FROM documents WHERE version = ?", (version,)).fetchone()
    if known:
        return int(known[0])
    connection.execute("SAVEPOINT save")
    try:
        doc = _insert_document(connection, report, version)
        for table, rows in _details(report):
            _insert(connection, table, ((doc, *row) for row in rows))
    except BaseException:
        connection.execute("ROLLBACK TO save")
        raise
    finally:
        connection.execute("RELEASE save")
    return doc


def _insert_document(connection: sqlite3.Connection, report: Report, version: str) -> int:
    source = report.source
    retrieved = source.retrieved.isoformat() if source.retrieved else None
    row = (
        version, report.id, source.path, source.sha256, source.size, source.media_type, source.url,
        source.title, source.publisher, retrieved, report.title, report.form, report.original.encoding,
    )  # fmt: skip
    cursor = connection.execute(f"INSERT INTO documents VALUES (NULL, {', '.join('?' * len(row))})", row)
    doc = cursor.lastrowid
    if doc is None:
        raise sqlite3.DatabaseError("the document got no number")
    return doc


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[_Row]) -> None:
    rows = list(rows)
    if rows:
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _details(report: Report) -> Iterator[tuple[str, Iterable[_Row]]]:
    """The rows of every other table, each without the document number that it starts with."""
    yield "texts", [_texts(report)]
    yield "sections", _sections(report)
    yield (
        "statutory_tables",
        (
            (position, table.name, table.form, *table.span, dump_table(table))
            for position, table in enumerate(report.tables)
        ),
    )
    yield (
        "figures",
        (
            (position, figure.name, figure.value, figure.raw, figure.unit, *_evidence(figure.evidence))
            for position, figure in enumerate(report.figures)
        ),
    )
    yield "facets", (
        (
            position, facet.name, facet.value, isinstance(facet.value, bool), facet.label,
            *_evidence(facet.evidence),
        )
        for position, facet in enumerate(report.facets)
    )  # fmt: skip
    yield "checks", (
        (
            position, check.id, check.ok, check.detail, " ".join(check.figures), check.level,
            check.used_blanks,
        )
        for position, check in enumerate(report.checks)
    )  # fmt: skip
    yield "document_problems", _problems("reading", report.original.problems)
    yield "document_problems", _problems("report", report.problems)


def _texts(report: Report) -> _Row:
    original, normalised = report.original, report.normalised
    return (
        original.text, normalised.text, normalised.alignment.to_bytes(), dump_steps(normalised.steps),
        dump_blocks(original.blocks), dump_grids(original.grids), dump_pages(original.pages),
    )  # fmt: skip


def _sections(report: Report) -> Iterator[_Row]:
    for position, section in enumerate(report.sections):
        yield (
            position, section.kind, section.level, section.title, *section.span, *section.normalised,
            section.parent, " ".join(section.also), section.confidence,
        )  # fmt: skip


def _evidence(evidence: Evidence | None) -> _Row:
    return (evidence.rule, *evidence.span, evidence.text) if evidence else (None,) * 4


def _problems(stage: str, problems: Iterable[Problem]) -> Iterator[_Row]:
    for position, problem in enumerate(problems):
        yield stage, position, problem.code, problem.message, *(problem.span or (None, None))
