"""Which parts of the index before go on, and how the other reports are shared out among new parts.

Parts only ever grow fewer reports that count, and every update adds a small one. So a part is written
again, its reports together with the new ones, when half of it no longer counts, or when it is one of
too many small ones. A report is written again a handful of times over a thousand updates, not each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

SIBLINGS = 8
"""So many parts of about one size become one, of the next size; sizes differ by the same factor."""
SMALL = 400
"""Reports that are not worth a second process."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many reports of a part count, and how many it holds."""

    counting: int
    held: int


def choose_kept(sizes: Sequence[Size], new: int, full: int) -> list[bool]:
    """For each part whether it goes on as it is. ``full`` is what a part may hold; ``new`` reports come.

    >>> choose_kept([Size(8000, 8000), Size(10, 100)], 5, 8000)
    [True, False]
    >>> choose_kept([Size(8000, 8000)] + [Size(100, 100)] * 6, 100, 8000)
    [True, True, True, True, True, True, True]
    >>> choose_kept([Size(8000, 8000)] + [Size(100, 100)] * 7, 100, 8000)
    [True, False, False, False, False, False, False, False]
    """
    kept = [2 * size.counting >= size.held and size.counting > 0 for size in sizes]
    written = new + sum(size.counting for size, keep in zip(sizes, kept, strict=True) if not keep)
    while written:
        ceiling = min(_next_size(written), full // 2)
        small = [place for place, size in enumerate(sizes) if kept[place] and size.counting < ceiling]
        if len(small) < SIBLINGS - 1:
            break
        for place in small:
            kept[place] = False
            written += sizes[place].counting
    return kept


def _next_size(reports: int) -> int:
    """The smallest size that is not of the same order.

    >>> _next_size(7), _next_size(8), _next_size(100)
    (8, 64, 512)
    """
    size = SIBLINGS
    while size <= reports:
        size *= SIBLINGS
    return size


def share_out(docs: Sequence[int], full: int, processes: int) -> list[Sequence[int]]:
    """The documents of each new part: as even as can be, and a whole number of rounds for the processes.

    >>> [len(part) for part in share_out(range(1_000), 8_000, 2)]
    [500, 500]
    >>> [len(part) for part in share_out(range(100), 8_000, 2)]
    [100]
    >>> len(share_out(range(100_000), 8_000, 2))
    14
    """
    count = ceil(len(docs) / full)
    rounded = ceil(count / processes) * processes
    count = max(count, min(rounded, len(docs) // SMALL))
    return [docs[len(docs) * n // count : len(docs) * (n + 1) // count] for n in range(count)]
