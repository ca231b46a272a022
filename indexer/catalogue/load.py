"""Rows -> reports: whole ones, and light ones for lists of hits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any, Literal

from indexer.catalogue.nested import load_blocks, load_grids, load_pages, load_steps, load_table
from indexer.errors import NotFoundError
from indexer.model import (
    Check,
    Evidence,
    Facet,
    Figure,
    Form,
    Normalised,
    Original,
    Problem,
    Report,
    Section,
    SectionKind,
    SourceFile,
    Span,
)
from indexer.text.align import Alignment

_SOURCE = "path, sha256, size, media_type, url, source_title, publisher, retrieved"
_SECTION = "kind, level, title, start, end, normalised_start, normalised_end, parent, also, confidence"
_KINDS = {str(kind): kind for kind in SectionKind}
"""Looked up, as lists of hits need hundreds; an enumeration takes several times as long to find a member."""


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What a list of hits shows of a report: no texts, no figures, and facets without their evidence."""

    id: str
    doc: int
    source: SourceFile
    title: str | None
    form: Form | None
    facets: tuple[Facet, ...]
    sections: tuple[Section, ...]

    def facet(self, name: str) -> Facet:
        """The facet of that name; one without a value where the report does not state it."""
        return next((facet for facet in self.facets if facet.name == name), Facet(name, None))


def load(connection: sqlite3.Connection, doc: int) -> Report:
    """The report exactly as it was saved."""
    row = connection.execute(
        f"SELECT report_id, title, form, {_SOURCE} FROM documents WHERE doc = ?", (doc,)
    ).fetchone()
    if row is None:
        raise _missing(doc)
    report_id, title, form, *source = row
    text, normalised = load_texts(connection, doc)
    return Report(
        id=report_id,
        source=_source(source),
        original=_original(connection, doc, text),
        normalised=normalised,
        title=title,
        form=Form(form) if form else None,
        sections=_sections(connection, doc),
        tables=tuple(
            load_table(name, table_form, Span(start, end), content)
            for name, table_form, start, end, content in _rows(
                connection, doc, "name, form, start, end, content", "statutory_tables"
            )
        ),
        figures=load_figures(connection, doc),
        facets=_facets(connection, doc),
        checks=tuple(
            Check(name, None if ok is None else bool(ok), detail, tuple(figures.split()), level, bool(blanks))
            for name, ok, detail, figures, level, blanks in _rows(
                connection, doc, "id, ok, detail, figures, level, used_blanks", "checks"
            )
        ),
        problems=_problems(connection, doc, "report"),
    )


def load_figures(connection: sqlite3.Connection, doc: int) -> tuple[Figure, ...]:
    """The figures of a document, alone."""
    return tuple(
        Figure(name, value, raw, Evidence(rule, Span(start, end), quote), unit)
        for name, value, raw, unit, rule, start, end, quote in _rows(
            connection, doc, "name, value, raw, unit, rule, start, end, quote", "figures"
        )
    )


def load_texts(connection: sqlite3.Connection, doc: int) -> tuple[str, Normalised]:
    """The original text of a document and its searchable one, without the layout."""
    row = connection.execute(
        "SELECT original, normalised, alignment, steps FROM texts WHERE doc = ?", (doc,)
    ).fetchone()
    if row is None:
        raise _missing(doc)
    original, normalised, alignment, steps = row
    return original, Normalised(normalised, Alignment.from_bytes(alignment), load_steps(steps))


def _original(connection: sqlite3.Connection, doc: int, text: str) -> Original:
    """The original with its layout."""
    encoding, blocks, grids, pages = connection.execute(
        "SELECT encoding, blocks, grids, pages FROM texts JOIN documents USING (doc) WHERE doc = ?", (doc,)
    ).fetchone()
    problems = _problems(connection, doc, "reading")
    return Original(text, load_blocks(blocks), load_grids(grids), encoding, load_pages(pages), problems)


def summaries(connection: sqlite3.Connection, docs: Sequence[int]) -> tuple[ReportSummary, ...]:
    """The light form of each document, in the order asked for; one question to each table for all of them."""
    heads = _rows_of(connection, docs, f"report_id, title, form, {_SOURCE}", "documents", order="doc")
    facets = _rows_of(connection, docs, "name, value, boolean, label", "facets")
    sections = _rows_of(connection, docs, _SECTION, "sections")
    found = []
    for doc in docs:
        if doc not in heads:
            raise _missing(doc)
        ((report_id, title, form, *source),) = heads[doc]
        found.append(
            ReportSummary(
                report_id, doc, _source(source), title, Form(form) if form else None,
                tuple(
                    Facet(name, bool(value) if boolean else value, label)
                    for name, value, boolean, label in facets.get(doc, ())
                ),
                tuple(starmap(_section, sections.get(doc, ()))),
            )
        )  # fmt: skip
    return tuple(found)


def load_searchable(connection: sqlite3.Connection, doc: int) -> str:
    """The text of a document that is searched, alone."""
    row = connection.execute("SELECT normalised FROM texts WHERE doc = ?", (doc,)).fetchone()
    if row is None:
        raise _missing(doc)
    return str(row[0])


def names(connection: sqlite3.Connection, table: Literal["facets", "figures"]) -> tuple[str, ...]:
    """Every name that a facet, or a figure, of any document has."""
    return tuple(name for (name,) in connection.execute(f"SELECT DISTINCT name FROM {table} ORDER BY name"))


def find_reports(connection: sqlite3.Connection, agency: str, year: int) -> tuple[tuple[str, int], ...]:
    """Report id and document of every version of an agency's reports for a year, in a build or not."""
    # CROSS JOIN keeps the order of the tables: an agency has few reports, a year has thousands.
    rows = connection.execute(
        "SELECT report_id, doc FROM facets AS a CROSS JOIN facets AS y USING (doc) JOIN documents USING (doc)"
        " WHERE a.name = 'agency' AND a.value = ? AND y.name = 'year' AND y.value = ? ORDER BY doc",
        (agency, year),
    )
    return tuple(rows.fetchall())


def _missing(doc: int) -> NotFoundError:
    return NotFoundError(f"The catalogue has no document {doc}.", "Run: gongkai build")


def _rows(connection: sqlite3.Connection, doc: int, columns: str, table: str) -> sqlite3.Cursor:
    return connection.execute(f"SELECT {columns} FROM {table} WHERE doc = ? ORDER BY position", (doc,))


def _rows_of(
    connection: sqlite3.Connection,
    docs: Sequence[int],
    columns: str,
    table: str,
    order: str = "doc, position",
) -> dict[int, list[tuple[Any, ...]]]:
    """The rows of each of several documents; no entry for a document without any."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in connection.execute(
        f"SELECT doc, {columns} FROM {table} WHERE doc IN (SELECT value FROM json_each(?)) ORDER BY {order}",
        (json.dumps(list(docs)),),
    ):
        found.setdefault(row[0], []).append(row[1:])
    return found


def _source(row: Sequence[str | int | None]) -> SourceFile:
    path, sha256, size, media_type, url, title, publisher, retrieved = row
    return SourceFile(
        str(path), str(sha256), int(size or 0), str(media_type), _text(url), _text(title), _text(publisher),
        date.fromisoformat(str(retrieved)) if retrieved else None,
    )  # fmt: skip


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _sections(connection: sqlite3.Connection, doc: int) -> tuple[Section, ...]:
    return tuple(starmap(_section, _rows(connection, doc, _SECTION, "sections")))


def _section(
    kind: str, level: int, title: str, start: int, end: int, first: int, last: int,
    parent: str | None, also: str, confidence: float,
) -> Section:  # fmt: skip
    return Section(
        kind=_KINDS[kind],
        level=level,
        title=title,
        span=Span(start, end),
        normalised=Span(first, last),
        parent=_KINDS[parent] if parent else None,
        also=tuple(_KINDS[one] for one in also.split()),
        confidence=confidence,
    )


def _facets(connection: sqlite3.Connection, doc: int) -> tuple[Facet, ...]:
    columns = "name, value, boolean, label, rule, start, end, quote"
    return tuple(
        Facet(
            name, bool(value) if boolean else value, label,
            Evidence(rule, Span(start, end), quote) if rule is not None else None,
        )
        for name, value, boolean, label, rule, start, end, quote in _rows(connection, doc, columns, "facets")
    )  # fmt: skip


def _problems(connection: sqlite3.Connection, doc: int, stage: str) -> tuple[Problem, ...]:
    rows = connection.execute(
        "SELECT code, message, start, end FROM document_problems"
        " WHERE doc = ? AND stage = ? ORDER BY position",
        (doc, stage),
    )
    return tuple(
        Problem(code, message, None if start is None else Span(start, end))
        for code, message, start, end in rows
    )
