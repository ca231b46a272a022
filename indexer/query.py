"""What a search asks for, in the project's own types.

The web side turns typed text into these values, the engines answer them, and nothing here knows either.
Text in a query is already normalised with the code that normalised the reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from indexer.model import SectionKind

NOT_STATED = "not_stated"
"""The facet value of a report that does not state the property. Never 0, never an empty string."""


@dataclass(frozen=True, slots=True)
class Word:
    """True where a section in scope has this jieba token."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """True where a section in scope contains this string; segmentation never decides."""

    text: str


@dataclass(frozen=True, slots=True)
class And:
    """True where every part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True where at least one part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is not."""

    part: Node


Term = Word | Phrase
Node = Word | Phrase | And | Or | Not


class Sort(StrEnum):
    """The order of hits. Ties go by year, newest first, then by report id."""

    RELEVANCE = "relevance"
    YEAR = "year"
    """Newest first; reports without a year last."""
    REQUESTS = "requests"
    """Most first; not stated last."""
    AGENCY = "agency"
    """By the agency's full name; not stated last."""


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from ``low`` to ``high``, both included; None is open."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, value: object) -> bool:
        return (
            isinstance(value, int)
            and (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
        )


FilterValue = str | int | Range


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps reports whose facet has one of the values: OR inside a filter, AND between filters.

    ``NOT_STATED`` stands for reports without a value. A range never matches those.
    """

    facet: str
    values: tuple[FilterValue, ...]
    exclude: bool = False
    """Keeps the reports that have none of the values instead."""


@dataclass(frozen=True, slots=True)
class Query:
    """One search: what to look for, where, among which reports, in which order, and which page."""

    node: Node | None = None
    """None browses: every report that passes the filters."""
    scope: frozenset[SectionKind] = frozenset()
    """Section kinds to look in; empty means all."""
    filters: tuple[Filter, ...] = field(default=())
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    facet_values: int | None = None
    """How many values of a long facet to list: the most frequent. None lists all."""


def walk(node: Node | None, *, positive: bool = True) -> Iterator[tuple[Term, bool]]:
    """Every word and phrase of the query with the sign it is asked for.

    >>> [(term.text, sign) for term, sign in walk(And((Word("公开"), Not(Phrase("收费")))))]
    [('公开', True), ('收费', False)]
    """
    match node:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from walk(part, positive=positive)
        case Not(part):
            yield from walk(part, positive=not positive)
        case Word() | Phrase():
            yield node, positive


def positive_terms(node: Node | None) -> tuple[Term, ...]:
    """The words and phrases to mark and to rank by, each once, in the order they were asked for."""
    return tuple(dict.fromkeys(term for term, sign in walk(node) if sign))
