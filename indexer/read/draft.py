"""Writes the text of a source that has no text of its own: HTML, PDF and Word become lines.

What is written here *is* the original of such a report: every span of it indexes this text. A block
ends with a line feed; the cells of a row stand on one line with `` | `` between them, so that a row
looks the same in every format and the words of a table occur exactly once, in their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.model import Block, Cell, Grid, Original, Page, Problem, Span

_BREAK = re.compile(r"[ \t]*\n\s*")
_BETWEEN_WORDS = re.compile(r"(?<=[\x21-\x7e])[ \t]*\n\s*(?=[\x21-\x7e])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell to be written."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Draft:
    """A text that grows by paragraphs and tables, and knows where each of them stands.

    >>> draft = Draft()
    >>> draft.paragraph("一、总体情况", heading=True)
    >>> draft.table([[Entry("规章"), Entry(""), Entry("3")]])
    [7]
    >>> draft.original("utf-8").text
    '一、总体情况\\n规章 |  | 3\\n'
    """

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _grids: list[Grid] = field(default_factory=list)
    _pages: list[Page] = field(default_factory=list)
    _page_start: int = 0

    def paragraph(self, text: str, heading: bool = False) -> None:
        """Write one block; white space alone is none."""
        text = text.strip()
        if text:
            self._blocks.append(Block(Span(self._length, self._length + len(text)), heading))
            self._write(text + "\n")

    @property
    def length(self) -> int:
        """How many characters have been written."""
        return self._length

    def table(self, rows: Sequence[Sequence[Entry]]) -> list[int]:
        """Write one table, a row to a line, and say where each row starts.

        A line break inside a cell is layout, not wording.
        """
        starts = []
        written = []
        for row in filter(None, rows):
            starts.append(self._length)
            written.append(self._row(row))
        if written:
            self._grids.append(Grid(tuple(written), Span(starts[0], self._length - 1)))
        return starts

    def page(self, number: int, end: int) -> None:
        """End a printed page: what was written before ``end`` and stands on no page yet is on it."""
        self._pages.append(Page(number, Span(self._page_start, end)))
        self._page_start = end

    def original(self, encoding: str, problems: tuple[Problem, ...] = ()) -> Original:
        """The finished text with all that was found in it."""
        text = "".join(self._parts)
        return Original(text, tuple(self._blocks), tuple(self._grids), encoding, tuple(self._pages), problems)

    def _row(self, row: Sequence[Entry]) -> tuple[Cell, ...]:
        start = self._length
        cells = []
        for number, entry in enumerate(row):
            if number:
                self._write(" | ")
            text = one_line(entry.text)
            span = Span(self._length, self._length + len(text))
            cells.append(Cell(text, span, entry.rowspan, entry.colspan))
            self._write(text)
        if any(cell.text for cell in cells):
            self._blocks.append(Block(Span(start, self._length)))
        self._write("\n")
        return tuple(cells)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def one_line(text: str) -> str:
    """Join the lines of a cell: a space between two words of Latin script or numbers, nothing elsewhere.

    >>> one_line(" 本年新\\n制作数量 "), one_line("Page\\n2")
    ('本年新制作数量', 'Page 2')
    """
    return _BREAK.sub("", _BETWEEN_WORDS.sub(" ", text.strip()))
