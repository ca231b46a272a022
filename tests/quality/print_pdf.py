"""A report as the PDF that an office program prints: full lines, ruled tables that run over pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.read.pdf_writer import HEIGHT, Sheet, pdf
from tests.structure.layouts import Box, Grid

_LINE, _LEFT, _RIGHT, _TOP, _BOTTOM = 22, 60, 540, 70, HEIGHT - 70
_LARGE, _SMALL = 12, 6
"""The sizes of running text and of the cells of tables."""
Strip = tuple[int, Callable[[Sheet, int], object]]
"""A part of a page that is not broken: its height, and what draws it at a distance from the top."""


def print_pdf(parts: Sequence[str | Grid]) -> bytes:
    """The paragraphs and tables on as many pages as they need."""
    sheets, y = [Sheet()], _TOP
    for part in parts:
        for height, draw in _lines(part) if isinstance(part, str) else _rows(part):
            if y + height > _BOTTOM:
                sheets[-1].text(290, HEIGHT - 40, f"- {len(sheets)} -", 10)
                sheets.append(Sheet())
                y = _TOP
            draw(sheets[-1], y)
            y += height
        y += 0 if isinstance(part, str) else _LINE
    return pdf(sheets)


def placed(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """Every cell with its row and its first column."""
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(grid):
        left = 0
        for box in row:
            while (top, left) in taken:
                left += 1
            taken |= {(top + down, left + across) for down in range(box.down) for across in range(box.across)}
            yield top, left, box


def _lines(paragraph: str) -> Iterator[Strip]:
    width = (_RIGHT - _LEFT) // _LARGE
    rest = "　　" + paragraph if len(paragraph) > width else paragraph
    while rest:
        line, rest = rest[:width], rest[width:]
        yield _LINE, _draw_line(line)


def _draw_line(line: str) -> Callable[[Sheet, int], object]:
    return lambda sheet, y: sheet.text(_LEFT, y + 14, line, _LARGE)


@dataclass(frozen=True)
class _Row:
    """One row of a ruled table."""

    chunks: dict[int, list[str]]
    """First column of each cell -> its lines."""
    borders: frozenset[int]
    """Columns with a rule at their left."""
    ruled: frozenset[int]
    """Columns with a rule above: all but those of cells that go on from the row before."""
    step: float

    @property
    def height(self) -> int:
        return (_SMALL + 2) * max(2, *(len(lines) + 1 for lines in self.chunks.values()))

    def draw(self, sheet: Sheet, y: int) -> None:
        for column in self.ruled:
            sheet.line(self._x(column), y, self._x(column + 1), y)
        for column in self.borders:
            sheet.line(self._x(column), y, self._x(column), y + self.height)
        for column, lines in self.chunks.items():
            for number, line in enumerate(lines, start=1):
                sheet.text(self._x(column) + 2, y + number * (_SMALL + 2), line, _SMALL)

    def _x(self, column: int) -> float:
        return _LEFT + self.step * column


def _rows(grid: Grid) -> Iterator[Strip]:
    """The rows of a ruled table, each as high as its longest cell needs; merged cells stay merged."""
    width = max(sum(box.across for box in row) for row in grid)
    step = (_RIGHT - _LEFT) / width
    cells = list(placed(grid))
    for top in range(len(grid)):
        going_on = {
            column
            for row, left, box in cells
            if row < top < row + box.down
            for column in range(left, left + box.across)
        }
        row = _Row(
            {left: _wrapped(box.text, step * box.across) for at, left, box in cells if at == top},
            frozenset(left for at, left, box in cells if at <= top < at + box.down) | {width},
            frozenset(range(width)) - going_on,
            step,
        )
        yield row.height, row.draw
    yield 1, lambda sheet, y: sheet.line(_LEFT, y, _RIGHT, y)


def _wrapped(text: str, width: float) -> list[str]:
    size = max(1, int((width - 4) // _SMALL))
    return [text[at : at + size] for at in range(0, len(text), size)]
