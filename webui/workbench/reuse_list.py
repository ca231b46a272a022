"""The reports that have a passage, with the place and the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from indexer.builds import OpenBuild
from indexer.catalogue import ReportSummary
from indexer.model import Normalised, Section, Span
from indexer.query import NOT_STATED
from webui import shelf
from webui.language.misread import MisreadError
from webui.search import is_traditional
from webui.workbench.elsewhere import Elsewhere, Use, who_else
from webui.workbench.passage import Passage
from webui.workbench.reuse_asked import ReuseAsked

SHOWN = 30
"""Reports on a page."""
SENTENCES = 20
"""Sentences of a passage that are looked up by themselves."""
COMPARED = 600
"""Characters of a passage whose differences are marked; those of longer ones nobody could follow."""


_WIDEST = 1.5
"""Sentences that stand within so many lengths of a passage are quoted together."""


class Change(StrEnum):
    """What became of a stretch of a passage."""

    KEPT = "kept"
    ADDED = "added"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of another report's words, or of the passage where they lack it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that has the passage, and where."""

    use: Use
    summary: ReportSummary
    section: Section | None
    """None where the place is not known any more."""
    span: Span | None
    """Its place in the original."""
    quote: str
    """Its own words, exactly those of ``span``."""
    stretches: tuple[Stretch, ...]
    """How they differ from the passage; empty where that is not marked."""
    traditional: bool


@dataclass(frozen=True, slots=True)
class SentenceCount:
    """One sentence of a longer passage, and how many other reports have it."""

    passage: Passage
    reports: int
    statutory: bool
    common: bool


@dataclass(frozen=True, slots=True)
class ReuseAnswer:
    """The answer to a question: numbers over all reports, and one page of them."""

    asked: ReuseAsked
    passage: Passage
    elsewhere: Elsewhere
    chosen: tuple[Use, ...]
    """Those of the year and place asked for: word for word first, then nearly, each the oldest first."""
    listed: tuple[Listed, ...]
    earliest: tuple[Listed, ...]
    """Of the first year, the passage's own report among them; some of them where they are many."""
    sentences: tuple[SentenceCount, ...]
    """Empty for a passage of one sentence."""
    build: int
    built_at: str

    @property
    def pages(self) -> int:
        """How many pages the list has; an empty one has one."""
        return max(1, -(-len(self.chosen) // SHOWN))


def answer_reuse(build: OpenBuild, asked: ReuseAsked) -> ReuseAnswer:
    """The answer to what an address asks."""
    passage = asked.passage(build)
    elsewhere = who_else(build, passage)
    chosen = choose(elsewhere, asked)
    shown = chosen[(asked.page - 1) * SHOWN : asked.page * SHOWN]
    if asked.page > 1 and not shown:
        pages = max(1, -(-len(chosen) // SHOWN))
        raise MisreadError("page_out_of_range", field="page", page=asked.page, pages=pages)
    return ReuseAnswer(
        asked,
        passage,
        elsewhere,
        chosen,
        tuple(locate_uses(build, passage, shown)),
        tuple(locate_uses(build, passage, _earliest(elsewhere, passage)[:3])),
        tuple(_count_sentences(build, passage)),
        build.number,
        build.built_at,
    )


def choose(elsewhere: Elsewhere, asked: ReuseAsked) -> tuple[Use, ...]:
    """The reports of the year and the place that are asked for."""

    def is_chosen(use: Use) -> bool:
        year = NOT_STATED if use.year is None else str(use.year)
        return asked.year in ("", year) and asked.province in ("", use.place or NOT_STATED)

    return tuple(filter(is_chosen, (*elsewhere.verbatim, *elsewhere.near)))


def _earliest(elsewhere: Elsewhere, passage: Passage) -> Sequence[Use]:
    """The other reports of the first year; none where the passage's own report is older."""
    dated = [use for use in elsewhere.uses if use.year is not None]
    own = passage.report.facet("year").value if passage.report else None
    if not dated or (isinstance(own, int) and own < (dated[0].year or 0)):
        return ()
    return [use for use in dated if use.year == dated[0].year]


def locate_uses(build: OpenBuild, passage: Passage, uses: Sequence[Use]) -> Iterator[Listed]:
    """Where each report has the passage, and in which words."""
    summaries = shelf.summaries(build, [use.doc for use in uses])
    for use, summary in zip(uses, summaries, strict=True):
        texts = shelf.texts(build, use.doc)
        yield _locate(passage, use, summary, texts.original, texts.normalised)


def _locate(
    passage: Passage, use: Use, summary: ReportSummary, original: str, normalised: Normalised
) -> Listed:
    traditional = is_traditional(normalised)
    found = _place_of(passage, use, summary.sections, normalised.text)
    if found is None:
        return Listed(use, summary, None, None, "", (), traditional)
    section, place = found
    span = normalised.alignment.to_original(*place)
    stretches: tuple[Stretch, ...] = ()
    scattered = len(passage.sentences) > 1 and place.end - place.start < len(passage.words) / _WIDEST
    if not use.verbatim and not scattered and max(len(passage.words), place.end - place.start) <= COMPARED:
        stretches = tuple(_differences(passage, original, normalised, place))
    quote = original[span.start : span.end]
    return Listed(use, summary, section, span, quote, stretches, traditional)


def _place_of(
    passage: Passage, use: Use, sections: Sequence[Section], text: str
) -> tuple[Section, Span] | None:
    """The section, and the place in the normalised text."""
    if use.match is None:
        for section in sections:
            start = text.find(passage.words, *section.normalised)
            if start >= 0:
                return section, Span(start, start + len(passage.words))
        return None
    first = use.match.places[0]
    same = [place for place in use.match.places if place.section == first.section]
    start, end = min(one.start for one in same), max(one.end for one in same)
    if end - start > _WIDEST * len(passage.words) and len(same) > 1:
        start, end = first.start, first.end  # Scattered over the section: its first sentence stands for all.
    section = sections[first.section]
    return section, Span(section.normalised.start + start, section.normalised.start + end)


def _differences(passage: Passage, original: str, normalised: Normalised, place: Span) -> Iterator[Stretch]:
    """The words of a report beside those of the passage, character by character."""
    theirs = normalised.text[place.start : place.end]
    matcher = SequenceMatcher(None, passage.words, theirs, autojunk=False)
    for kind, first, end, start, stop in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            yield Stretch(Change.LEFT_OUT, passage.words[first:end])
        if kind != "delete":
            span = normalised.alignment.to_original(place.start + start, place.start + stop)
            change = Change.KEPT if kind == "equal" else Change.ADDED
            yield Stretch(change, original[span.start : span.end])


def _count_sentences(build: OpenBuild, passage: Passage) -> Iterator[SentenceCount]:
    for one in passage.single_sentences()[:SENTENCES]:
        elsewhere = who_else(build, one)
        reports = len(elsewhere.verbatim) + len(elsewhere.near)
        yield SentenceCount(one, reports, elsewhere.sharing.statutory, elsewhere.common)
