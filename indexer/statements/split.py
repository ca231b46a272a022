"""A section -> its statements: pieces are cut, read in order, and joined to items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.model import Normalised, Section, SectionKind, Span
from indexer.statements.cues import opens_remedy, read_heading
from indexer.statements.model import Role, Statement
from indexer.statements.pieces import CIRCLED, Piece, cut
from indexer.statements.roles import Reading, assign_roles


@dataclass(frozen=True, slots=True)
class _Item:
    """A statement in the making: pieces that belong together."""

    first: Piece
    end: int
    role: Role


def split(original: str, normalised: Normalised, section: Section) -> tuple[Statement, ...]:
    """The section's statements in order, its heading left out; only white space lies between them.

    Roles are read in the problems section alone: elsewhere every statement is :attr:`Role.NEITHER`.

    >>> from indexer.text.normalise import normalise_text
    >>> text = "五、存在的主要问题及改进情况\\n一是公开不及时;二是人手不足。下一步将加强培训。"
    >>> normalised = normalise_text(text)
    >>> whole = Span(0, len(text))
    >>> section = Section(SectionKind.PROBLEMS_IMPROVEMENTS, 1, text[:14], whole, whole)
    >>> for statement in split(text, normalised, section):
    ...     print(statement.role, statement.marker, statement.quote(text))
    problem 一是 一是公开不及时;
    problem 二是 二是人手不足。
    remedy 下一步 下一步将加强培训。
    """
    start, end = _body(original, normalised, section)
    text = normalised.text[start:end]
    stated = SectionKind.PROBLEMS_IMPROVEMENTS in section.kinds
    pieces = list(cut(text, _circled(original, normalised, start, end), clauses=stated))
    readings = assign_roles(pieces, _announced(section.title)) if stated else _without_roles(pieces)
    return tuple(_statement(original, normalised, start, item) for item in _join(pieces, readings))


def _body(original: str, normalised: Normalised, section: Section) -> tuple[int, int]:
    """The section without its heading, in the normalised text."""
    start, end = section.normalised
    if section.title and original.startswith(section.title, section.span.start):
        heading = Span(section.span.start, section.span.start + len(section.title))
        start = min(max(start, normalised.alignment.to_normalised(heading)[1]), end)
    return start, end


def _announced(title: str) -> Role | None:
    """What the section's own heading says of all of it."""
    role = read_heading(title.lstrip("一二三四五六七八九十0123456789()（）、.． \u3000"))
    return None if role is Role.NEITHER else role


def _circled(original: str, normalised: Normalised, start: int, end: int) -> dict[int, str]:
    """Where a digit of the normalised text stands for a sign like ①, counted from ``start``."""
    found: dict[int, str] = {}
    first, last = normalised.alignment.to_original(start, end)
    for place in range(first, last):
        if original[place] in CIRCLED:
            at = normalised.alignment.to_normalised(Span(place, place + 1))[0]
            found[at - start] = original[place]
    return found


def _without_roles(pieces: Sequence[Piece]) -> list[Reading]:
    """Items and sentences alone, for sections that state no problems."""
    readings, within = [], False
    for piece in pieces:
        within = piece.mark is not None or (within and not piece.paragraph)
        readings.append(Reading(Role.NEITHER, within and piece.mark is None))
    return readings


def _join(pieces: Sequence[Piece], readings: Sequence[Reading]) -> Iterator[_Item]:
    item: _Item | None = None
    for piece, reading in zip(pieces, readings, strict=True):
        if item and reading.goes_on:
            item = _Item(item.first, piece.end, item.role)
            continue
        if item:
            yield item
        item = _Item(piece, piece.end, reading.role)
    if item:
        yield item


def _statement(original: str, normalised: Normalised, offset: int, item: _Item) -> Statement:
    place = Span(offset + item.first.start, offset + item.end)
    span = normalised.alignment.to_original(*place)
    return Statement(item.role, _marker(original, normalised, offset, item), span, place)


def _marker(original: str, normalised: Normalised, offset: int, item: _Item) -> str:
    """The mark as printed, or the words that turn to a remedy; empty where nothing marks the statement."""
    piece, length = item.first, 0
    if piece.mark:
        length = piece.mark.end - piece.mark.start
    elif item.role is Role.REMEDY:
        length = opens_remedy(piece.words, sure=True)
    start = offset + piece.start
    found = normalised.alignment.to_original(start, start + length)
    return original[found.start : found.end].strip(" \u3000,，")
