"""Plain text and Markdown -> Original: one block a line, one grid for each run of table lines.

Most copies of these reports are text that somebody took out of a web page. Three kinds of table
survive in them, and all three are read here:

* Markdown with its ``|---|`` line, or without it;
* cells with a pipe after each (``规章 | 0 | 0 |``), often torn so that each line holds one cell;
* cells with a tab between them, as a spreadsheet pastes them.

A line is never joined with its neighbour and a torn row is never mended: what the rows of a grid
mean is for the next stage to say. A blank cell is kept, with an empty span where it stands, because
in a statutory table a blank is a value of its own: it is not 0 (domain notes, rule 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.model import Block, Cell, Grid, Original, Problem, Span

_HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
_PIPE = re.compile("[|｜│]")
_TAB = re.compile("\t")
_RULE_CHARACTERS = re.compile(r"[|｜│\s:+=\-─━┌┬┐├┼┤└┴┘]*")
_RULE_MARK = re.compile(r"-{3}|:-|-:|={3}|[─━]{2}")
_RULE_CORNERS = ("+", "┌", "├", "└")
_BLANK_TABLE = re.compile(r"[|｜│\s]*")

MAX_CELLS = 20_000
"""No statutory table has a hundredth of this: more is not a table, and would only cost memory."""

_PADDING = 64
"""The widest statutory row has 16 cells. Where a mirror site pads its layout, lines have hundreds."""


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_plain(text: str, encoding: str = "utf-8", problems: tuple[Problem, ...] = ()) -> Original:
    """Find the blocks and the grids of a text; the text itself is handed on as it is.

    >>> original = read_plain("# 年报\\n\\n规章 | 0 | |\\n行政许可 | 3 |")
    >>> [original.text[b.span.start:b.span.end] for b in original.blocks if b.heading]
    ['年报']
    >>> [[cell.text for cell in row] for row in original.grids[0].rows]
    [['规章', '0', ''], ['行政许可', '3']]
    """
    lines = list(_lines(text))
    grids, table_problems = _grids(text, lines)
    blocks = tuple(block for line in lines if (block := _block(line)))
    return Original(text, blocks, grids, encoding, problems=(*problems, *table_problems))


def _lines(text: str) -> Iterator[_Line]:
    """The lines between line feeds; ``str.splitlines`` would also split at U+2028 or form feeds."""
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1


def _block(line: _Line) -> Block | None:
    body = line.text.strip()
    if not body:
        return None
    start = line.start + line.text.index(body[0])
    mark = _HEADING_MARK.match(body) if body[0] == "#" else None
    if mark:
        return Block(Span(start + mark.end(), start + len(body)), heading=True)
    return Block(Span(start, start + len(body)))


def _grids(text: str, lines: list[_Line]) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    grids: list[Grid] = []
    problems: list[Problem] = []
    run: list[_Line] = []
    separator: re.Pattern[str] | None = None
    for line in [*lines, _Line(0, "")]:
        found = _separator(line.text)
        if run and found is not separator:
            outcome = _grid(text, run, separator or _PIPE)
            if isinstance(outcome, Grid):
                grids.append(outcome)
            elif outcome:
                problems.append(outcome)
            run = []
        separator = found
        if found:
            run.append(line)
    return tuple(grids), tuple(problems)


def _separator(line: str) -> re.Pattern[str] | None:
    """What divides the cells of this line; None where the line belongs to no table."""
    pipes = line.count("|") + line.count("｜") + line.count("│")
    if pipes > _PADDING and sum(bool(part.strip()) for part in _PIPE.split(line)) * 10 < pipes:
        return None
    if pipes or (line[:1] in _RULE_CORNERS and _is_rule(line)):
        return _PIPE
    return _TAB if "\t" in line.lstrip() else None


def _is_rule(line: str) -> bool:
    """A line that only draws the table. ``- |`` and ``—— |`` are no rule: somebody entered that dash."""
    return bool(_RULE_CHARACTERS.fullmatch(line) and _RULE_MARK.search(line))


def _grid(text: str, run: list[_Line], separator: re.Pattern[str]) -> Grid | Problem | None:
    span = Span(run[0].start, run[-1].end)
    if _BLANK_TABLE.fullmatch(text, *span):
        return None
    if len(separator.findall(text, *span)) > MAX_CELLS:
        message = "A table has too many cells to be a table of such a report; it was read as text."
        return Problem("table_too_large", message, span)
    rows = tuple(_row(line, separator) for line in run if not _is_rule(line.text))
    filled = [sum(bool(cell.text) for cell in row) for row in rows]
    if sum(filled) < 2 or (separator is _TAB and (len(rows) < 2 or max(filled) < 2)):
        return None
    return Grid(rows, span)


def _row(line: _Line, separator: re.Pattern[str]) -> tuple[Cell, ...]:
    """The cells of one line. A pipe at either edge is the frame of the table, not a cell.

    A line that is nothing but one pipe is one blank cell: so a torn table writes it.
    """
    cells: list[Cell] = []
    start = line.start
    for part in separator.split(line.text):
        body = part.strip()
        at = start + len(part) - len(part.lstrip()) if body else start
        cells.append(Cell(body, Span(at, at + len(body))))
        start += len(part) + 1
    if separator is _PIPE:
        if not cells[-1].text:
            cells.pop()
        if len(cells) > 1 and not cells[0].text and _PIPE.match(line.text.lstrip()):
            cells.pop(0)
    return tuple(cells)
