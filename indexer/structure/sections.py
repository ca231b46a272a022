"""Original, Normalised -> the sections of the report, one after the other, without a gap.

The chapters are found by their words, in the order in which they stand; their numerals only help
where the words are unknown. Parts of 总体情况 are sections of their own, because the same words mean
different things there: 依申请公开 in 总体情况 is prose, chapter 三 is the statutory table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.model import Normalised, Original, Problem, Section, SectionKind, Span
from indexer.structure.candidate import Candidate, Style
from indexer.structure.headings import KNOWN, load_rules
from indexer.structure.lost import Opening, find_annex, find_lost_chapters
from indexer.structure.outline import find_candidates

MOST_SECTIONS = 64
_UNKNOWN_CHAPTER = 0.5


@dataclass(frozen=True, slots=True)
class FoundSections:
    """The sections in order, and what went wrong while finding them."""

    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()


def find_sections(original: Original, normalised: Normalised) -> FoundSections:
    """Divide a report into its sections; together they are the whole text, white space aside.

    >>> from indexer.read.plain import read_plain
    >>> from indexer.text.normalise import normalise_text
    >>> text = "某局年度报告\\n一、总体情况\\n(一)主动公开。发布3条。\\n二、存在的问题和改进措施\\n人少。"
    >>> for section in find_sections(read_plain(text), normalise_text(text)).sections:
    ...     print(section.path, section.title or "-")
    preamble -
    overview 一、总体情况
    overview/proactive (一)主动公开
    problems_improvements 二、存在的问题和改进措施
    """
    candidates, cut = find_candidates(original, normalised)
    chapters = _chapters(candidates, find_annex(normalised.text))
    chapters = find_lost_chapters(normalised.text, chapters, candidates)
    openings = _with_parts(chapters[:MOST_SECTIONS], candidates)
    problems = _problems(openings, cut)
    return FoundSections(_sections(original, normalised, openings[: MOST_SECTIONS - 1]), problems)


def _problems(openings: Sequence[Opening], cut: bool) -> tuple[Problem, ...]:
    if cut or len(openings) >= MOST_SECTIONS:
        message = (
            f"More than {MOST_SECTIONS} headings were found; what follows the last one counted stays in it. "
            "Check that this file holds one report."
        )
        return (Problem("too_many_sections", message),)
    if not openings:
        message = "No section heading was found; the whole text is searched as one section."
        return (Problem("sections_missing", message),)
    return ()


def _chapters(candidates: Sequence[Candidate], annex: float) -> list[Opening]:
    """The chapters, in the first numbering style that has at least two."""
    named: dict[Style, list[Candidate]] = {style: [] for style in Style}
    for candidate in candidates:
        if candidate.wording.kind is not None or candidate.style is Style.CHAPTER:
            named[candidate.style].append(candidate)
    for style in Style:
        ranked = [c for c in named[style] if c.wording.kind is not None]
        if len({c.wording.kind for c in ranked}) >= 2:
            return _accept(style, named, annex)
    return _accept(Style.CHAPTER, named, annex)


def _accept(style: Style, named: dict[Style, list[Candidate]], annex: float) -> list[Opening]:
    chapters = list(named[style])
    if style is Style.CHAPTER:
        # A chapter that has lost its numeral, where no numbered one is about the same.
        kinds = {c.wording.kind for c in chapters}
        chapters += [c for c in named[Style.BARE] if c.wording.kind not in kinds]
        chapters.sort(key=lambda c: c.start)
    openings: list[Opening] = []
    number = rows = 0
    for chapter in chapters:
        kind = chapter.wording.kind
        in_annex = chapter.start > annex or bool(openings and openings[-1].annex)
        if in_annex and _is_annex_row(chapter, number, rows):
            rows = chapter.number or rows
            continue
        if not _is_chapter(chapter, number, bool(openings)):
            continue
        number = chapter.number or number + 1
        openings.append(
            Opening(
                start=chapter.start,
                title_end=chapter.end,
                kind=kind or SectionKind.OVERVIEW,
                also=chapter.wording.also,
                confidence=chapter.wording.confidence or _UNKNOWN_CHAPTER,
            )
        )
    return openings


def _is_chapter(chapter: Candidate, number: int, begun: bool) -> bool:
    """Known words always open a chapter; others only where they go on counting, else they are list items."""
    if chapter.wording.confidence == KNOWN or chapter.number is None:
        return True
    if chapter.wording.kind is None:
        return begun and chapter.number == number + 1
    return chapter.number > number or not begun


def _is_annex_row(chapter: Candidate, number: int, rows: int) -> bool:
    """The lines of the national statistics form are numbered like chapters, from 一 again."""
    if chapter.number is None:
        return chapter.style is Style.BARE
    return chapter.number == 1 or 0 < rows < chapter.number or chapter.number != number + 1


def _with_parts(chapters: Sequence[Opening], candidates: Sequence[Candidate]) -> list[Opening]:
    """Add the parts of the overview chapters."""
    openings: list[Opening] = []
    for chapter, following in pairwise([*chapters, None]):
        if chapter is None:
            break
        openings.append(chapter)
        if chapter.kind is SectionKind.OVERVIEW:
            end = following.start if following else float("inf")
            openings += _parts([c for c in candidates if chapter.start < c.start < end])
    return openings


def _parts(inside: Sequence[Candidate]) -> list[Opening]:
    parts = [c for c in inside if c.style is Style.PART]
    if not any(_part_kind(c) for c in parts):
        parts = [c for c in inside if c.style in (Style.ARABIC, Style.BARE)]
    openings: list[Opening] = []
    for part in parts:
        kind = _part_kind(part)
        if kind is None and (not openings or not part.own_line):
            continue
        openings.append(
            Opening(
                start=part.start,
                title_end=part.end,
                kind=kind or SectionKind.OVERVIEW,
                also=part.wording.also if kind else (),
                confidence=part.wording.confidence if kind else _UNKNOWN_CHAPTER,
                parent=SectionKind.OVERVIEW,
            )
        )
    return openings


def _part_kind(part: Candidate) -> SectionKind | None:
    rules = load_rules()
    kind = part.wording.kind
    if kind is None or kind is SectionKind.OVERVIEW or part.wording.confidence == KNOWN:
        return None if kind is SectionKind.OVERVIEW else kind
    short = part.end - part.start <= rules.longest_part
    return kind if kind in rules.part_kinds and short else None


def _sections(original: Original, normalised: Normalised, openings: Sequence[Opening]) -> tuple[Section, ...]:
    text = normalised.text
    preamble = Opening(0, 0, SectionKind.PREAMBLE, (), KNOWN)
    if not openings or text[: openings[0].start].strip():
        openings = [preamble, *openings]
    starts = [0 if at == 0 else opening.start for at, opening in enumerate(openings)]
    sections = []
    for opening, start, end in zip(openings, starts, [*starts[1:], len(text)], strict=True):
        sections.append(_section(original, normalised, opening, Span(start, end)))
    return tuple(sections)


def _section(original: Original, normalised: Normalised, opening: Opening, stretch: Span) -> Section:
    alignment = normalised.alignment
    start = alignment.to_original(stretch.start, stretch.start).start if stretch.start else 0
    whole = stretch.end == len(normalised.text)
    end = len(original.text) if whole else alignment.to_original(stretch.end, stretch.end).start
    end -= len(original.text[start:end]) - len(original.text[start:end].rstrip())
    title = ""
    title_end = min(opening.title_end, stretch.end)
    if title_end > opening.start:
        span = alignment.to_original(opening.start, title_end)
        title = original.text[span.start : span.end].strip("#* \t\n\u3000")
    level = 0 if opening.kind is SectionKind.PREAMBLE else 2 if opening.parent else 1
    return Section(
        kind=opening.kind,
        level=level,
        title=title,
        span=Span(start, max(start, end)),
        normalised=stretch,
        parent=opening.parent,
        also=opening.also,
        confidence=opening.confidence,
    )
