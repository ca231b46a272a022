"""Every report that a search finds, with its passages, one after the other.

All are found at once, by number; each is read when it is its turn. So the first is there in milliseconds,
however many there are, and memory holds a few of them. All come from the build that was current at the
beginning: a build keeps its documents for as long as it is kept itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.builds import OpenBuild
from indexer.catalogue import ReportSummary
from indexer.locate import locate, original_marks
from indexer.model import Section
from indexer.query import Query, Term, positive_terms
from indexer.snippets import Snippet, snippets
from webui.parameters import Asked
from webui.search import in_scope, query_of

MOST_PASSAGES = 200
"""Passages of one section at most; what is left out is counted. A comma has more."""
READ_TOGETHER = 50
"""Reports whose summaries are read together; the first few alone, so that they leave at once."""


@dataclass(frozen=True, slots=True)
class TakenSection:
    """A section that holds what was searched for."""

    index: int
    section: Section
    occurrences: int
    passages: tuple[Snippet, ...]

    @property
    def unquoted(self) -> int:
        """Places of the words that no passage shows."""
        return max(0, self.occurrences - sum(len(one.marks) for one in self.passages))


@dataclass(frozen=True, slots=True)
class TakenReport:
    """One of the reports."""

    number: int
    """Its place among all of them, from 1."""
    summary: ReportSummary
    sections: tuple[TakenSection, ...] | None
    """None where the search has no words that could be quoted."""


@dataclass(frozen=True, slots=True)
class Taking:
    """All reports that a search finds, still to be read."""

    total: int
    complete: bool
    """False: the time for a search ran out before all were found."""
    reports: Iterator[TakenReport]
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class Quoting:
    """How much of a report is quoted; all sections and places are counted whatever it is."""

    passages: int = MOST_PASSAGES
    """Of each section at most."""
    sections: int | None = None
    """None: all of them."""


EVERYTHING = Quoting()


def take(build: OpenBuild, asked: Asked, quoting: Quoting = EVERYTHING) -> Taking:
    """Everything that a search finds, in its order."""
    query = query_of(build, asked)
    found = build.engine.documents(query)
    reports = read_reports(build, found.docs, query, quoting)
    return Taking(len(found.docs), found.complete, reports, build.number, build.built_at)


def has_words(asked: Asked) -> bool:
    """Whether the search has words that a report could be quoted for."""
    return bool(positive_terms(asked.whole.node))


def read_reports(
    build: OpenBuild, docs: Sequence[int], query: Query, quoting: Quoting
) -> Iterator[TakenReport]:
    """Documents as they are taken away, each when it is its turn."""
    terms = positive_terms(query.node)
    waiting, number, together = iter(docs), 0, 1
    while some := tuple(islice(waiting, together)):
        for summary in build.summaries(some):
            number += 1
            yield TakenReport(number, summary, _sections(build, summary, query, terms, quoting))
        together = min(2 * together, READ_TOGETHER)


def _sections(
    build: OpenBuild, summary: ReportSummary, query: Query, terms: tuple[Term, ...], quoting: Quoting
) -> tuple[TakenSection, ...] | None:
    if not terms:
        return None
    original, normalised = build.texts(summary.doc)
    found: list[TakenSection] = []
    for index, section in enumerate(summary.sections):
        if not in_scope(section, query.scope):
            continue
        start, end = section.normalised
        occurrences = len(locate(terms, normalised.text[start:end], build.segmenter))
        if not occurrences:
            continue
        quoted: tuple[Snippet, ...] = ()
        if quoting.sections is None or len(found) < quoting.sections:
            marks = original_marks(normalised, section, terms, build.segmenter)
            quoted = snippets(original, section.span, marks, limit=quoting.passages)
        found.append(TakenSection(index, section, occurrences, quoted))
    return tuple(found)
