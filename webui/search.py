"""The use cases: search, open a report, see what is there. They know a build, not the web.

A build is asked once for each page; what it answers is put together here and shown by ``view``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.builds import OpenBuild
from indexer.catalogue import ReportSummary
from indexer.engines.protocol import Result, SectionHit
from indexer.locate import original_marks
from indexer.model import Normalised, Report, Section, SectionKind, Span
from indexer.query import Query, Term, positive_terms
from indexer.segment import Segmenter
from indexer.snippets import Snippet, snippets
from webui import shelf
from webui.language.misread import MisreadError
from webui.parameters import Asked
from webui.shelf import Texts

SHOWN_SNIPPETS = 3
"""Passages quoted of a section."""


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section that matches, with the passages to show of it."""

    index: int
    section: Section
    occurrences: int
    snippets: tuple[Snippet, ...]
    first_mark: int
    """Number of the first mark shown, among the marks of the section, from 1; 0 for none."""


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report that matches."""

    summary: ReportSummary
    sections: tuple[FoundSection, ...] = ()
    """Those that are quoted; none where no words were asked for."""
    more_sections: int = 0
    traditional: bool = False
    """Whether what is quoted is in traditional script."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: totals and facets over all reports, and one page of them."""

    asked: Asked
    result: Result
    reports: tuple[FoundReport, ...]
    build: int
    built_at: str

    @property
    def pages(self) -> int:
        """How many pages the answer has; an empty one has one."""
        return max(1, -(-self.result.total_reports // self.asked.size))


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report with the marks of the search that led to it."""

    report: Report
    asked: Asked
    marks: tuple[tuple[Span, ...], ...]
    """For each section, the words searched for, as spans of the original."""
    number: int
    built_at: str
    traditional: bool


def known_names(build: OpenBuild, facet: str) -> tuple[str, ...]:
    """Every value of a facet in a build."""
    return shelf.names(build, facet)


def query_of(build: OpenBuild, asked: Asked, facet_values: int | None = None) -> Query:
    """What is asked, as a query to one build; ``facet_values`` limits how many of a long facet are listed."""
    query = asked.whole.query(
        lambda facet: known_names(build, facet), sort=asked.sort, page=asked.page, size=asked.size
    )
    return replace(query, facet_values=facet_values)


def search(
    build: OpenBuild, asked: Asked, *, most_sections: int | None = None, facet_values: int | None = None
) -> Found:
    """The answer to a search.

    ``most_sections`` limits those that are quoted of each report, ``facet_values`` those that are listed of a
    facet with thousands.
    """
    query = query_of(build, asked, facet_values)
    result = build.engine.search(query)
    pages = max(1, -(-result.total_reports // asked.size))
    if asked.page > pages:
        raise MisreadError("page_out_of_range", field="page", page=asked.page, pages=pages)
    terms = positive_terms(query.node)
    named = shelf.summaries(build, [hit.doc for hit in result.hits])
    reports = tuple(
        _report(build, summary, hit.sections, terms, most_sections) if terms else FoundReport(summary)
        for summary, hit in zip(named, result.hits, strict=True)
    )
    return Found(asked, result, reports, build.number, build.built_at)


def _report(
    build: OpenBuild,
    summary: ReportSummary,
    hits: tuple[SectionHit, ...],
    terms: tuple[Term, ...],
    most_sections: int | None,
) -> FoundReport:
    """A report with the passages that say what was asked for."""
    texts, shown = shelf.texts(build, summary.doc), hits[:most_sections]
    sections = tuple(
        _section(texts, summary.sections[hit.index], hit, terms, build.segmenter) for hit in shown
    )
    return FoundReport(summary, sections, len(hits) - len(shown), is_traditional(texts.normalised))


def _section(
    texts: Texts, section: Section, hit: SectionHit, terms: tuple[Term, ...], segmenter: Segmenter
) -> FoundSection:
    marks = original_marks(texts.normalised, section, terms, segmenter)
    found = snippets(texts.original, section.span, marks, limit=SHOWN_SNIPPETS)
    first = next((snippet for snippet in found if snippet.marks), None)
    place = first.span.start + first.marks[0].start if first else -1
    number = next((n for n, mark in enumerate(marks, 1) if mark.start >= place), 0) if first else 0
    return FoundSection(hit.index, section, hit.occurrences, found, number)


def open_report(build: OpenBuild, report_id: str, asked: Asked) -> OpenedReport:
    """One report, with marks where it has the words that were searched for, in the sections in scope."""
    report = shelf.whole(build, report_id)
    terms = positive_terms(asked.whole.node)
    marks = tuple(
        original_marks(report.normalised, section, terms, build.segmenter)
        if terms and in_scope(section, asked.whole.scope)
        else ()
        for section in report.sections
    )
    return OpenedReport(report, asked, marks, build.number, build.built_at, is_traditional(report.normalised))


def in_scope(section: Section, scope: frozenset[SectionKind]) -> bool:
    """Whether a search with this scope looks in the section."""
    return not scope or bool(scope & set(section.kinds))


def is_traditional(normalised: Normalised) -> bool:
    """Whether a text is in traditional script: one character in a hundred was converted, or more."""
    changes = sum(step.changes for step in normalised.steps if step.name == "simplify_script")
    return changes * 100 > len(normalised.text)
