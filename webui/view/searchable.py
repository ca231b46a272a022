"""The text of a report as it is searched: alone, or paragraph by paragraph beside the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from indexer.locate import locate
from indexer.model import Report, Section, Span
from indexer.query import positive_terms
from indexer.segment import Segmenter
from webui.render import Layer, LayerKind, render_line, render_paragraphs
from webui.search import OpenedReport, in_scope
from webui.view.document import ChapterView, PairView, PieceView, fact_layers, mark_layers
from webui.view.headline import section_name
from webui.view.mended import mended_spots
from webui.view.passage import passage_layers
from webui.wording import Voice


def normalised_chapters(
    opened: OpenedReport, segmenter: Segmenter, voice: Voice, at: Span | None = None
) -> tuple[ChapterView, ...]:
    """The text as it is searched: repaired, in simplified script, without layout."""
    report = opened.report
    whole = opened.asked.whole
    terms = positive_terms(whole.node)
    stretches = [section.normalised for section in report.sections]
    passage = Span(*report.normalised.alignment.to_normalised(at)) if at else None
    outlined = passage_layers(passage, report.normalised.text, stretches) if passage else []
    found = []
    for place, section in enumerate(report.sections, 1):
        start, end = section.normalised
        text = report.normalised.text[start:end]
        marks = locate(terms, text, segmenter) if terms and in_scope(section, whole.scope) else ()
        layers = [
            Layer(Span(mark.start, mark.end), LayerKind.MARK, f"s{place}m{number}")
            for number, mark in enumerate(marks, 1)
        ]
        marked = len(layers)
        layers += [
            replace(one, span=Span(one.span.start - start, one.span.end - start))
            for one in outlined
            if start <= one.span.start < end
        ]
        words = render_paragraphs(text, Span(0, len(text)), layers)
        found.append(
            ChapterView(
                f"s{place}",
                section_name(section, voice),
                Markup(),
                section.level,
                False,
                marked,
                (PieceView(words),),
            )
        )
    return tuple(found)


def paired_chapters(opened: OpenedReport, voice: Voice, at: Span | None = None) -> tuple[ChapterView, ...]:
    """Every paragraph beside what is searched of it, with the damage that was repaired."""
    report = opened.report
    text = report.original.text
    cut = [tuple(_paragraphs(report, section)) for section in report.sections]
    layers = [*mark_layers(opened), *fact_layers(report)]
    layers += (Layer(spot, LayerKind.MENDED) for spot in mended_spots(report.normalised, text))
    if at is not None:
        layers += passage_layers(at, text, [original for part in cut for original, _ in part])
    return tuple(
        ChapterView(
            f"s{place}",
            section_name(section, voice),
            Markup(),
            section.level,
            False,
            len(opened.marks[place - 1]),
            (PieceView(Markup(), pairs=tuple(_pair(report, *one, layers) for one in paragraphs)),),
        )
        for place, (section, paragraphs) in enumerate(zip(report.sections, cut, strict=True), 1)
    )


def _paragraphs(report: Report, section: Section) -> Iterator[tuple[Span, Span]]:
    """Each paragraph of a section, in the original and in the searchable text.

    The repair joins lines that the layout broke, so its paragraphs are the measure: what of the original
    stands between the beginnings of two of them belongs to the first.
    """
    text, alignment = report.normalised.text, report.normalised.alignment
    start, end = section.normalised
    begin = section.span.start
    while start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        following = line_end + 1
        place = alignment.to_original(following, following + 1).start if following < end else section.span.end
        if report.original.text[begin:place].strip():
            yield Span(begin, place), Span(start, line_end)
            begin = place
        start = following
    if begin < section.span.end and report.original.text[begin : section.span.end].strip():
        yield Span(begin, section.span.end), Span(end, end)


def _pair(report: Report, original: Span, searched: Span, layers: Sequence[Layer]) -> PairView:
    near = [one for one in layers if one.span.start < original.end and original.start <= one.span.end]
    words = render_paragraphs(report.original.text, original, near)
    return PairView(words, render_line(report.normalised.text, searched))
