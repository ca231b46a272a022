"""The values that cross the borders between stages: frozen, typed, and free of behaviour.

One report flows through them in this order::

    SourceFile -> Original -> Normalised -> Section, Table -> Figure, Facet, Check, Problem -> Report

One coordinate system holds everywhere: a :class:`Span` indexes ``Original.text``, the text as the
agency wrote it. Whatever a stage works on (repaired text, table cells), it hands out original spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from indexer.text.align import Alignment


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of characters in the original text."""

    start: int
    end: int


class SectionKind(StrEnum):
    """What a section is about: the 14 kinds of the field's taxonomy, and the preamble."""

    PREAMBLE = "preamble"
    OVERVIEW = "overview"
    PROACTIVE = "proactive"
    REQUESTS = "requests"
    REVIEW_LITIGATION = "review_litigation"
    PROBLEMS_IMPROVEMENTS = "problems_improvements"
    OTHER_MATTERS = "other_matters"
    FEES = "fees"
    CONSULTATION = "consultation"
    RESPONSE_INTERPRETATION = "response_interpretation"
    INFO_MANAGEMENT = "info_management"
    PLATFORM = "platform"
    COMPLAINTS_SUPERVISION = "complaints_supervision"
    SECRECY_REVIEW = "secrecy_review"
    ORGANIZATION_RESOURCES = "organization_resources"
    ANNEX_STATISTICS = "annex_statistics"


class Level(StrEnum):
    """Administrative level of the territory that the agency serves."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class FeeStatus(StrEnum):
    """What the report says about fees charged for information requests."""

    NONE = "none"
    CHARGED = "charged"
    WAIVED = "waived"
    NOTICE_ONLY = "notice_only"
    NOT_STATED = "not_stated"
    UNCLEAR = "unclear"


class Form(StrEnum):
    """The generation of statutory form that a report's tables follow."""

    E1 = "e1"
    """Local indicator lists, reporting years 2008 to 2013 and a long tail."""
    E2 = "e2"
    """The national statistics form of 2014 to 2018."""
    Y2019 = "2019"
    Y2021 = "2021"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the corpus: where it is, and what is known of where it came from."""

    path: str
    """Path relative to the corpus, with ``/``; a member of an archive follows ``!/``."""
    sha256: str
    """Hash of the bytes, in lower-case hexadecimal."""
    size: int
    media_type: str = "text/plain"
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text as printed, and where it stands."""

    text: str
    span: Span
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source as its markup draws it: rows of cells, before anyone knows what it means."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: its number, counted from 1, and the original text on it."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the original: the smallest piece that the source's layout sets apart."""

    span: Span
    heading: bool = False
    """True where the source's own markup says that this is a heading."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader of a file could not do, or does not trust; shown to people, never swallowed."""

    code: str
    message: str
    """One sentence for a person: what happened, and what to do about it."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """What one file says, verbatim, and the layout found in it."""

    text: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    encoding: str
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One repair that changed the text: its name in the pipeline, and how many places it changed."""

    name: str
    changes: int


@dataclass(frozen=True, slots=True)
class Normalised:
    """The repaired text that is searched and analysed, aligned with the original character by character."""

    text: str
    alignment: Alignment
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value is believed: the rule that found it and the words of the original that say it."""

    rule: str
    span: Span
    text: str
    """The quoted words: exactly ``Original.text[span.start:span.end]``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the report under one heading. Sections follow each other and never overlap."""

    kind: SectionKind
    level: int
    """1 for a chapter (一、), 2 for a part of 总体情况 (（一）); 0 for the preamble."""
    title: str
    """The heading as printed; empty for the preamble and where the heading itself is lost."""
    span: Span
    """Heading and text."""
    normalised: Span
    """The same stretch as ``[start, end)`` of ``Normalised.text``."""
    parent: SectionKind | None = None
    """The chapter that a level-2 section belongs to."""
    also: tuple[SectionKind, ...] = ()
    """Further kinds that the same heading names."""
    confidence: float = 1.0
    """1.0 known wording, 0.7 key words, 0.6 inferred because the heading is missing."""

    @property
    def kinds(self) -> tuple[SectionKind, ...]:
        """Every kind whose scope includes this section, its own first."""
        return tuple(dict.fromkeys((self.kind, *self.also, *((self.parent,) if self.parent else ()))))

    @property
    def path(self) -> str:
        """Stable place in the report: ``requests``, or ``overview/requests`` for a part of 总体情况."""
        return f"{self.parent}/{self.kind}" if self.parent and self.parent != self.kind else str(self.kind)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a recognised statutory table: its label, its value cells, and the figures they give."""

    label: Cell | None
    values: tuple[Cell, ...]
    figures: tuple[str | None, ...]
    """For each value cell the name of its figure, or None where the cell belongs to none."""
    group: str = ""
    """The label of the block or of the merged label cell that the row stands under."""


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table, recognised: rows in the order of the form, cells as printed."""

    name: str
    """``pd``, ``rq``, ``rl``, ``s1`` or ``s2``."""
    form: Form
    columns: tuple[str, ...]
    """Labels of the value columns, in the form's own wording."""
    rows: tuple[TableRow, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a statutory table under its stable name. ``value`` None: blank, or not a number."""

    name: str
    value: float | int | None
    raw: str
    """The cell as printed: an empty string for a blank cell, ``/`` for a slash."""
    evidence: Evidence
    unit: str | None = None


FacetValue = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One property of a report. ``value`` None and no evidence: the report does not state it."""

    name: str
    value: FacetValue | None
    label: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One arithmetic rule (勾稽关系) applied to the figures."""

    id: str
    ok: bool | None
    """None: not assessable, a figure that it needs is missing."""
    detail: str
    """The sum as printed, for a person: ``3 + 0 ≠ 2 + 0``."""
    figures: tuple[str, ...]
    """Names of the figures it compares."""
    level: str = "error"
    """``error``, ``warning`` or ``info``."""
    used_blanks: bool = False
    """True where blank cells were counted as 0, for this sum only."""


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's report for one year: everything that is known of it, and how."""

    id: str
    source: SourceFile
    original: Original
    normalised: Normalised
    title: str | None
    form: Form | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    facets: tuple[Facet, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...] = field(default=())

    def facet(self, name: str) -> Facet:
        """The facet of that name; one without a value where the report does not state it."""
        return next((facet for facet in self.facets if facet.name == name), Facet(name, None))
