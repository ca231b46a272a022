"""Typed text into tokens: words, quotations, fields, operators and brackets, each with its column.

Whoosh's own parser turns an unclosed quotation mark into a search for single characters. Here what is
not understood is an error that says where, and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from webui.language.misread import MisreadError

MAX_LENGTH = 1000
"""The longest search that is read, in characters."""

_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』"}
_CLOSING = frozenset("”」』")
_FOLDED = str.maketrans("（）｜＂：－＞＜＝﹥﹤", '()|":-><=><')
_OPERATORS = {"OR": "OR", "或": "OR", "AND": "AND", "且": "AND", "NOT": "NOT", "非": "NOT"}
_NAME_LENGTH = 12
_COMPARED = re.compile(r"(?:^|(?<=[,，、]))[<>]")
"""A sign that begins a value of a field compares: ``requests:>=10``."""


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    PHRASE = auto()
    FIELD = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of what was typed."""

    kind: Kind
    text: str
    """The words; the content of a quotation; the name of a field."""
    column: int
    """Place of its first character, from 1."""
    value: str = ""
    """What stands after the colon of a field."""
    value_column: int = 0


def scan(text: str) -> list[Token]:
    """The tokens of a search.

    >>> [(token.kind.name, token.text) for token in scan('收费 -"未收取" in:fees')]
    [('TEXT', '收费'), ('NOT', '-'), ('PHRASE', '未收取'), ('FIELD', 'in')]
    """
    _refuse(text)
    folded = text.translate(_FOLDED)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if folded[at].isspace():
            at += 1
            continue
        token, at = _next(text, folded, at)
        tokens.append(token)
    return tokens


def _refuse(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise MisreadError("too_long", column=MAX_LENGTH + 1, length=len(text), limit=MAX_LENGTH)
    for at, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r":
            raise MisreadError("control_character", column=at + 1, name=f"U+{ord(character):04X}")


def _next(text: str, folded: str, at: int) -> tuple[Token, int]:
    character = folded[at]
    if character in "()":
        return Token(Kind.OPEN if character == "(" else Kind.CLOSE, character, at + 1), at + 1
    if character == "|":
        end = at + 2 if folded[at : at + 2] == "||" else at + 1
        return Token(Kind.OR, "|", at + 1), end
    if character in _QUOTES:
        content, end = _quotation(text, folded, at)
        return Token(Kind.PHRASE, content, at + 1), end
    if character in _CLOSING:
        raise MisreadError("unopened_quote", column=at + 1, mark=text[at])
    if character == "-" and folded[at + 1 : at + 2].strip() and folded[at + 1] not in "-|)":
        return Token(Kind.NOT, "-", at + 1), at + 1
    return _bare(text, folded, at)


def _quotation(text: str, folded: str, at: int) -> tuple[str, int]:
    """The content of the quotation that opens here, and where it ends."""
    opening = folded[at]
    closing = _QUOTES[opening]
    content: list[str] = []
    depth, place = 1, at + 1
    while place < len(text):
        character = folded[place]
        if opening == '"' and character == "\\" and folded[place + 1 : place + 2] in ('"', "\\"):
            content.append(text[place + 1])
            place += 2
            continue
        if character == closing:
            depth -= 1
        elif character == opening:
            depth += 1
        if not depth:
            return "".join(content), place + 1
        content.append(text[place])
        place += 1
    raise MisreadError("unclosed_quote", column=at + 1, mark=text[at], closing=closing)


def _bare(text: str, folded: str, at: int) -> tuple[Token, int]:
    """A run without quotation marks, brackets and spaces: words, an operator, or a field."""
    end = at
    while end < len(text) and not _ends_word(folded[end]):
        end += 1
    word = folded[at:end]
    name, colon, value = word.partition(":")
    if colon and _is_name(name):
        value_at = at + len(name) + 1
        _refuse_signs(_COMPARED.sub(" ", folded[value_at:end]), value_at)
        value = text[value_at:end]
        if not value and folded[end : end + 1] in _QUOTES and end < len(text):
            value, end = _quotation(text, folded, end)
        return Token(Kind.FIELD, name, at + 1, value, value_at + 1), end
    operator = _OPERATORS.get(unicodedata.normalize("NFKC", word))
    if operator:
        return Token(Kind[operator], word, at + 1), end
    _refuse_signs(word, at)
    # A backslash makes a word of an operator: \或.
    return Token(Kind.TEXT, text[at:end].removeprefix("\\"), at + 1), end


def _refuse_signs(word: str, at: int) -> None:
    """Refuse < and > among words: whoever pastes markup or a comparison means more than the words in it."""
    sign = re.search("[<>]", word)
    if sign:
        raise MisreadError("unexpected_sign", column=at + sign.start() + 1, sign=sign.group())


def is_operator(word: str) -> bool:
    """Whether a word that stands alone would be read as an operator."""
    return word in _OPERATORS


def _ends_word(character: str) -> bool:
    return character.isspace() or character in '()|"' or character in _QUOTES or character in _CLOSING


def _is_name(name: str) -> bool:
    """Whether what stands before a colon can be meant as a field: short, and letters only."""
    return 0 < len(name) <= _NAME_LENGTH and all(c.isalpha() or c in "_-" for c in name)
