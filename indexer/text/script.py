"""Traditional to simplified script, and the proof that a text needs it.

Some characters are traditional in one word and correct in another (乾 in 乾净 and in 乾隆). OpenCC
decides by the words around, so a piece of a converted text may convert further than the whole did, and
a quotation cut from a report would then not be found in it. Conversion is therefore done only on
evidence: a character or word that no simplified text contains. Converted text holds no such evidence,
so every piece of it is left alone; and a text without any, which is most of them, costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from opencc import OpenCC

# OpenCC's parser is quadratic in the length of an unbroken run; no word of its tables crosses these.
_PIECE = re.compile(r"[^\n。，,；;：:、|]{1,400}|[\n。，,；;：:、|]+")


class _Tables(NamedTuple):
    """OpenCC's own tables, arranged to see quickly what a text needs."""

    characters: dict[int, str]
    only_traditional: frozenset[str]
    first: frozenset[str]
    words: re.Pattern[str]
    changed_words: re.Pattern[str]


def _table(name: str) -> dict[str, str]:
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    pairs = (line.split("\t", 1) for line in text.splitlines() if line)
    return {key: values.split(" ")[0] for key, values in pairs}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def _tables() -> _Tables:
    characters, words = _table("TSCharacters.txt"), _table("TSPhrases.txt")
    simplified = set("".join([*characters.values(), *words.values()]))
    return _Tables(
        str.maketrans(characters),
        frozenset(key for key, value in characters.items() if key != value and key not in simplified),
        frozenset(word[0] for word in words),
        _any_of(words),
        _any_of(word for word, value in words.items() if word != value),
    )


def is_traditional(text: str) -> bool:
    """Whether the text holds a character or a word that only traditional script has.

    >>> is_traditional("政府信息公開"), is_traditional("乾隆著名"), is_traditional("瞭解")
    (True, False, True)
    """
    tables = _tables()
    letters = set(text)
    if not letters.isdisjoint(tables.only_traditional):
        return True
    return not letters.isdisjoint(tables.first) and tables.changed_words.search(text) is not None


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _convert(piece: str) -> str:
    """One piece converted: by OpenCC where a word of its tables occurs, else character by character.

    Without such a word OpenCC does the same, a hundred times slower.
    """
    tables = _tables()
    if tables.words.search(piece):
        return str(_converter().convert(piece))
    return piece.translate(tables.characters)


def to_simplified(text: str) -> str:
    """The text in simplified script; the same text where nothing proves that it is traditional.

    >>> to_simplified("撫順市司法局"), to_simplified("乾隆")
    ('抚顺市司法局', '乾隆')
    """
    if not is_traditional(text):
        return text
    return "".join(_convert(piece.group()) for piece in _PIECE.finditer(text))
