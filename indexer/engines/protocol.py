"""What a search engine promises.

An engine answers a :class:`~indexer.query.Query` over the reports of one build. ``memory.py`` says in
a hundred lines of brute force what the right answer is; every other engine gives the same one, and
``tests/engines/test_contract.py`` holds them to it.

The unit of counting is the report.

* A word is true of a report where a section in scope has it among its words; a phrase where a section
  in scope contains it as a substring of its normalised text. Phrases never cross a section border.
  Boolean operators combine these at the level of the report.
  No section has the empty word; an empty phrase is a ``ValueError``.
* A section is in scope when one of its kinds is. An empty scope is every section. Where the scope
  names kinds, a report without such a section does not match, not even a query of exclusions only.
* Occurrences are the positions of a phrase, overlapping ones included, and the number of times that a
  word stands in the section's words, summed over the positive terms of the query, each counted once.
* A section matches when it holds at least one occurrence. Without positive terms every section in
  scope matches, with no occurrence.
* A facet's counts are drill-sideways: over the reports that match the query and every filter but the
  facet's own. For the facet ``section`` a value counts the reports that would match if the scope were
  that kind alone. Reports without a value count under ``NOT_STATED``. Values with a count of 0 are
  left out unless the query filters by them. Values follow each other in ascending order, buckets and
  section kinds in their own, ``NOT_STATED`` last. Where the query wants no more than so many values, a
  long facet (``LONG_FACETS``) lists its most frequent ones, of equally frequent ones those that come
  first; ``NOT_STATED`` and the values that the query filters by are listed besides, whatever their
  count. Such a query lists of ``region`` the largest places, and the parts of those that it names or that
  a place it names is in. ``facet_sizes`` tells how many values each list would have whole: nothing is
  left out silently.
* ``region`` is a place and those that it is in, ``辽宁省/抚顺市``. A report is in every place that its own
  is in: it counts under each, and a filter by one keeps all reports in it.
* Only the facets of a report filter. ``requests`` can be filtered by number, range or name of a bucket.
  An excluding filter keeps what the same filter would not keep otherwise: a report with several values
  goes where one of them is excluded, a report without a value stays unless ``NOT_STATED`` is. For the
  facet's own counts it is a filter like the others, ignored but for the values that it names.
  A filter on ``section`` (which is the scope's work) or on an unknown facet is a ``QueryError``.
* Relevance is BM25 (k1 1.2, b 0.75) over the text in scope, each positive term weighed by its rarity
  among all reports, in the scope; a phrase's frequency is its number of occurrences. A report is as
  long as it has words in scope. Rarity is ln(1 + (N - n + 0.5) / (n + 0.5)) for n of N reports. Ties go
  by year, newest first, then by report id.
* ``complete`` is False when a time budget ended the work; the numbers are then lower bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from indexer.model import SectionKind
from indexer.query import Query, Term

FACETS = (
    "year",
    "level",
    "region",
    "province",
    "city",
    "county",
    "department",
    "agency",
    "requests",
    "fee",
    "reuse",
    "section",
    "flag",
)
"""The facets that every result counts, in the order they are shown. ``requests`` counts buckets."""

LONG_FACETS = ("province", "city", "county", "department", "agency")
"""The facets that may have thousands of values."""

TABULATED = ("year", "level", "province", "city", "county", "department", "agency", "fee")
"""The facets that words and phrases are counted by: a report has one value of each, or none."""

REQUEST_BUCKETS: tuple[tuple[str, int, int | None], ...] = (
    ("0", 0, 0),
    ("1-9", 1, 9),
    ("10-49", 10, 49),
    ("50-99", 50, 99),
    ("100-499", 100, 499),
    ("500-", 500, None),
)
"""Name, lowest and highest number of requests of each bucket."""


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """One section as an engine sees it."""

    kinds: tuple[SectionKind, ...]
    """Every kind whose scope includes it, its own first."""
    path: str
    """``requests``, or ``overview/requests``."""
    text: str
    """Its normalised text."""


@dataclass(frozen=True, slots=True)
class IndexedReport:
    """One report as an engine sees it."""

    doc: int
    """The catalogue's number for this version of the report."""
    report_id: str
    sections: tuple[IndexedSection, ...]
    facets: Mapping[str, tuple[str | int, ...]]
    """Values by facet: one at most, but for ``flag``; none where the report does not state it.
    ``requests`` holds the number itself. ``section`` is not stored: it follows from the sections."""


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section that matches: its place among the report's sections, and how often."""

    index: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that matches."""

    doc: int
    report_id: str
    score: float
    sections: tuple[SectionHit, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many reports have one value of a facet."""

    value: str | int
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: one page of hits, and exact totals and counts over all of them."""

    hits: tuple[Hit, ...]
    total_reports: int
    total_sections: int
    total_occurrences: int
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    complete: bool = True
    facet_sizes: Mapping[str, int] = field(default_factory=dict)
    """How many values each facet has among these reports, listed or not."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Every document that matches a query, in the order of its sort; the page asked for does not matter."""

    docs: tuple[int, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """How many reports hold a word or phrase, and how often they do together."""

    reports: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Words and phrases by the values of a facet; values in ascending order, ``NOT_STATED`` last."""

    reports: Mapping[str | int, int]
    """How many reports there are of each value, those without any of the terms too; none has 0."""
    terms: tuple[Mapping[str | int, Held], ...]
    """For each term, the values of whose reports some hold it."""
    complete: bool = True


class Engine(Protocol):
    """Answers queries over one build. Safe to share between threads."""

    def search(self, query: Query) -> Result:
        """The page of hits that the query asks for, with totals and facet counts over all reports."""
        ...

    def count(self, queries: Sequence[Query]) -> tuple[int | None, ...]:
        """How many reports each query matches, without hits and facets.

        One budget holds for all of them. None stands for a number that was not known when it ended.
        """
        ...

    def documents(self, query: Query) -> Documents:
        """Every document that the query matches, without hits and facets: for what looks at all of them."""
        ...

    def tabulate(self, terms: Sequence[Term], query: Query, facet: str) -> Tabulation:
        """For each term how many of the reports that the query matches hold it in scope, and how often.

        By the values of one of the facets :data:`TABULATED`; any other is a ``QueryError``.
        """
        ...
