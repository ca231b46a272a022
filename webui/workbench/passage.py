"""A passage that somebody asks about: of a report, or typed in."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.model import Report, Span
from indexer.reuse import cut_sentences, mask
from indexer.text.normalise import normalise_text
from webui import shelf
from webui.language.misread import MisreadError

SHORTEST, LONGEST = 2, 2000
"""Characters of the original that a passage may have."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is looked for."""

    words: str
    """Its normalised text, without the mark of a list before it and the sign after it."""
    sentences: tuple[str, ...]
    """Its sentences, masked."""
    quote: str
    """The same in the original wording."""
    span: Span | None = None
    """Its place in the original; None where it was typed in."""
    report: Report | None = None
    doc: int | None = None

    def single_sentences(self) -> tuple[Passage, ...]:
        """Each sentence as a passage of its own; none where there is only one."""
        found = list(cut_sentences(self.words))
        if len(found) < 2:
            return ()
        if self.report is None or self.doc is None or self.span is None:
            words = (self.words[one.start : one.end] for one in found)
            return tuple(Passage(text, (mask(text),), text) for text in words)
        first, _ = self.report.normalised.alignment.to_normalised(self.span)
        places = (Span(first + one.start, first + one.end) for one in found)
        return tuple(Passage.of(self.report, self.doc, place) for place in places)

    @classmethod
    def of(cls, report: Report, doc: int, place: Span) -> Passage:
        """A stretch of a report's normalised text."""
        words = report.normalised.text[place.start : place.end]
        span = report.normalised.alignment.to_original(*place)
        sentences = tuple(one.masked for one in cut_sentences(words))
        return cls(words, sentences, report.original.text[span.start : span.end], span, report, doc)


def core_of(text: str, place: Span) -> Span:
    """A stretch of a normalised text without the mark of a list before it and the sign after it.

    >>> text = "一是公开不及时;二是人手不足。"
    >>> text[slice(*core_of(text, Span(8, 15)))]
    '人手不足'
    """
    words = text[place.start : place.end]
    sentences = list(cut_sentences(words))
    if sentences:
        return Span(place.start + sentences[0].start, place.start + sentences[-1].end)
    trimmed = words.strip()
    start = place.start + words.find(trimmed)
    return Span(start, start + len(trimmed))


def passage_of(build: OpenBuild, report_id: str, start: int, end: int) -> Passage:
    """The passage of a report between two characters of its original."""
    report = shelf.whole(build, report_id)
    length = len(report.original.text)
    if not start < end <= length:
        raise MisreadError("no_such_place", field="end", start=start, end=end, length=length)
    if end - start > LONGEST:
        raise MisreadError("passage_too_long", field="end", length=end - start, limit=LONGEST)
    first, last = report.normalised.alignment.to_normalised(Span(start, end))
    passage = Passage.of(
        report, build.docs_of((report_id,))[0], core_of(report.normalised.text, Span(first, last))
    )
    return _long_enough(passage, "end")


def passage_typed(text: str) -> Passage:
    """A passage that was typed in."""
    if len(text) > LONGEST:
        raise MisreadError("passage_too_long", field="text", length=len(text), limit=LONGEST)
    normalised = normalise_text(text)
    place = core_of(normalised.text, Span(0, len(normalised.text)))
    words = normalised.text[place.start : place.end]
    span = normalised.alignment.to_original(*place)
    sentences = tuple(one.masked for one in cut_sentences(words))
    return _long_enough(Passage(words, sentences, text[span.start : span.end]), "text")


def _long_enough(passage: Passage, field: str) -> Passage:
    if sum(character.isalnum() for character in passage.words) < SHORTEST:
        raise MisreadError("passage_too_short", field=field, limit=SHORTEST)
    return passage
