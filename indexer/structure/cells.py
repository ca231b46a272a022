"""Original, Normalised -> rows of cells, the same whatever the layout of the table was.

A table of the form reaches us as HTML, as Markdown, torn into one cell a line, or flattened into one
line of words and numbers. A reader for each layout would be five chances to differ; so everything
becomes rows of pieces here, each a label, a value or a blank cell with its place in the original, and
what the pieces mean is decided once, by the labels of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import islice
from typing import NamedTuple

from indexer.model import Cell, Grid, Normalised, Original, Span

MOST_PIECES = 30_000
"""Ten times what a long report has with all its tables torn; past this, the file is not one report."""

_UNIT = r"(?:余|多)?(?:人次|场次|亿元|万元|[件条次人个篇份项元期])?"
_VALUE = re.compile(
    rf"[+-]?(?:\d[\d,]*|\d{{1,3}}(?: \d{{3}})+)(?:\.\d+)?[万亿]?{_UNIT}"
    rf"|(?:新增|净增|增加?|减少?)[+-]?\d+{_UNIT}|[+-]?\d+/[+-]?\d+"
    r"|[-/\\*~]{1,4}|[无〇零o]|无变化|持平|不变|不适用|n/a"
)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?[件条次人个项]?")
_GLUED = re.compile(r"(?P<label>.*[一-鿿)”](?<!范围))(?P<value>[+-]?\d[\d,]*(?:\.\d+)?)")
_PAGE_NUMBER = re.compile(r"-{1,2}\d{1,4}-{1,2}|第\d{1,4}页(?:,?共\d{1,4}页)?")
_NO_LABEL = re.compile(r"[^一-鿿a-z]*\d[^一-鿿a-z]*")
_SPACED = re.compile(r"\S+")
_MAY_HOLD_ENTRY = re.compile(r"[\d/-]")
_NOT_COMPARED = re.compile(r"(?:<br ?/?>|[\W_])+", re.IGNORECASE)


class Kind(Enum):
    """What a piece of a table is."""

    TEXT = "text"
    VALUE = "value"
    BLANK = "blank"


class Piece(NamedTuple):
    """A stretch of the original: ``text`` is what it says, normalised; empty for a blank cell."""

    kind: Kind
    text: str
    span: Span


Row = tuple[Piece, ...]


def fold_label(text: str) -> str:
    """A label as it is compared: without spaces, punctuation, quotes, and the line breaks of Markdown.

    >>> fold_label("3.危及“三安全一稳定”"), fold_label("其它 原因"), fold_label("商业<br/>企业")
    ('3危及三安全一稳定', '其他原因', '商业企业')
    """
    return _NOT_COMPARED.sub("", text).replace("其它", "其他").replace("免于", "免予")


def is_value(text: str) -> bool:
    """Whether a cell with this normalised text is an entry rather than a label.

    >>> [is_value(text) for text in ("0", "1,234", "+16", "减少1", "/", "251000元", "规章", "1.属于国家秘密")]
    [True, True, True, True, True, True, False, False]
    """
    return bool(_VALUE.fullmatch(text))


def plain_number(text: str) -> int | float | None:
    """The number that plain digits write; None for anything else, a dash or words too.

    >>> [plain_number(text) for text in ("1,234", "121.2505", "0件", "/", "")]
    [1234, 121.2505, 0, None, None]
    """
    if text.isdecimal():
        return int(text)
    digits = _NUMBER.fullmatch(text)
    if not digits:
        return None
    whole = digits[1] + re.sub("[, ]", "", digits[2])
    return float(whole + digits[3]) if digits[3] else int(whole)


def read_rows(original: Original, normalised: Normalised) -> Iterator[Row]:
    """The rows of the whole document in order: those of its grids, and each line outside them."""
    position = 0
    for grid in sorted(original.grids, key=lambda grid: grid.span):
        yield from _lines(original, normalised, position, grid.span.start)
        yield from _grid_rows(original, normalised, grid)
        position = max(position, grid.span.end)
    yield from _lines(original, normalised, position, len(original.text))


def _lines(original: Original, normalised: Normalised, start: int, end: int) -> Iterator[Row]:
    while start < end:
        stop = original.text.find("\n", start, end)
        stop = end if stop < 0 else stop
        row = tuple(_spaced(original, normalised, start, stop))
        if row:
            yield row
        start = stop + 1


def _grid_rows(original: Original, normalised: Normalised, grid: Grid) -> Iterator[Row]:
    for cells in grid.rows:
        filled = sum(bool(cell.text) for cell in cells)
        row = tuple(piece for cell in cells for piece in _cell(original, normalised, cell, filled == 1))
        if row:
            yield row


def _cell(original: Original, normalised: Normalised, cell: Cell, alone: bool) -> Iterable[Piece]:
    text = _said(normalised, cell.span) if cell.text else ""
    if not text:
        return (Piece(Kind.BLANK, "", Span(cell.span.start, cell.span.start)),)
    if is_value(text) or (_NO_LABEL.fullmatch(text) and not alone):
        return (Piece(Kind.VALUE, text, cell.span),)
    if alone:
        return _spaced(original, normalised, *cell.span)
    return (Piece(Kind.TEXT, text, cell.span),)


def _said(normalised: Normalised, span: Span) -> str:
    start, end = normalised.alignment.to_normalised(span)
    return normalised.text[start:end].strip("|\n ").replace("\n", "")


def _spaced(original: Original, normalised: Normalised, start: int, end: int) -> list[Piece]:
    """The pieces of a line without cell borders: words and numbers, told apart by the spaces between."""
    line = original.text[start:end]
    said = _said(normalised, Span(start, end))
    if not said or _PAGE_NUMBER.fullmatch(said):
        return []
    if not _MAY_HOLD_ENTRY.search(said):
        parts = [Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))]
    else:
        parts = [
            Span(start + part.start(), start + part.end())
            for part in islice(_SPACED.finditer(line), MOST_PIECES + 1)
        ]
    pieces: list[Piece] = []
    for part in parts:
        for piece in _word(normalised, part):
            if pieces and piece.kind is Kind.TEXT and pieces[-1].kind is Kind.TEXT:
                before = pieces.pop()
                piece = Piece(Kind.TEXT, before.text + piece.text, Span(before.span.start, piece.span.end))
            pieces.append(piece)
    return pieces


def _word(normalised: Normalised, span: Span) -> Iterator[Piece]:
    said = _said(normalised, span)
    if not said:
        return
    if is_value(said):
        yield Piece(Kind.VALUE, said, span)
        return
    glued = _GLUED.fullmatch(said)
    if not glued or len(said) > 60:
        yield Piece(Kind.TEXT, said, span)
        return
    end = normalised.alignment.to_normalised(span)[1]
    border = normalised.alignment.to_original(end - len(glued["value"]), end).start
    yield Piece(Kind.TEXT, glued["label"], Span(span.start, border))
    yield Piece(Kind.VALUE, glued["value"], Span(border, span.end))
