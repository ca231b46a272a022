"""A search written in the query language: what :func:`~webui.language.parse.parse` reads back as the same."""

from __future__ import annotations

from indexer.query import And, FilterValue, Node, Not, Or, Phrase, Range, Word
from webui.language.fields import field_of
from webui.language.scan import is_operator
from webui.language.typed import Typed


def write(typed: Typed) -> str:
    """The canonical spelling of a search.

    >>> from indexer.query import Filter
    >>> write(Typed(And((Word("收费"), Phrase("未收取"))), filters=(Filter("year", (Range(2019, 2021),)),)))
    '收费 "未收取" year:2019..2021'
    """
    pieces = [_node(typed.node, inside=False)] if typed.node else []
    if typed.scope:
        pieces.append(_field("section", typed.values("section")))
    pieces += (_field(one.facet, one.values, exclude=one.exclude) for one in typed.filters)
    pieces += (_field(one.facet, one.parts, exclude=one.exclude) for one in typed.names)
    return " ".join(pieces)


def _node(node: Node, *, inside: bool = True) -> str:
    match node:
        case Word(text):
            return f"\\{text}" if is_operator(text) else text
        case Phrase(text):
            return quote(text)
        case Not(part):
            return f"-{_node(part)}"
        case And(parts):
            written = " ".join(_node(part) for part in parts)
        case Or(parts):
            written = " OR ".join(_node(part) for part in parts)
    return f"({written})" if inside else written


def quote(text: str) -> str:
    r"""The text as an exact quotation.

    >>> print(quote('a "b"'))
    "a \"b\""
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _field(facet: str, values: tuple[FilterValue, ...], *, exclude: bool = False) -> str:
    written = ",".join(spell(value) for value in values)
    plain = all(character.isalnum() or character in "_.,-" for character in written)
    sign = "-" if exclude else ""
    return f"{sign}{field_of(facet).name}:{written if plain else quote(written)}"


def spell(value: FilterValue) -> str:
    """One value of a field or a parameter.

    >>> spell(Range(2019, None)), spell("not_stated")
    ('2019..', 'not_stated')
    """
    if isinstance(value, Range):
        low = "" if value.low is None else value.low
        high = "" if value.high is None else value.high
        return f"{low}..{high}"
    return str(value)
