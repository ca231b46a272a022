"""The original text of a report, section by section, with its tables, marks and anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.model import Grid, Report, Section, Span, Table
from webui.render import Layer, LayerKind, render_line, render_paragraphs
from webui.search import OpenedReport
from webui.view.anchors import evidence_anchor, figure_anchor, problem_anchor
from webui.view.drawn import Drawn, drawn_tables
from webui.view.headline import section_name
from webui.view.margins import Margins
from webui.view.passage import passage_layers
from webui.view.tables import TableView, plain_grid, statutory
from webui.wording import Voice

INFERRED = 0.65
"""A section below this confidence has no heading of its own in the text."""


@dataclass(frozen=True, slots=True)
class PairView:
    """A paragraph, and what the repair made of it."""

    original: Markup
    normalised: Markup


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of a section: paragraphs, a table, or paragraphs beside the text that is searched."""

    words: Markup
    table: TableView | None = None
    pairs: tuple[PairView, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A section."""

    anchor: str
    name: str
    """What kind it is, in our words."""
    heading: Markup
    """As printed, with marks; empty where the text has none."""
    level: int
    inferred: bool
    """Whether the heading is lost and the section was found by its table."""
    marks: int
    pieces: tuple[PieceView, ...]


def mark_layers(opened: OpenedReport) -> list[Layer]:
    """The marks of every section, numbered within it: the second of section 3 is ``s3m2``."""
    return [
        Layer(span, LayerKind.MARK, f"s{place}m{number}")
        for place, marks in enumerate(opened.marks, 1)
        for number, span in enumerate(marks, 1)
    ]


def fact_layers(report: Report) -> Iterator[Layer]:
    """Anchors of the words behind facets, figures and problems."""
    seen: set[str] = set()
    for facet in report.facets:
        if facet.evidence and facet.name not in seen:
            seen.add(facet.name)
            yield Layer(facet.evidence.span, LayerKind.EVIDENCE, evidence_anchor(facet.name))
    for figure in report.figures:
        # A cell is one place, not a passage: its anchor has no length, so that it draws nothing.
        place = figure.evidence.span.start
        yield Layer(Span(place, place), LayerKind.EVIDENCE, figure_anchor(figure.name))
    for number, problem in enumerate(report.problems, 1):
        if problem.span and problem.span.end - problem.span.start < 2000:
            yield Layer(problem.span, LayerKind.FAULT, problem_anchor(number), problem.message)


def chapters(
    opened: OpenedReport, voice: Voice, at: Span | None = None, margins: Margins | None = None
) -> tuple[ChapterView, ...]:
    """Every section in the order of the text; ``at`` is a passage to outline."""
    report = opened.report
    drawn = drawn_tables(report)
    cut = [tuple(_stretches(report, section, drawn)) for section in report.sections]
    layers = [*mark_layers(opened), *fact_layers(report)]
    if at is not None:
        layers += passage_layers(at, report.original.text, [one.span for part in cut for one in part])
    return tuple(
        _chapter(opened, place, stretches, layers, voice, margins) for place, stretches in enumerate(cut, 1)
    )


def _chapter(
    opened: OpenedReport,
    place: int,
    stretches: Sequence[_Stretch],
    layers: Sequence[Layer],
    voice: Voice,
    margins: Margins | None,
) -> ChapterView:
    report = opened.report
    after = margins.after if margins else None
    layers = [*layers, *margins.notes(place - 1)] if margins else layers
    section = report.sections[place - 1]
    heading = stretches[0].span if stretches and stretches[0].heading else None
    return ChapterView(
        anchor=f"s{place}",
        name=section_name(section, voice),
        heading=render_line(report.original.text, heading, _near(layers, heading)) if heading else Markup(),
        level=section.level,
        inferred=bool(section.level and (not section.title or section.confidence < INFERRED)),
        marks=len(opened.marks[place - 1]),
        pieces=tuple(_piece(report, one, layers, voice, after) for one in stretches if not one.heading),
    )


def _heading_span(report: Report, section: Section) -> Span | None:
    text = report.original.text
    start = section.span.start
    while start < section.span.end and text[start].isspace():
        start += 1
    if not section.title or not text.startswith(section.title, start, section.span.end):
        return None
    end = start + len(section.title)
    # A heading glued to its paragraph keeps the sign that ends it; no paragraph begins with one.
    while end < section.span.end and text[end] in "。：:；;，,":
        end += 1
    return Span(start, end)


def _near(layers: Sequence[Layer], span: Span) -> list[Layer]:
    return [one for one in layers if one.span.start <= span.end and span.start <= one.span.end]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a section that is shown in one piece: its heading, paragraphs, or a table."""

    span: Span
    heading: bool = False
    table: Table | Grid | None = None


def _stretches(report: Report, section: Section, drawn: Sequence[Drawn]) -> Iterator[_Stretch]:
    """The stretches of a section in order, the heading first where there is one."""
    heading = _heading_span(report, section)
    if heading:
        yield _Stretch(heading, heading=True)
    at, end = heading.end if heading else section.span.start, section.span.end
    for one in drawn:
        if one.span.end <= at or end <= one.span.start:
            continue
        if at < one.span.start:
            yield _Stretch(Span(at, one.span.start))
        if section.span.start <= one.span.start:
            yield _Stretch(Span(max(at, one.span.start), one.span.end), table=one.what)
        at = max(at, one.span.end)
    if at < end:
        yield _Stretch(Span(at, end))


def _piece(
    report: Report,
    one: _Stretch,
    layers: Sequence[Layer],
    voice: Voice,
    after: Callable[[Span], str] | None,
) -> PieceView:
    text = report.original.text
    near = _near(layers, one.span)
    if isinstance(one.table, Table):
        return PieceView(
            Markup(), statutory(one.table, text, one.span, near, report.checks, voice, report.figures)
        )
    if one.table:
        return PieceView(Markup(), plain_grid(one.table, text, near))
    return PieceView(render_paragraphs(text, one.span, near, after))
