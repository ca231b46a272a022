"""The original text of a report, section by section, with its tables, marks and anchors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.locate import locate
from indexer.model import Report, Section, Span, Table
from indexer.query import positive_terms
from indexer.segment import Segmenter
from webui.render import Layer, LayerKind, render_line, render_paragraphs
from webui.search import OpenedReport, in_scope
from webui.view.drawn import Drawn, drawn_tables
from webui.view.headline import section_name
from webui.view.tables import TableView, plain_grid, statutory
from webui.wording import Voice

INFERRED = 0.65
"""A section below this confidence has no heading of its own in the text."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of a section: paragraphs, or a table."""

    words: Markup
    table: TableView | None = None


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


def evidence_anchor(facet: str) -> str:
    """Anchor of the words that support a facet.

    >>> evidence_anchor("fee_status")
    'e-fee_status'
    """
    return f"e-{facet}"


def figure_anchor(name: str) -> str:
    """Anchor of the cell that gives a figure."""
    return f"f-{name}"


def problem_anchor(number: int) -> str:
    """Anchor of the words that a problem is about; problems are numbered from 1."""
    return f"p{number}"


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


def chapters(opened: OpenedReport, voice: Voice) -> tuple[ChapterView, ...]:
    """Every section in the order of the text."""
    report = opened.report
    layers = [*mark_layers(opened), *fact_layers(report)]
    drawn = drawn_tables(report)
    return tuple(
        ChapterView(
            anchor=f"s{place}",
            name=section_name(section, voice),
            heading=_heading(report, section, layers),
            level=section.level,
            inferred=bool(section.level and (not section.title or section.confidence < INFERRED)),
            marks=len(opened.marks[place - 1]),
            pieces=tuple(_pieces(report, section, layers, drawn, voice)),
        )
        for place, section in enumerate(report.sections, 1)
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


def _heading(report: Report, section: Section, layers: Sequence[Layer]) -> Markup:
    span = _heading_span(report, section)
    return render_line(report.original.text, span, _near(layers, span)) if span else Markup()


def _near(layers: Sequence[Layer], span: Span) -> list[Layer]:
    return [one for one in layers if one.span.start <= span.end and span.start <= one.span.end]


def _pieces(
    report: Report, section: Section, layers: Sequence[Layer], drawn: Sequence[Drawn], voice: Voice
) -> Iterator[PieceView]:
    text = report.original.text
    heading = _heading_span(report, section)
    at, end = heading.end if heading else section.span.start, section.span.end
    for one in drawn:
        if one.span.end <= at or end <= one.span.start:
            continue
        if at < one.span.start:
            yield _paragraphs(text, Span(at, one.span.start), layers)
        if section.span.start <= one.span.start:
            span = Span(max(at, one.span.start), one.span.end)
            near = _near(layers, span)
            if isinstance(one.what, Table):
                view = statutory(one.what, text, span, near, report.checks, voice)
            else:
                view = plain_grid(one.what, text, near)
            yield PieceView(Markup(), view)
        at = max(at, one.span.end)
    if at < end:
        yield _paragraphs(text, Span(at, end), layers)


def _paragraphs(text: str, span: Span, layers: Sequence[Layer]) -> PieceView:
    return PieceView(render_paragraphs(text, span, _near(layers, span)))


def normalised_chapters(opened: OpenedReport, segmenter: Segmenter, voice: Voice) -> tuple[ChapterView, ...]:
    """The text as it is searched: repaired, in simplified script, without layout."""
    report = opened.report
    whole = opened.asked.whole
    terms = positive_terms(whole.node)
    found = []
    for place, section in enumerate(report.sections, 1):
        start, end = section.normalised
        text = report.normalised.text[start:end]
        marks = locate(terms, text, segmenter) if terms and in_scope(section, whole.scope) else ()
        layers = [
            Layer(Span(mark.start, mark.end), LayerKind.MARK, f"s{place}m{number}")
            for number, mark in enumerate(marks, 1)
        ]
        words = render_paragraphs(text, Span(0, len(text)), layers)
        found.append(
            ChapterView(
                f"s{place}",
                section_name(section, voice),
                Markup(),
                section.level,
                False,
                len(layers),
                (PieceView(words),),
            )
        )
    return tuple(found)
