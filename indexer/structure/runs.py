"""Rows of pieces -> runs: some words, and the entries that follow them.

In a whole table a run is a row. In a torn one its words and entries stand on lines of their own; in a
flattened one several runs stand on one line. A full line of entries is never joined with what stands
before it, because copies out of PDF files print labels and entries in different orders.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from indexer.structure.cells import Kind, Piece, Row, fold_label
from indexer.structure.forms import load_indicators

FULL = 5
"""The fewest entries that make a line a row of its own: no torn row has so many left on one line."""


@dataclass(frozen=True)
class Run:
    """The words since the last entry, and the entries after them.

    No slots: what follows from the pieces is asked for by every table, and worked out once.
    """

    label: tuple[Piece, ...]
    cells: tuple[Piece, ...]
    own: int
    """How many of the label's pieces stand on the same line as the first entry."""
    full: bool
    """True where the entries fill a line."""

    @cached_property
    def words(self) -> str:
        """The label as it is compared."""
        return fold_label("".join(piece.text for piece in self.label))

    @cached_property
    def own_words(self) -> str:
        """The part of the label that stands on the entries' own line."""
        return fold_label("".join(piece.text for piece in self.label[len(self.label) - self.own :]))

    @cached_property
    def entries(self) -> int:
        """How many cells are filled."""
        return sum(cell.kind is Kind.VALUE for cell in self.cells)


@dataclass(slots=True)
class _Builder:
    """The run that is being read, and those that are complete."""

    done: list[Run] = field(default_factory=list)
    label: list[Piece] = field(default_factory=list)
    cells: list[Piece] = field(default_factory=list)
    own: int = 0
    full: bool = False
    padding: bool = False
    """True while all cells are blanks that merely fill the label's line."""

    def close(self) -> None:
        if self.cells:
            self.done.append(Run(tuple(self.label), tuple(self.cells), self.own, self.full))
            self.label, self.cells, self.own, self.full, self.padding = [], [], 0, False, False


def find_runs(rows: Iterable[Row]) -> list[Run]:
    """The runs of the rows, in order."""
    builder = _Builder()
    for row in rows:
        entries = [piece for piece in row if piece.kind is not Kind.TEXT]
        if len(entries) == len(row):
            _entries_only(builder, entries)
        else:
            _with_words(builder, row)
    builder.close()
    return builder.done


def _entries_only(builder: _Builder, entries: list[Piece]) -> None:
    full = len(entries) >= FULL
    if builder.padding and (not full or len(builder.cells) < FULL):
        builder.cells, builder.padding, builder.own = [], False, 0
    if builder.cells and (full or builder.full):
        builder.close()
    builder.full = full
    builder.cells += entries


def _with_words(builder: _Builder, row: Row) -> None:
    """A line with words. Blanks before and between words are layout; entries before any word are codes."""
    builder.close()
    row = _without_code(row)
    last = len(row) - 1
    while row[last].kind is not Kind.TEXT:
        last -= 1
    words = 0
    for at, piece in enumerate(row):
        if piece.kind is Kind.TEXT:
            if builder.cells:
                builder.close()
                words = 0
            builder.label.append(piece)
            words += 1
        elif words and (piece.kind is Kind.VALUE or at > last):
            builder.own = words
            builder.cells.append(piece)
    builder.full = len(builder.cells) >= FULL
    builder.padding = bool(builder.cells) and all(cell.kind is Kind.BLANK for cell in builder.cells)


def _without_code(row: Row) -> Row:
    """The row without the code that old forms print between an indicator and its unit."""
    if len(row) < 4:
        return row
    kinds = [piece.kind for piece in row[:4]]
    if kinds[:3] == [Kind.TEXT, Kind.VALUE, Kind.TEXT] and kinds[3] is not Kind.TEXT:
        return (row[0], *row[2:]) if fold_label(row[2].text) in load_indicators().units else row
    return row
