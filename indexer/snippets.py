"""The sentences of the original around the marks, to show under a hit.

A snippet is a slice of the original and nothing else: what stands on the page can be found in the source
character by character. Whole sentences are kept where they fit, because half a sentence can say the
opposite; where one does not fit, it is cut at a comma, and the snippet says that it was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.model import Span

WIDTH = 120
_LAYOUT = r"\s*\n[\s|]*|[|\s]{4,}|\|\s*\|[|\s]*"
"""Ends of lines and remains of torn tables: some pages print hundreds of pipes between two words."""
_END = rf"[。！？；!?;]+[”’」』）)】\"']*|{_LAYOUT}"
# What they begin with comes first: nearly every character of a text is then passed over in one step.
_GAP = re.compile(rf"(?=[\s|])(?:{_LAYOUT})")
_SENTENCE = re.compile(rf"(?=[。！？；!?;\s|])(?:{_END})")
_CLAUSE = re.compile(rf"[，,、：:]|{_SENTENCE.pattern}")
_TRIMMED = " \t\r\n\u3000\xa0|"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the original, with the marks in it."""

    text: str
    """Exactly ``original[span.start:span.end]``."""
    span: Span
    marks: tuple[Span, ...]
    """Ranges of ``text``."""
    cut_start: bool = False
    """The sentence begins earlier."""
    cut_end: bool = False
    """The sentence goes on."""


def snippets(
    original: str, section: Span, marks: Iterable[Span], *, limit: int = 3, width: int = WIDTH
) -> tuple[Snippet, ...]:
    """At most ``limit`` snippets of a section, of about ``width`` characters, around the first marks.

    Marks are ranges of the original; marks of one sentence share a snippet. Without marks the snippet is
    the beginning of the section.

    >>> text = "一、问题\\n成绩明显。但基础工作薄弱，人手不足。下一步加强培训。"
    >>> snippets(text, Span(0, 30), [Span(11, 17)], width=16)[0]
    Snippet(text='但基础工作薄弱，人手不足。', span=Span(start=10, end=23), marks=(Span(start=1, end=7),), \
cut_start=False, cut_end=False)
    """
    left = sorted(mark for mark in marks if section.start <= mark.start < mark.end <= section.end)
    if not left:
        start = section.end - len(original[section.start : section.end].lstrip(_TRIMMED))
        opening = Span(min(start, section.end), min(start, section.end))
        return (
            (_cut(original, Span(opening.start, section.end), [opening], width),)
            if start < section.end
            else ()
        )
    found: list[Snippet] = []
    room = section
    while left and len(found) < limit:
        snippet = _cut(original, room, left, width)
        if found and found[-1].cut_end and snippet.span.start == room.start:
            snippet = replace(snippet, cut_start=True)
        found.append(snippet)
        room = Span(found[-1].span.end, section.end)
        left = [mark for mark in left if mark.start >= room.start]
    return tuple(found)


def _cut(text: str, room: Span, marks: Sequence[Span], width: int) -> Snippet:
    """The snippet around the first mark, within the part of the section that no other snippet shows."""
    first = marks[0]
    start, cut_start = _find_start(text, room.start, first.start, width)
    end, cut_end = _find_end(text, start, first.end, room.end, width)
    if not cut_start:
        start = _add_before(text, room.start, start, end - width)
    for mark in marks:
        if mark.start < end < mark.end:
            end, cut_end = mark.end, True
    inside = [mark for mark in marks if mark.start < end]
    start, end = _trim(text, start, end, first.start, max(mark.end for mark in inside))
    shown = tuple(Span(mark.start - start, mark.end - start) for mark in inside if mark.start < mark.end)
    return Snippet(text[start:end], Span(start, end), shown, cut_start, cut_end)


def _find_start(text: str, floor: int, mark: int, width: int) -> tuple[int, bool]:
    """Where the sentence of the mark begins; a comma near the mark where that is too far away."""
    lowest = max(floor, mark - width * 2 // 3)
    borders = [match.end() for match in _SENTENCE.finditer(text, lowest, mark)]
    if borders or lowest == floor:
        return (borders[-1] if borders else floor), False
    near = max(floor, mark - width // 3)
    clause = _CLAUSE.search(text, near, mark)
    return (clause.end() if clause else near), True


def _find_end(text: str, start: int, mark: int, ceiling: int, width: int) -> tuple[int, bool]:
    """Where the last sentence that fits ends; a comma where not even that of the mark does."""
    highest = min(ceiling, max(mark, start + width * 4 // 3))
    begin = max(start, mark - 1)
    borders = [match for match in _SENTENCE.finditer(text, begin, highest) if match.end() >= mark]
    if borders:
        end = borders[0].end()
        for border in borders:
            if border.end() > start + width or _GAP.match(border.group()):
                break
            end = border.end()
        return end, False
    if highest == ceiling:
        return ceiling, False
    clauses = [match.end() for match in _CLAUSE.finditer(text, mark, max(mark, start + width))]
    return (clauses[-1] if clauses else highest), True


def _add_before(text: str, floor: int, start: int, lowest: int) -> int:
    """An earlier start that shows whole sentences of the same line, as many as fit."""
    lowest = max(floor, lowest)
    gaps = [match.end() for match in _GAP.finditer(text, lowest, start)]
    if gaps:
        return gaps[-1]
    if lowest == floor:
        return min(floor, start)
    sentence = _SENTENCE.search(text, lowest, start)
    return sentence.end() if sentence else start


def _trim(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Without white space and pipes at the edges, marks kept whole."""
    while start < first and text[start] in _TRIMMED:
        start += 1
    while end > last and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
