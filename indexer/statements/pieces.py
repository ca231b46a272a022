"""A section's text -> pieces: the stretches between marks, sentence ends, and line ends that mean something.

A line end alone proves nothing: copies out of PDF files break every line, so a line that breaks off
in full length goes on in the next one. Nor does a full stop: 1.5万 is no item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer.facts.numerals import parse_count
from indexer.statements.cues import opens_remedy, problems_in, read_heading
from indexer.statements.wordings import load_wordings

FULL_LINE = 18
"""The fewest characters of a line that may have been broken by the layout rather than by the author."""
_LONGEST_OPENER = 60
_BORDER = re.compile(r"[。!?;]+[”’」』)\]》]{0,2}|\n|:")
_DIGITS = re.compile(r"\d{1,2}")
_WORD = re.compile(r"\w")
_CLAUSE = re.compile(r"[,、]")
_MAY_BEGIN = re.compile(r"(?<=[\n|。;:!?,、”)有在为即题足施])[一二三四五六七八九十第其首再最(0-9❶-❿➀-➉]")
"""A sign that may begin a mark, behind one that may stand before it."""
_ENDED = re.compile(r"[。;:!?”)][|]?$")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉"
_CIRCLES = {sign: number for number, sign in enumerate(CIRCLED[:20], 1)} | {
    sign: number % 10 + 1 for number, sign in enumerate(CIRCLED[20:])
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What marks an item of a list."""

    kind: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is no longer than one statement."""

    start: int
    end: int
    words: str
    """Its text without the mark."""
    mark: Mark | None
    paragraph: bool
    """Whether it is the first of a paragraph."""
    open: bool
    """Whether it is a line without a last sign: a heading, or an item's title."""
    turned: bool = False
    """Whether it is the rest of a sentence that began with a problem."""


def cut(text: str, circled: dict[int, str], *, clauses: bool) -> Iterator[Piece]:
    """The pieces of ``text`` in order; only white space lies between them.

    ``circled`` gives the sign of the original where a digit of ``text`` was one like ①. ``clauses``
    cuts within a sentence where it turns from a problem to the remedy.

    >>> [piece.words for piece in cut("主要问题:一是人少。二是更新不及时,下一步将加强。", {}, clauses=True)]
    ['主要问题:', '人少。', '更新不及时,', '下一步将加强。']
    """
    marks = {mark.start: mark for mark in find_marks(text, circled)}
    lines = set(_line_ends(text, marks))
    places = sorted({0, len(text), *marks, *lines, *_sentence_ends(text, marks, lines)})
    paragraph = True
    for start, end in pairwise(places):
        mark = marks.get(start)
        piece = _piece(text, start, end, mark, paragraph)
        paragraph = (paragraph and piece is None) or end in lines
        if piece:
            yield from _turned(piece) if clauses else (piece,)


def find_marks(text: str, circled: dict[int, str]) -> Iterator[Mark]:
    """Everything that marks an item, from the left; marks never overlap."""
    rules, done = load_wordings().markers, 0
    places = (0, *(match.start() for match in _MAY_BEGIN.finditer(text)))
    for place in places:
        if place < done:
            continue
        before = text[place - 1] if place else "\n"
        if place in circled and before in "\n|。;:!?,、":
            mark: Mark | None = Mark(
                "circle", _CIRCLES[circled[place]], place, place + max(1, len(_digits(text, place)))
            )
        else:
            found = ((rule.name, rule.pattern.match(text, place)) for rule in rules if before in rule.after)
            mark = next((_mark(name, match) for name, match in found if match), None)
        if mark and mark.end < len(text):
            done = mark.end
            yield mark


def _digits(text: str, place: int) -> str:
    match = _DIGITS.match(text, place)
    return match[0] if match else ""


def _mark(name: str, match: re.Match[str]) -> Mark:
    written = match["number"] or match["other"]
    number = load_wordings().ordinals.get(written) or parse_count(written) or 0
    return Mark(name, int(number), match.start(), match.end())


def _line_ends(text: str, marks: dict[int, Mark]) -> Iterator[int]:
    """Where a line ends that its author ended."""
    start = 0
    for match in re.finditer(r"\n", text):
        line = text[start : match.start()].rstrip()
        broken = len(line) >= FULL_LINE and not _ENDED.search(line) and "|" not in line
        if not broken or match.end() in marks or read_heading(line):
            yield match.end()
        start = match.end()


def _sentence_ends(text: str, marks: dict[int, Mark], lines: set[int]) -> Iterator[int]:
    for match in _BORDER.finditer(text):
        end = match.end()
        if match[0] == ":":
            if end in marks or text[end : end + 1] in ("", "\n"):
                yield end
        elif match[0] != "\n" or end in lines:
            yield end


def _piece(text: str, start: int, end: int, mark: Mark | None, paragraph: bool) -> Piece | None:
    while start < end and text[start] in "\n| ":
        start += 1
    while end > start and text[end - 1] in "\n| ":
        end -= 1
    if not (mark or _WORD.search(text, start, end)):
        return None
    words = text[mark.end if mark else start : end].lstrip("\n| ")
    following = text[end : end + 1] in ("", "\n")
    return Piece(start, end, words, mark, paragraph, following and not _ENDED.search(words))


def _turned(piece: Piece) -> Iterator[Piece]:
    """The piece, cut where a clause turns to the remedy: 人员少,下一步要增加人员."""
    at = _turn(piece.words)
    if at is None:
        yield piece
        return
    place = piece.end - len(piece.words) + at
    yield Piece(piece.start, place, piece.words[:at], piece.mark, piece.paragraph, False)
    yield Piece(place, piece.end, piece.words[at:], None, False, piece.open, turned=True)


def _turn(words: str) -> int | None:
    """Where a sentence turns from what is wrong to what is done about it; None where it does not."""
    problems = list(problems_in(words))
    if not problems or opens_remedy(words, sure=True):
        return None
    for match in _CLAUSE.finditer(words, problems[0].end):
        at = match.end()
        clause = words[at : at + _LONGEST_OPENER]
        if opens_remedy(clause, sure=problems[-1].start >= at):
            return at
    return None
