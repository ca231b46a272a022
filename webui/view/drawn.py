"""Which tables a page draws, and the stretch of text that each stands for.

A recognised table begins at its first row of figures. Its printed header, the rule that joins its cells and
the bars that a lost layout left behind stand around it; they belong to the table and not to the prose, and
go with it into the folded text. Nothing is dropped: what a table does not stand for stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from indexer.model import Grid, Report, Span, Table
from webui.view.tables import worth_drawing

_PROSE = 60
"""A line with more characters than this is a sentence and not a label."""
_SEPARATORS = " \t\xa0\u3000|｜-—－:+="
_SENTENCE = re.compile(r"[。！？!?]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table to draw, and the stretch of text that it stands for on the page."""

    what: Table | Grid
    span: Span


def drawn_tables(report: Report) -> list[Drawn]:
    """The tables to draw, in order, none over another: statutory ones first, then those of the source."""
    taken: list[Drawn] = []
    tables = [Drawn(table, whole_table(table, report)) for table in report.tables]
    grids = [Drawn(grid, grid.span) for grid in report.original.grids if worth_drawing(grid)]
    for one in (*tables, *grids):
        free = all(one.span.end <= other.span.start or other.span.end <= one.span.start for other in taken)
        if one.span.start < one.span.end and free:
            taken.append(one)
    return sorted(taken, key=lambda one: one.span)


def whole_table(table: Table, report: Report) -> Span:
    """A recognised table with its printed header and what its layout left behind, within its section."""
    room = _room(table, report)
    text = report.original.text
    grids = [grid.span for grid in report.original.grids if _overlap(grid.span, table.span)]
    start, end = table.span
    for line in _lines_before(text, room.start, start):
        if not _belongs(line, report, grids):
            break
        start = line.start
    for line in _lines_after(text, end, room.end):
        if not _belongs(line, report, grids):
            break
        end = line.end
    return Span(start, end)


def _room(table: Table, report: Report) -> Span:
    """How far the table can reach: its section, and no other table."""
    borders = [place for section in report.sections for place in section.span]
    before = [other.span.end for other in report.tables if other.span.end <= table.span.start]
    after = [other.span.start for other in report.tables if other.span.start >= table.span.end]
    floor = max((place for place in (*borders, *before) if place <= table.span.start), default=0)
    ceiling = min(
        (place for place in (*borders, *after) if place >= table.span.end), default=len(report.original.text)
    )
    return Span(floor, ceiling)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _lines_before(text: str, floor: int, start: int) -> Iterator[Span]:
    """The rest of the line above, then the lines above, nearest first."""
    while start > floor:
        above = max(floor, text.rfind("\n", floor, start - 1) + 1)
        yield Span(above, start)
        start = above


def _lines_after(text: str, end: int, ceiling: int) -> Iterator[Span]:
    while end < ceiling:
        line_end = text.find("\n", end, ceiling)
        below = ceiling if line_end < 0 else line_end + 1
        yield Span(end, below)
        end = below


def _belongs(line: Span, report: Report, grids: list[Span]) -> bool:
    """Whether a line beside a table is a part of it: separators, a label of its header, a row of its grid.

    Some pages are laid out with one table around everything, so a sentence is never a row.
    """
    printed = report.original.text[line.start : line.end]
    words = printed.strip().strip(_SEPARATORS)
    if not words:
        return bool(printed.strip())
    start, end = report.normalised.alignment.to_normalised(line)
    cells = [cell.strip() for cell in re.split(r"[|\n]", report.normalised.text[start:end]) if cell.strip()]
    if cells and all(cell in _header_words() for cell in cells):
        return True
    if "勾稽关系" in report.normalised.text[start:end]:
        return True
    inside = any(grid.start <= line.start and line.end <= grid.end + 1 for grid in grids)
    return inside and not any(len(cell) > _PROSE or _SENTENCE.search(cell) for cell in cells)


@cache
def _header_words() -> frozenset[str]:
    raw = resources.files(__package__).joinpath("table_headers.txt").read_text(encoding="utf-8")
    return frozenset(line for line in raw.splitlines() if line and not line.startswith("#"))
