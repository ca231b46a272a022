"""Chapters whose heading is lost but whose content is there.

Copies of web pages drop headings: the table of chapter 三 then stands in chapter 二, and a search in
"requests" would miss it. The tables of the form name their chapter as surely as a heading does, so
a table in a chapter of another kind opens the chapter it belongs to, with less confidence and
without a title. The same for 存在的主要问题, known by the numbered part that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.model import SectionKind
from indexer.structure.candidate import Candidate, Style
from indexer.structure.headings import INFERRED, KNOWN


class _Head(NamedTuple):
    """How a table of the form begins."""

    kind: SectionKind
    words: tuple[str, ...]
    """One of them stands at most ``_BORDER`` characters behind the beginning; they are found much faster."""
    whole: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first table that begins so."""
        places = [place for word in self.words if (place := text.find(word)) >= 0]
        return self.whole.search(text, max(0, min(places) - _BORDER)) if places else None


_BORDER = 4
_ANNEX = _Head(
    SectionKind.ANNEX_STATISTICS,
    ("指标",),
    re.compile(
        r"[|\n]?(?:统计)?指标(?:名称)?[|\n]{1,2}(?:代码[|\n]{1,2})?(?:计量)?单位[|\n]{1,2}(?:统计数|数量|本)"
    ),
)
_HEADS = (
    _Head(SectionKind.PROACTIVE, ("第二十条",), re.compile(r"\|?第二十条第\(?一\)?项")),
    _Head(
        SectionKind.REQUESTS,
        ("本列数据", "申请人情况", "一、本年新收"),
        re.compile(
            r"\|?\(?(?:本列数据的?勾稽关系为[^。|]{0,60}之和\)?|申请人情况)[|\n]"
            r"|[|\n]一、本年新收政府信息公开申请数量[|\n\d]"
        ),
    ),
    _Head(
        SectionKind.REVIEW_LITIGATION,
        ("行政复议",),
        re.compile(r"\|?行政复议[|\n]{0,3}行政诉讼[|\n](?=[^。]{0,120}(?:维持|纠正))"),
    ),
    _ANNEX,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a section begins, and why: ``title_end == start`` where there is no heading."""

    start: int
    title_end: int
    kind: SectionKind
    also: tuple[SectionKind, ...]
    confidence: float
    parent: SectionKind | None = None

    @property
    def annex(self) -> bool:
        """Whether this is the statistical annex, which has numbered lines of its own."""
        return self.kind is SectionKind.ANNEX_STATISTICS


def find_annex(text: str) -> float:
    """Where the table of the statistical annex begins; infinity where there is none."""
    table = _ANNEX.search(text)
    return table.start() if table else float("inf")


def find_lost_chapters(
    text: str, chapters: Sequence[Opening], candidates: Sequence[Candidate]
) -> list[Opening]:
    """The chapters, with those added whose heading is lost."""
    found = list(chapters)
    for head in _HEADS:
        kind, place = head.kind, head.search(text)
        if place is None or any(kind in (c.kind, *c.also) for c in found if _near(c, kind, place.start())):
            continue
        start = place.start() + (text[place.start()] == "\n")
        found = _insert(found, Opening(start, start, kind, (), INFERRED))
    return _with_problems(found, candidates)


def _near(chapter: Opening, kind: SectionKind, table: int) -> bool:
    """A chapter of that kind before the table owns it; the annex is one wherever it is announced."""
    return chapter.start <= table or kind is SectionKind.ANNEX_STATISTICS


def _with_problems(chapters: list[Opening], candidates: Sequence[Candidate]) -> list[Opening]:
    kind = SectionKind.PROBLEMS_IMPROVEMENTS
    if not chapters or any(kind in (c.kind, *c.also) for c in chapters):
        return chapters
    for part in candidates:
        if part.style is not Style.PART or part.wording.kind is not kind or part.wording.confidence < KNOWN:
            continue
        home = next((c for c in reversed(chapters) if c.start <= part.start), None)
        if home and home.kind is not SectionKind.OVERVIEW:
            return _insert(chapters, Opening(part.start, part.start, kind, (), INFERRED))
    return chapters


def _insert(chapters: list[Opening], opening: Opening) -> list[Opening]:
    return sorted([*chapters, opening], key=lambda chapter: chapter.start)
