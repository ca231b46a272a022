"""A report as the memory engine reads it, and what is true of it: nothing but plain loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.engines.protocol import REQUEST_BUCKETS, IndexedReport
from indexer.model import SectionKind
from indexer.query import NOT_STATED, And, Filter, Node, Not, Or, Phrase, Query, Range, Term, Word

Value = str | int


@dataclass(frozen=True, slots=True)
class Read:
    """A report and the words of its sections, counted."""

    report: IndexedReport
    words: tuple[Counter[str], ...]

    def in_scope(self, scope: frozenset[SectionKind]) -> list[int]:
        """The sections in scope, by their place."""
        sections = enumerate(self.report.sections)
        return [index for index, section in sections if not scope or scope & set(section.kinds)]

    def occurrences(self, term: Term, index: int) -> int:
        """How often a section holds the term."""
        if isinstance(term, Word):
            return self.words[index][term.text]
        text = self.report.sections[index].text
        return sum(text.startswith(term.text, place) for place in range(len(text)))

    def frequency(self, term: Term, scope: frozenset[SectionKind]) -> int:
        """How often the report holds the term in scope."""
        return sum(self.occurrences(term, index) for index in self.in_scope(scope))

    def length(self, scope: frozenset[SectionKind]) -> int:
        """How many words it has in scope."""
        return sum(self.words[index].total() for index in self.in_scope(scope))

    def first(self, facet: str) -> Value | None:
        """Its value of a facet; None where it states none."""
        return next(iter(self.report.facets.get(facet, ())), None)

    def shown(self, facet: str) -> set[Value]:
        """The values that the report counts under."""
        values = self.report.facets.get(facet, ())
        if facet == "region":
            return {place for value in values for place in places(str(value))} or {NOT_STATED}
        return set(map(bucket, values) if facet == "requests" else values) or {NOT_STATED}


def matches(read: Read, query: Query) -> bool:
    """Whether the query and every filter hold."""
    in_scope = not query.scope or bool(read.in_scope(query.scope))
    passed = all(_passes(read.report.facets, given) for given in query.filters)
    return _true(read, query.node, query.scope) and in_scope and passed


def _true(read: Read, node: Node | None, scope: frozenset[SectionKind]) -> bool:
    match node:
        case None:
            return True
        case And(parts):
            return all(_true(read, part, scope) for part in parts)
        case Or(parts):
            return any(_true(read, part, scope) for part in parts)
        case Not(part):
            return not _true(read, part, scope)
        case Word() | Phrase():
            return read.frequency(node, scope) > 0


def _passes(facets: Mapping[str, tuple[Value, ...]], given: Filter) -> bool:
    return _has_one(facets, given) != given.exclude


def _has_one(facets: Mapping[str, tuple[Value, ...]], given: Filter) -> bool:
    values = facets.get(given.facet, ())
    for wanted in given.values:
        if wanted == NOT_STATED and not values:
            return True
        if any(value in wanted if isinstance(wanted, Range) else value == wanted for value in values):
            return True
        if given.facet == "region" and any(wanted in places(str(value)) for value in values):
            return True
        if given.facet == "requests" and any(bucket(value) == wanted for value in values):
            return True
    return False


def places(path: str) -> list[str]:
    """A place and those that it is in."""
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names) + 1)]


def bucket(requests: Value) -> Value:
    """The name of the bucket of a number."""
    for name, low, high in REQUEST_BUCKETS:
        if int(requests) >= low and (high is None or int(requests) <= high):
            return name
    raise ValueError(f"a report cannot have {requests} requests")
