"""Tables to take away: as CSV for a spreadsheet, as JSON Lines for a program, piece by piece.

Nothing here holds a whole table: rows come from an iterator, and leave in pieces of some kilobytes. A table
may end before its time, because the connection broke or the time for a search ran out, and a file that was
cut looks whole. So a long table numbers its reports (``n`` of ``of``), and one that knows that it is not
complete ends in a line that says so: :func:`incomplete_row`, :func:`incomplete_object`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from indexer.spreadsheet import MARK, Cell, csv_line

Value = Cell | Sequence["Value"] | Mapping[str, "Value"]
"""What an object of JSON Lines may hold."""

PIECE = 32_000
"""Characters that leave together: small enough to arrive at once, large enough to be few."""
CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/jsonl; charset=utf-8"
MEDIA_TYPES = {"csv": CSV, "jsonl": JSON_LINES}
INCOMPLETE = "incomplete"
"""What the last line says in place of a number, and the code of its error."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way: what it is called, what it is, and its content."""

    name: str
    """File name, with its ending; may be Chinese."""
    media_type: str
    content: Iterable[bytes]


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A table as CSV: UTF-8 with a byte order mark, CRLF, quoted, and safe against formulas.

    None is an empty cell, never 0.

    >>> b"".join(csv_lines(["agency", "n"], [["=公开", 3]])).decode("utf-8")
    "\\ufeffagency,n\\r\\n'=公开,3\\r\\n"
    """

    def lines() -> Iterator[str]:
        yield MARK + csv_line(header)
        yield from map(csv_line, rows)

    # A lone half of a surrogate pair is no character, and no file of UTF-8 can hold one.
    return _pieces(lines(), "replace")


def json_lines(objects: Iterable[Mapping[str, Value]]) -> Iterator[bytes]:
    """A table as JSON Lines: one object a line, in UTF-8, every text as it is.

    >>> b"".join(json_lines([{"agency": "=公开", "n": 3}])).decode("utf-8")
    '{"agency": "=公开", "n": 3}\\n'
    """
    # The escape of Python for a lone surrogate is that of JSON.
    return _pieces((json.dumps(one, ensure_ascii=False) + "\n" for one in objects), "backslashreplace")


def incomplete_row(message: str, width: int) -> list[Cell]:
    """The last row of a table that is not complete: never silently shorter.

    >>> incomplete_row("The time ran out.", 4)
    ['incomplete', 'The time ran out.', None, None]
    """
    return [INCOMPLETE, message, *[None] * (width - 2)]


def incomplete_object(message: str, hint: str = "") -> dict[str, Value]:
    """The same for JSON Lines: the object that every error of the machine interface has."""
    return {"error": {"code": INCOMPLETE, "message": message, "field": None, "column": None, "hint": hint}}


def content_disposition(name: str) -> str:
    """The header that names a file to save, in Chinese too (RFC 6266, with the names of RFC 5987).

    >>> print(content_disposition("基础.csv"))
    attachment; filename="gongkai.csv"; filename*=UTF-8''%E5%9F%BA%E7%A1%80.csv
    """
    name = file_name(name)
    ending = name.rpartition(".")[2]
    plain = name if name.isascii() else f"gongkai.{ending}"
    encoded = quote(name, safe="", errors="replace")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def file_name(wanted: str) -> str:
    """A name that every system takes for a file: no signs of a path, no quotes, not longer than 80.

    >>> file_name('reports "a/b".csv'), len(file_name("公开" * 200 + ".csv"))
    ('reports a b.csv', 80)
    """
    stem, dot, ending = wanted.rpartition(".")
    kept = "".join(sign if sign.isalnum() or sign in "-_.…·" else " " for sign in stem)
    return f"{' '.join(kept.split())[: 79 - len(ending)].strip(' .') or 'gongkai'}{dot}{ending}"


def _pieces(lines: Iterable[str], errors: str) -> Iterator[bytes]:
    """The lines in UTF-8. The first leaves at once, so that a visitor sees that something comes."""
    waiting: list[str] = []
    size, enough = 0, 1
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= enough:
            yield "".join(waiting).encode("utf-8", errors)
            waiting, size, enough = [], 0, PIECE
    if waiting:
        yield "".join(waiting).encode("utf-8", errors)
