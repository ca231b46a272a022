"""What people type, read into a query: recursive descent over the tokens.

::

    either  = all { OR all }
    all     = part { [AND] part }
    part    = NOT part | NOT field | "(" either ")" | quotation | words | field

Fields narrow the whole search wherever they stand, so they may not stand inside brackets, deeper than one
NOT, or alone beside OR: what was meant could only be guessed. NOT before a field leaves its values out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from indexer.model import SectionKind
from indexer.query import And, Filter, Node, Not, Or, Phrase, Word
from indexer.text.normalise import normalise_query
from webui.language.fields import Place, find_field, read_values
from webui.language.misread import MisreadError
from webui.language.scan import Kind, Token, scan
from webui.language.typed import NamePart, Typed, merge_filters

MAX_TERMS = 60
MAX_DEPTH = 20

Segment = Callable[[str], Sequence[str]]
"""Cuts normalised text into the words that the index knows."""


def parse(text: str, segment: Segment = str.split) -> Typed:
    """The meaning of a search, or a :class:`~indexer.errors.QueryError` that names the column.

    Without ``segment`` each run of characters is one word; no index knows such words.

    >>> typed = parse('"基础工作薄弱" year:2019', str.split)
    >>> typed.node, typed.values("year")
    (Phrase(text='基础工作薄弱'), (2019,))
    """
    tokens = scan(text)
    parser = _Parser(tokens, segment)
    node = parser.either() if tokens else None
    if parser.token is not None:
        raise MisreadError("unopened_bracket", column=parser.token.column)
    if node is None and tokens and not parser.fields:
        raise MisreadError("only_punctuation", column=tokens[0].column)
    return Typed(node, frozenset(parser.scope), merge_filters(parser.filters), tuple(parser.names))


@dataclass(slots=True)
class _Parser:
    tokens: Sequence[Token]
    segment: Segment
    at: int = 0
    depth: int = 0
    terms: int = 0
    fields: int = 0
    scope: list[SectionKind] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    names: list[NamePart] = field(default_factory=list)

    @property
    def token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *kinds: Kind) -> Token | None:
        """The next token, if it is of one of the kinds."""
        token = self.token
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    def either(self) -> Node | None:
        """Alternatives, each of which needs words of its own."""
        parts = [self.all()]
        while operator := self.take(Kind.OR):
            if parts[-1] is None:
                raise self.missing(operator)
            parts.append(self.all())
            if parts[-1] is None:
                raise self.missing(operator)
        nodes = tuple(dict.fromkeys(part for part in parts if part is not None))
        return Or(nodes) if len(nodes) > 1 else next(iter(nodes), None)

    def missing(self, operator: Token) -> MisreadError:
        """The error of an operator that joins nothing."""
        code = "field_alone" if self.fields else "missing_operand"
        return MisreadError(code, column=operator.column, operator=operator.text)

    def all(self) -> Node | None:
        """Parts side by side: all of them have to hold."""
        parts: list[Node] = []
        while True:
            joiner = self.take(Kind.AND)
            if self.token is None or self.token.kind in (Kind.OR, Kind.CLOSE, Kind.AND):
                if joiner:
                    raise self.missing(joiner)
                break
            if joiner and not parts and not self.fields:
                raise self.missing(joiner)
            node = self.part()
            if isinstance(node, And):
                parts.extend(node.parts)
            elif node is not None:
                parts.append(node)
        nodes = tuple(dict.fromkeys(parts))
        return And(nodes) if len(nodes) > 1 else next(iter(nodes), None)

    def part(self) -> Node | None:
        """One part; None where it is a field or punctuation."""
        if token := self.take(Kind.NOT):
            if not self.depth and (excluded := self.take(Kind.FIELD)):
                self.narrow(excluded, exclude=True)
                return None
            return self.negated(token)
        if token := self.take(Kind.OPEN):
            return self.bracket(token)
        if token := self.take(Kind.PHRASE):
            return self.phrase(token)
        if token := self.take(Kind.TEXT):
            return self.words(token)
        if token := self.take(Kind.FIELD):
            self.narrow(token)
        return None

    def nested(self, token: Token) -> None:
        """Count one level down; the limit keeps hostile input from exhausting the stack."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise MisreadError("too_deep", column=token.column, limit=MAX_DEPTH)

    def negated(self, token: Token) -> Node:
        self.nested(token)
        if self.token is None or self.token.kind in (Kind.OR, Kind.AND, Kind.CLOSE):
            raise self.missing(token)
        node = self.part()
        self.depth -= 1
        if node is None:
            raise self.missing(token)
        return node.part if isinstance(node, Not) else Not(node)

    def bracket(self, token: Token) -> Node:
        self.nested(token)
        node = self.either()
        self.depth -= 1
        if not self.take(Kind.CLOSE):
            raise MisreadError("unclosed_bracket", column=token.column)
        if node is None:
            raise MisreadError("empty_brackets", column=token.column)
        return node

    def phrase(self, token: Token) -> Node:
        text = normalise_query(token.text)
        if not any(character.isalnum() for character in text):
            raise MisreadError("empty_phrase", column=token.column)
        self.count(token, 1)
        return Phrase(text)

    def words(self, token: Token) -> Node | None:
        words = tuple(dict.fromkeys(self.segment(normalise_query(token.text))))
        self.count(token, len(words))
        nodes = tuple(Word(word) for word in words)
        return And(nodes) if len(nodes) > 1 else next(iter(nodes), None)

    def count(self, token: Token, number: int) -> None:
        """Keep the number of words and quotations within what a search may cost."""
        self.terms += number
        if self.terms > MAX_TERMS:
            raise MisreadError("too_many_terms", column=token.column, limit=MAX_TERMS)

    def narrow(self, token: Token, *, exclude: bool = False) -> None:
        """Read a field, which narrows the whole search."""
        place = Place("q", token.column)
        known = find_field(token.text, place)
        if self.depth:
            raise place.error("field_inside", name=known.name)
        if exclude and known.facet == "section":
            raise place.error("scope_excluded", name=known.name)
        values = read_values(known, token.value, Place("q", token.value_column))
        self.fields += 1
        match known.kind:
            case "part" | "start":
                parts = tuple(map(str, values))
                self.names.append(NamePart(known.facet, parts, known.kind == "start", exclude))
            case "choice" if known.facet == "section":
                self.scope.extend(SectionKind(str(value)) for value in values)
            case _:
                self.filters.append(Filter(known.facet, values, exclude))
