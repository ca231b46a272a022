"""One PDF page -> its lines and ruled tables, from top to bottom.

A PDF has no lines and no tables, only glyphs and strokes at coordinates. Glyphs inside the cells of a
ruled table go to their cell; all others are gathered into lines. So each glyph is written exactly once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.read.draft import Entry, one_line

_SAME_EDGE = 3.0
_RULE_WIDTH = 4.0
_PROSE = 400
_MAX_EDGES = 4_000
"""A page with more strokes is a drawing; looking for tables in it takes minutes."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character and its box; ``y`` grows downwards."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the glyph: near enough the size of its font."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one base line, as text."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a ruled table: where its borders are, and what is written between them."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table by its cells."""

    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        """Its upper border."""
        return min(box.top for box in self.boxes)

    @property
    def columns(self) -> list[float]:
        """The vertical borders, from left to right."""
        return _edges(edge for box in self.boxes for edge in (box.x0, box.x1))

    def continues(self, other: RuledTable) -> bool:
        """Was this table cut off ``other`` by a page break? Its borders stand where the other's stand."""
        few, many = sorted((self.columns, other.columns), key=len)
        outer = abs(few[0] - many[0]) + abs(few[-1] - many[-1])
        return outer < 2 * _SAME_EDGE and all(any(abs(a - b) < 2 * _SAME_EDGE for b in many) for a in few)

    def joined(self, below: RuledTable) -> RuledTable:
        """Both as one table, the other one under this one."""
        drop = max(box.bottom for box in self.boxes) - below.top
        moved = (Box(b.text, b.x0, b.x1, b.top + drop, b.bottom + drop) for b in below.boxes)
        return RuledTable((*self.boxes, *moved))

    def rows(self) -> list[list[Entry]]:
        """The cells in rows; spans are counted in the borders that a cell's sides skip."""
        columns = self.columns
        lines = _edges(edge for box in self.boxes for edge in (box.top, box.bottom))
        rows: list[list[Entry]] = [[] for _ in lines]
        for box in sorted(self.boxes, key=lambda box: (_place(lines, box.top), box.x0)):
            first = _place(lines, box.top)
            rowspan = max(_place(lines, box.bottom) - first, 1)
            colspan = max(_place(columns, box.x1) - _place(columns, box.x0), 1)
            rows[first].append(Entry(box.text, rowspan, colspan))
        return [row for row in rows if row]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: how wide it is, and what stands on it from top to bottom."""

    width: float
    items: tuple[Line | RuledTable, ...] = ()


def read_sheet(page: Any) -> Sheet:
    """Read one page of pdfplumber."""
    glyphs = [
        Glyph(char["text"], char["x0"], char["x1"], char["top"], char["bottom"])
        for char in page.chars
        if char["x1"] > 0 and char["bottom"] > 0 and char["x0"] < page.width and char["top"] < page.height
    ]
    tables: list[RuledTable] = []
    for cells in _found_cells(page):
        table, rest = _filled(cells, glyphs)
        if table:
            tables.append(table)
            glyphs = rest
    items: list[Line | RuledTable] = [*lines_of(glyphs), *tables]
    return Sheet(float(page.width), tuple(sorted(items, key=lambda item: item.top)))


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Gather glyphs into lines: those whose middle lies on the same height."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.top + glyph.bottom, glyph.x0)):
        middle = (glyph.top + glyph.bottom) / 2
        if lines and lines[-1][0].top <= middle <= lines[-1][0].bottom:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [line for group in lines if (line := _line(sorted(group, key=lambda glyph: glyph.x0))).text]


def _line(glyphs: Sequence[Glyph]) -> Line:
    """One line. Wide gaps are spaces; a glyph printed twice at one place is fat print, not two."""
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last and glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.25 * (last.x1 - last.x0):
            continue
        gap = glyph.x0 - last.x1 if last else 0.0
        if gap > 0.6 * glyph.size and parts and not parts[-1].isspace() and not glyph.text.isspace():
            parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()] or list(glyphs)
    sizes = sorted(glyph.size for glyph in inked)
    return Line(
        " ".join("".join(parts).split(" ")).strip(), inked[0].x0, max(glyph.x1 for glyph in inked),
        min(glyph.top for glyph in inked), max(glyph.bottom for glyph in inked), sizes[len(sizes) // 2],
    )  # fmt: skip


def _found_cells(page: Any) -> list[list[tuple[float, float, float, float]]]:
    """The cells of each ruled table.

    Shading behind lines of text is no ruling and is left out. Where a page break cuts a table, often no
    line closes it: the ends of the upright lines do.
    """
    if len(page.edges) > _MAX_EDGES:
        return []

    def is_ruling(item: dict[str, Any]) -> bool:
        if item["object_type"] != "rect" or item.get("stroke"):
            return True
        return bool(item["width"] < _RULE_WIDTH or item["height"] < _RULE_WIDTH)

    ruled = page.filter(is_ruling)
    upright = [edge for edge in ruled.edges if edge["orientation"] == "v"]
    if not upright:
        return []
    ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)]
    return [table.cells for table in ruled.find_tables({"explicit_horizontal_lines": ends})]


def _filled(
    cells: list[tuple[float, float, float, float]], glyphs: list[Glyph]
) -> tuple[RuledTable | None, list[Glyph]]:
    """The table with its glyphs, and the glyphs outside; None for a frame around text or an empty ruling."""
    inside: list[list[Glyph]] = [[] for _ in cells]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        place = next((n for n, c in enumerate(cells) if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)
        (outside if place is None else inside[place]).append(glyph)
    texts = [one_line("\n".join(line.text for line in lines_of(group))) for group in inside]
    places = zip(texts, cells, strict=True)
    table = RuledTable(tuple(Box(text, x0, x1, top, bottom) for text, (x0, top, x1, bottom) in places))
    if len(table.columns) < 3 or sum(map(bool, texts)) < 2 or max(map(len, texts)) > _PROSE:
        return None, glyphs
    return table, outside


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return max(bisect_left(edges, value + 0.01) - 1, 0)
