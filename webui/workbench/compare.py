"""What agencies state in one section, side by side: agencies down, years across.

An empty place has three reasons, and they are kept apart: the corpus has no report of that agency and year,
or the report has no such section, or the section says nothing. Two reports of the same agency and year both
stand in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from indexer.builds import OpenBuild
from indexer.catalogue import ReportSummary
from indexer.model import Section, SectionKind, Span
from indexer.query import Filter, Query, Range, Sort
from indexer.statements import Role, Statement, split
from webui import shelf
from webui.language.misread import MisreadError
from webui.search import is_traditional
from webui.shelf import Shelf, Texts
from webui.workbench.compare_choice import AGENCIES, Choice, CompareAsked, choose
from webui.workbench.compare_sharing import SharedCounts
from webui.workbench.passage import core_of

YEARS = 20
"""Years on one page: the law is of 2008, and no agency has reported for longer."""
KEPT = 4000
"""Sections kept in single statements, of the builds that are open."""
_WITH_TABLES = frozenset(SectionKind) - {SectionKind.PROBLEMS_IMPROVEMENTS}
"""The problems section has no table of its own: a table in it belongs to a section whose heading is lost."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One statement, in the agency's own words."""

    statement: Statement
    text: str
    core: Span
    """Its words in the original, neither the mark before them nor the last sign."""
    shared: int | None
    """Other reports of the collection that have its sentences, numbers aside; None where it has no role:
    that others have the same introduction too is no news."""


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A section in single statements, its tables left out."""

    index: int
    """Its place among the report's sections."""
    section: Section
    statements: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report, and what it states in the section that is compared."""

    summary: ReportSummary
    sections: tuple[ComparedSection, ...]
    """Empty where the report has no such section."""
    traditional: bool

    @property
    def quoted(self) -> Iterator[Quoted]:
        """The statements of all its sections, in their order."""
        return (one for section in self.sections for one in section.statements)


@dataclass(frozen=True, slots=True)
class Row:
    """One agency: for each year its reports, none where the corpus has none."""

    agency: str
    cells: tuple[tuple[ComparedReport, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One page of a comparison."""

    asked: CompareAsked
    choice: Choice
    years: tuple[int | None, ...]
    """The columns; None is that of reports which do not state their year."""
    earlier: int
    """Years before the first column that have reports and no place on the page."""
    rows: tuple[Row, ...]
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class Every:
    """All reports of a comparison, still to be read."""

    choice: Choice
    reports: Iterator[ComparedReport]
    build: int
    built_at: str


def compare(build: OpenBuild, asked: CompareAsked) -> Comparison:
    """The page of the comparison that is asked for."""
    choice = choose(build, asked)
    page = asked.asked.page
    if page > choice.pages:
        raise MisreadError("page_out_of_range", field="page", page=page, pages=choice.pages)
    names = choice.names[(page - 1) * AGENCIES : page * AGENCIES]
    summaries = _reports_of(build, names, asked)
    columns = _columns(asked, summaries)
    shown, earlier = columns[-YEARS:], len(columns[:-YEARS])
    kept = [one for one in summaries if _year(one) in shown]
    by_place: dict[tuple[str, int | None], list[ComparedReport]] = {}
    counts = SharedCounts(build)
    for one in kept:
        place = (str(one.facet("agency").value), _year(one))
        by_place.setdefault(place, []).append(compared(build, one, asked.section, counts))
    rows = tuple(Row(name, tuple(tuple(by_place.get((name, year), ())) for year in shown)) for name in names)
    return Comparison(asked, choice, tuple(shown), earlier, rows, build.number, build.built_at)


def every_report(build: OpenBuild, asked: CompareAsked) -> Every:
    """All reports of the comparison, of every page, read when it is their turn."""
    if asked.nothing:
        raise MisreadError("nothing_to_compare", field="agency")
    choice = choose(build, asked)
    return Every(choice, _each(build, choice.names, asked), build.number, build.built_at)


def _each(build: OpenBuild, names: Sequence[str], asked: CompareAsked) -> Iterator[ComparedReport]:
    for start in range(0, len(names), AGENCIES):
        some = names[start : start + AGENCIES]
        reports = sorted(_reports_of(build, some, asked), key=lambda one: _order(one, some))
        counts = SharedCounts(build)
        for one in reports:
            yield compared(build, one, asked.section, counts)


def _order(report: ReportSummary, names: Sequence[str]) -> tuple[int, int, str]:
    return names.index(str(report.facet("agency").value)), _year(report) or 0, report.id


def _reports_of(build: OpenBuild, names: Sequence[str], asked: CompareAsked) -> tuple[ReportSummary, ...]:
    """The reports of some agencies in the years asked for."""
    if not names:
        return ()
    years = [one for one in asked.asked.whole.filters if one.facet == "year"]
    query = Query(filters=(Filter("agency", tuple(names)), *years), sort=Sort.AGENCY)
    docs = build.engine.documents(query).docs
    return shelf.summaries(build, docs)


def _year(report: ReportSummary) -> int | None:
    value = report.facet("year").value
    return value if isinstance(value, int) else None


def _columns(asked: CompareAsked, reports: Sequence[ReportSummary]) -> list[int | None]:
    """Every year between the first and the last that is asked for or has a report.

    A year without any report has its column: that nothing is there is worth seeing.
    """
    stated = sorted({year for one in reports if (year := _year(one)) is not None})
    columns: list[int | None] = []
    wanted = asked.asked.whole.values("year")
    if wanted:
        for value in wanted:
            columns += _span(value, stated)
    elif stated:
        columns += range(stated[0], stated[-1] + 1)
    columns = sorted(set(columns), key=lambda year: year or 0)
    return [*([None] if any(_year(one) is None for one in reports) else []), *columns]


def _span(value: object, stated: Sequence[int]) -> Sequence[int]:
    """The years of one value of the filter; an open end reaches as far as there are reports."""
    if isinstance(value, int):
        return (value,)
    if not isinstance(value, Range):
        return ()
    low = value.low if value.low is not None else min(stated, default=0)
    high = value.high if value.high is not None else max(stated, default=-1)
    return range(max(low, high - 4 * YEARS), high + 1)


def compared(
    build: OpenBuild, report: ReportSummary, kind: SectionKind, counts: SharedCounts
) -> ComparedReport:
    """A report with the statements of its sections of a kind; they are kept, as reports never change."""
    return _shelf(build).get((report.doc, kind), lambda: _compared(build, report, kind, counts))


def _compared(
    build: OpenBuild, report: ReportSummary, kind: SectionKind, counts: SharedCounts
) -> ComparedReport:
    wanted = [(index, one) for index, one in enumerate(report.sections) if kind in one.kinds]
    if not wanted:
        return ComparedReport(report, (), False)
    texts = shelf.texts(build, report.doc)
    tables = build.table_spans(report.doc) if kind in _WITH_TABLES else ()
    sections = tuple(
        ComparedSection(index, section, tuple(_quoted(report.doc, section, texts, tables, counts)))
        for index, section in wanted
    )
    return ComparedReport(report, sections, is_traditional(texts.normalised))


def _quoted(
    doc: int, section: Section, texts: Texts, tables: Sequence[Span], counts: SharedCounts
) -> Iterator[Quoted]:
    """The statements of a section; problems and remedies with the number of reports that share them."""
    normalised = texts.normalised
    for one in split(texts.original, normalised, section):
        if _is_in(one.span, tables):
            continue
        core = core_of(normalised.text, one.normalised)
        stated = one.role is not Role.NEITHER
        shared = counts.others(doc, normalised.text[core.start : core.end]) if stated else None
        yield Quoted(one, one.quote(texts.original), normalised.alignment.to_original(*core), shared)


def _is_in(span: Span, tables: Sequence[Span]) -> bool:
    """Whether a statement is a row of a table: rows are compared as figures, not as words."""
    return any(table.start <= span.start < table.end for table in tables)


_shelves: WeakKeyDictionary[OpenBuild, Shelf[tuple[int, SectionKind], ComparedReport]] = WeakKeyDictionary()
_making = Lock()


def _shelf(build: OpenBuild) -> Shelf[tuple[int, SectionKind], ComparedReport]:
    with _making:
        return _shelves.setdefault(build, Shelf(KEPT))
