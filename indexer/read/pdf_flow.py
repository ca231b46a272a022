"""Pages of lines and ruled tables -> one text: paragraphs and tables run on over line ends and page ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from indexer.read.draft import Draft
from indexer.read.pdf_page import Line, RuledTable, Sheet

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NEW_PARAGRAPH = re.compile(rf"[（(]?{_NUMERAL}[)）、.．]|第{_NUMERAL}[条部章]|附件")
_FULL = 0.8
_SENTENCE_END = ("。", "！", "？", "；", ":", "：")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin and end."""

    left: float
    right: float
    indents: bool
    """True where first lines of paragraphs are set in: then a line at the margin continues one."""


def margins(sheet: Sheet) -> Margins:
    """The margins of a page.

    The right one is where the longest lines end together: a title that sticks out sets none. On a page
    with short lines only it is as wide as the left one.
    """
    lines = [item for item in sheet.items if isinstance(item, Line)]
    if not lines:
        return Margins(0.0, 0.0, False)
    left = min(line.x0 for line in lines)
    ends = sorted((line.x1 for line in lines), reverse=True)
    right = next((end for end, shorter in pairwise(ends) if end - shorter < lines[0].size), 0.0)
    if right < _FULL * (sheet.width - left):
        right = sheet.width - left
    return Margins(left, right, any(1.2 * line.size < line.x0 - left < 3.5 * line.size for line in lines))


@dataclass(slots=True)
class Flow:
    """Writes a draft page by page. What is open at the end of a page may go on upon the next."""

    draft: Draft = field(default_factory=Draft)
    _text: str = ""
    _last: tuple[Line, Margins] | None = None
    _table: RuledTable | None = None
    _ends: list[tuple[int, int]] = field(default_factory=list)
    """Page ends in what is still open: page number, and how many characters or rows stand before it."""

    def page(self, number: int, sheet: Sheet) -> None:
        """Write one page."""
        edges = margins(sheet)
        for place, item in enumerate(sheet.items):
            if isinstance(item, Line):
                self._line(item, edges)
            elif self._table and place == 0 and item.continues(self._table):
                self._table = self._table.joined(item)
            else:
                self.flush()
                self._table = item
        rows = len(self._table.rows()) if self._table else len(self._text)
        self._ends.append((number, rows))

    def flush(self) -> None:
        """Write what is still open, and the page ends in it."""
        start = self.draft.length
        starts: Sequence[int] = range(start, start + len(self._text))
        if self._table:
            starts = self.draft.table(self._table.rows())
        else:
            self.draft.paragraph(self._text)
        for number, before in self._ends:
            self.draft.page(number, starts[before] if before < len(starts) else self.draft.length)
        self._text, self._last, self._table, self._ends = "", None, None, []

    def _line(self, line: Line, edges: Margins) -> None:
        if self._last and _runs_on(*self._last, line, edges):
            between = " " if self._text[-1:].isascii() and line.text[:1].isascii() else ""
            self._text = f"{self._text}{between}{line.text}"
        else:
            self.flush()
            self._text = line.text
        self._last = (line, edges)


def _runs_on(last: Line, last_edges: Margins, line: Line, edges: Margins) -> bool:
    """Does the paragraph go on in this line? The last one must be full, this one must not be set in."""
    if abs(last.size - line.size) > 0.25 * line.size or _NEW_PARAGRAPH.match(line.text):
        return False
    if last.text.endswith(_SENTENCE_END) and not last_edges.indents:
        return False
    return last.x1 > last_edges.right - 1.6 * last.size and line.x0 < edges.left + 0.8 * line.size
