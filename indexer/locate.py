"""Where a section says what was asked for: in its normalised text, and in the original.

Marks are found again from the text alone, the same way for every engine: a page never shows what an
engine thinks that it found, only what is there. Phrases are looked for as strings, overlapping
ones too; words are cut again, but only the stretches of text that contain them, so that a page
without words to mark never loads jieba.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.model import Normalised, Section, Span
from indexer.query import Term, Word
from indexer.segment import Segmenter


class Mark(NamedTuple):
    """``[start, end)`` of the searched text says the term of that number."""

    start: int
    end: int
    term: int


def locate(terms: Sequence[Term], text: str, segmenter: Segmenter) -> list[Mark]:
    """Every place of every term in a section's normalised text, in order of the text.

    >>> from indexer.query import Phrase
    >>> cutter = Segmenter(getfixture("tmp_path"))
    >>> locate([Phrase("开公"), Phrase("公开")], "主动公开公开", cutter)
    [Mark(start=2, end=4, term=1), Mark(start=3, end=5, term=0), Mark(start=4, end=6, term=1)]
    """
    marks = []
    for number, term in enumerate(terms):
        if isinstance(term, Word):
            places: Iterable[tuple[int, int]] = segmenter.occurrences(term.text, text)
        else:
            places = find_all(term.text, text)
        marks += [Mark(start, end, number) for start, end in places]
    return sorted(marks)


def find_all(phrase: str, text: str) -> list[tuple[int, int]]:
    """Every place of a string, overlapping ones too; none of the empty string.

    >>> find_all("公公", "公公公")
    [(0, 2), (1, 3)]
    """
    places = []
    start = text.find(phrase) if phrase else -1
    while start >= 0:
        places.append((start, start + len(phrase)))
        start = text.find(phrase, start + 1)
    return places


def merge(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches to highlight: ranges that overlap become one, those that only touch do not.

    >>> merge([(3, 5), (0, 4), (5, 6)])
    [(0, 5), (5, 6)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def original_marks(
    normalised: Normalised, section: Section, terms: Sequence[Term], segmenter: Segmenter
) -> tuple[Span, ...]:
    """The stretches of the original to highlight in a section, in order, none overlapping another."""
    base, end = section.normalised
    places = locate(terms, normalised.text[base:end], segmenter)
    stretches = merge((mark.start, mark.end) for mark in places)
    spans = [normalised.alignment.to_original(base + start, base + stop) for start, stop in stretches]
    # One sign of the original can be several characters of the searched text: ㈠ is (一). The searched text
    # of a section ends with its line end, which its span leaves out.
    first, last = section.span
    merged = ((max(start, first), min(stop, last)) for start, stop in merge(spans))
    return tuple(Span(start, stop) for start, stop in merged if start < stop)
