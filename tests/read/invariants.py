"""What must hold of every Original, whatever it was read from."""

from __future__ import annotations

from indexer.model import Original


def texts(original: Original) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in grid.rows] for grid in original.grids]


def check(original: Original) -> None:
    """What must hold of every Original."""
    text = original.text
    for grid in original.grids:
        for row in grid.rows:
            for cell in row:
                assert text[cell.span.start : cell.span.end] == cell.text
                assert grid.span.start <= cell.span.start <= cell.span.end <= grid.span.end
    ends = [0]
    for block in original.blocks:
        assert ends[-1] <= block.span.start < block.span.end
        assert text[block.span.start : block.span.end].strip()
        ends.append(block.span.end)
    pages = [0, *(page.span.end for page in original.pages)]
    assert [page.span.start for page in original.pages] == pages[:-1]
