"""Tables as spreadsheets read them, and as they cannot be turned against the reader.

A file of comma-separated values has no types: a spreadsheet takes whatever begins like a formula for one,
and runs it. Reports are scraped from anywhere, and so may say ``=HYPERLINK(…)``. Such a text gets an
apostrophe in front, as spreadsheets themselves write a text that is none; numbers stay numbers. JSON Lines,
which no spreadsheet runs, has every text as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

Cell = str | int | float | bool | None

MARK = "\ufeff"
"""A spreadsheet takes a file for UTF-8 only when it begins with this."""
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f]{0,64}[=+\-@＝＋－﹢﹣＠﹦﹫−]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?%?", re.ASCII)


def csv_line(cells: Sequence[Cell]) -> str:
    """One row, quoted where it must be, with the line end that the format asks for.

    >>> csv_line(["公开", 3, None, 'a "b", c'])
    '公开,3,,"a ""b"", c"\\r\\n'
    """
    text = io.StringIO()
    csv.writer(text).writerow([safe_cell(cell) for cell in cells])
    return text.getvalue()


def safe_cell(value: Cell) -> Cell:
    """The value, with an apostrophe where a spreadsheet would take a text for a formula.

    Full-width signs count too, since spreadsheets of East Asia take them for formulas, and so do signs behind
    spaces, which some of them drop. A printed number is no formula.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell(" ＝1+1"), safe_cell("-3"), safe_cell(-3), safe_cell("公开")
    ("'=HYPERLINK(1)", "' ＝1+1", '-3', -3, '公开')
    """
    if not isinstance(value, str) or not _FORMULA.match(value) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}"
