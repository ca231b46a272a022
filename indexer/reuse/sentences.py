"""A text -> its sentences, and what of a sentence is compared.

Sentences rather than the items of a list, because copying does not keep to items: the heading of an item is
taken over and the explanation is not, or two items become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

LEAST = 4
"""Compared characters of the shortest sentence that is looked at."""

LONGEST = 400
"""Characters of a sentence at most: what goes on longer without a stop is taken in stretches."""
MOST = 300
"""Sentences of a text at most: no report comes near, but a damaged or hostile file may."""

_MARK = (
    r"(?:第?[一二三四五六七八九十]{1,3}是[,:]?|第[一二三四五六七八九十]{1,3}[,:、]"
    r"|\(?[一二三四五六七八九十]{1,3}[、)]|\(?\d{1,2}[.、)](?!\d)|(?:首先|其次|再次|最后)[,:]?)"
)
_END = re.compile(rf"[。;!?\n]+|[,:](?={_MARK})")
_OPENING = re.compile(rf"[\s,:、)]*(?:{_MARK}){{0,2}}[\s,:、]*")
_CLOSING = " \t|,:、。;!?\n"
_NUMBER = re.compile(r"\d{1,40}(?:[.,]\d{1,40}){0,8}%?")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text, without the mark of a list before it and the sign after it."""

    start: int
    end: int
    masked: str
    """What is compared: see :func:`mask`."""


def mask(text: str) -> str:
    """A text with every number as 0, and without punctuation: what copies that change numbers have in common.

    >>> mask("全年培训3次,覆盖1,200人(占95.5%)。")
    '全年培训0次覆盖0人占0'
    """
    return _SIGNS.sub("", _NUMBER.sub("0", text))


def cut_sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a normalised text, in order, :data:`MOST` of them; scraps are left out.

    >>> text = "主要问题:一是公开不及时,二是人手不足。1.下一步,加强培训3次;无。"
    >>> [text[one.start : one.end] for one in cut_sentences(text)]
    ['主要问题', '公开不及时', '人手不足', '下一步,加强培训3次']
    >>> [one.masked for one in cut_sentences(text)][-1]
    '下一步加强培训0次'
    """
    return islice(_all_sentences(text), MOST)


def _all_sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for match in _END.finditer(text):
        yield from _stretches(text, start, match.start())
        start = match.end()
    yield from _stretches(text, start, len(text))


def _stretches(text: str, start: int, end: int) -> Iterator[Sentence]:
    for first in range(start, end, LONGEST):
        yield from _sentence(text, first, min(first + LONGEST, end))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    opening = _OPENING.match(text, start, end)
    start = opening.end() if opening else start
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    masked = mask(text[start:end])
    if len(masked) >= LEAST:
        yield Sentence(start, end, masked)
