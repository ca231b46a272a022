"""A counted phrase list as a table to take away: a row for each number, with the search that it counts.

A row without a value counts all reports of the selection. There are thousands of agencies: only those are
listed that use the phrase. A line that could not be counted has a row that says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain

from indexer.engines.protocol import Held
from indexer.spreadsheet import Cell
from webui.downloads import (
    MEDIA_TYPES,
    Download,
    Value,
    csv_lines,
    incomplete_object,
    incomplete_row,
    json_lines,
)
from webui.language import say_value
from webui.view.phrase_links import Links
from webui.view.phrase_notes import RAN_OUT, left_out_said
from webui.wording import Voice
from webui.workbench.phrase_list import Listed, Matrix


@dataclass(frozen=True, slots=True)
class NumberRow:
    """How many reports of one value hold one phrase."""

    line: int
    phrase: str
    by: str
    value: str | int | None
    """None: all values together."""
    label: str | None
    of: int | None
    """How many reports there are of this value, with the phrase or without."""
    reports: int | None
    """None: the line could not be counted."""
    occurrences: int | None
    url: str | None
    problem: str | None
    build: int
    built_at: str


def phrase_download(matrix: Matrix, form: str, base: str, voice: Voice) -> Download:
    """The table as a file, ``csv`` or ``jsonl``."""
    name = f"phrases by {matrix.by} build {matrix.build}.{form}"
    header = [one.name for one in fields(NumberRow)]
    rows, short = number_rows(matrix, base, voice), _missing(matrix, voice)
    if form == "csv":
        cells: Iterator[list[Cell]] = ([getattr(row, one) for one in header] for row in rows)
        lines = csv_lines(header, chain(cells, (incomplete_row(one, len(header)) for one in short)))
    else:
        objects: Iterator[dict[str, Value]] = ({one: getattr(row, one) for one in header} for row in rows)
        lines = json_lines(chain(objects, map(incomplete_object, short)))
    return Download(name, MEDIA_TYPES[form], lines)


def number_rows(matrix: Matrix, base: str, voice: Voice) -> Iterator[NumberRow]:
    """Every number of the matrix, phrase by phrase; then the lines that could not be counted."""
    links, every = Links(matrix.asked, matrix.by), sum(matrix.reports.values())
    labels = {value: say_value(matrix.by, value, voice) for value in matrix.found_in}
    base = base.rstrip("/")
    none = Held(0, 0)

    def row(
        one: Listed, value: str | int | None, label: str | None, of: int, held: Held, url: str
    ) -> NumberRow:
        return NumberRow(
            one.line, one.text, matrix.by, value, label, of, held.reports, held.occurrences, base + url, None,
            matrix.build, matrix.built_at,
        )  # fmt: skip

    for one, counts in zip(matrix.listed.phrases, matrix.rows, strict=True):
        yield row(one, None, None, every, matrix.total(counts), links.of_phrase(one))
        for value in matrix.found_in:
            held = counts.get(value, none)
            if matrix.by == "agency" and not held.reports:
                continue
            yield row(one, value, labels[value], matrix.reports[value], held, links.of_cell(one, value))
    yield from _uncounted(matrix, voice)


def _uncounted(matrix: Matrix, voice: Voice) -> Iterator[NumberRow]:
    repeated = voice.gettext("says the same as line %(first)s")
    said = [(one.line, one.text, repeated % {"first": one.first}) for one in matrix.listed.repeated]
    said += [(one.line, one.text, one.error.said(voice)[0]) for one in matrix.listed.misread]
    for line, text, problem in sorted(said):
        yield NumberRow(
            line, text, matrix.by, None, None, None, None, None, None, problem,
            matrix.build, matrix.built_at,
        )  # fmt: skip


def _missing(matrix: Matrix, voice: Voice) -> Iterator[str]:
    """What the table lacks, for its last rows."""
    if matrix.listed.left_out:
        yield left_out_said(matrix.listed, voice)
    if not matrix.complete:
        yield voice.gettext(RAN_OUT)
