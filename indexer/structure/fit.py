"""The cells after a label -> the columns of the form.

Rows arrive with cells too many (merged cells that a converter spelled out) and with cells too few (a
blank that was dropped). Which column a number belongs to is then a guess, unless the blanks, the other
rows, or the form's own sums leave one answer. What stays open is handed back as open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from indexer.structure.cells import Kind, Piece

Entries = tuple[Piece | None, ...]
"""The cells of one row by column; None where no cell is certain to stand there."""


def usual_offsets(rows: Iterable[Sequence[Piece]], width: int) -> dict[int, int]:
    """For each number of cells, where all full rows of that many cells begin."""
    seen: dict[int, set[int]] = {}
    for cells in rows:
        filled = _filled(cells)
        if len(filled) == width and filled[-1] - filled[0] == width - 1:
            seen.setdefault(len(cells), set()).add(filled[0])
    return {size: min(offsets) for size, offsets in seen.items() if len(offsets) == 1}


def fit(cells: Sequence[Piece], width: int, usual: dict[int, int]) -> tuple[Piece, ...] | None:
    """The ``width`` cells of the row; None where that cannot be told.

    Blank cells at both edges may be layout or entries: then the full rows of the same table decide.
    More entries than columns are accepted only where all are equal: it does not matter which is left out.
    """
    filled = _filled(cells)
    if not filled:
        return _blank_row(cells, width)
    if len(cells) < width:
        return None
    spread = filled[-1] - filled[0] + 1
    if spread > width:
        entries = [cells[at] for at in filled]
        equal = len({cell.text for cell in entries}) == 1 and len(entries) == spread
        return tuple(entries[:width]) if equal else None
    first, last = max(0, filled[-1] + 1 - width), min(filled[0], len(cells) - width)
    start = first if first == last else usual.get(len(cells), -1)
    return tuple(cells[start : start + width]) if first <= start <= last else None


def may_lack_one(entries: Sequence[Piece]) -> bool:
    """Whether only the last column is blank.

    In a torn table an entry may be lost instead, and the rest have moved up.
    """
    *others, last = entries
    return bool(others) and last.kind is Kind.BLANK and all(entry.kind is Kind.VALUE for entry in others)


def _filled(cells: Sequence[Piece]) -> list[int]:
    return [at for at, cell in enumerate(cells) if cell.kind is Kind.VALUE]


def _blank_row(cells: Sequence[Piece], width: int) -> tuple[Piece, ...] | None:
    """A row of blanks; a torn copy may have lost one or two of them, which changes nothing."""
    if len(cells) + 2 < width:
        return None
    return tuple(cells[min(at, len(cells) - 1)] for at in range(width))


def place_missing(cells: Sequence[Piece], width: int, proves: Callable[[Entries], bool]) -> Entries | None:
    """Put a row with one cell too few where the sums of the form prove it belongs.

    Every place of the gap that the sums allow is tried; a column is filled only where all of them agree.
    None where no place passes.
    """
    if len(cells) != width - 1:
        return None
    tries = [(*cells[:gap], None, *cells[gap:]) for gap in range(width)]
    passing = [row for row in tries if proves(row)]
    if not passing:
        return None
    return tuple(column[0] if len(set(column)) == 1 else None for column in zip(*passing, strict=True))
