"""Where headings may stand: every place of the text that looks like one, with what its words say.

This is more than splitting lines: headings are glued to the text before and after them
(``…。二、主动公开政府信息情况2019年,我局…``), numbered sentences look like them, and so do the rows of
the tables. So a heading inside a paragraph, or without a numeral, counts only with known words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from indexer.model import Normalised, Original
from indexer.structure.candidate import Candidate, Style
from indexer.structure.headings import (
    KNOWN,
    UNKNOWN,
    Wording,
    is_rejected,
    known_prefix,
    name_heading,
    reads_closed,
)
from indexer.structure.listed import PAGE_NUMBER, without_lists

MOST_PLACES = 8_000
"""A long report has a thousand lines and numbered places; a hostile file has millions."""

_STYLES = {"chapter": Style.CHAPTER, "lost": Style.CHAPTER, "part": Style.PART, "arabic": Style.ARABIC}
_DIGITS = "一二三四五六七八九十"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", _DIGITS)
_PLACE = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十]{1,3}部分[、.:,]?|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.:,])"
    r"|(?P<part>\(?[一二三四五六七八九十]{1,3}\)[、.]?)"
    r"|(?<![^\n#*])(?P<lost>、)"
    r"|(?<![^\n#*])(?P<arabic>\d{1,2}[、.])(?!\d)"
    r"|(?<![^\n])(?P<mark>#{1,6}|\*\*)(?=[一-鿿])(?!第?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}(?:部分|[、.:,]))"
    r"|(?<![^\n])(?P<bare>(?=[一-鿿]))"
)
_TITLE = re.compile(r"附[件表录]\d?[:.]?[^。;!?|\n]{0,40}|[^。;:!?|\n]{1,40}")
_TABLE_ROW = re.compile(r"\|[^\n]*[^|\n]")
_WHITE = re.compile(r"\s")
_RUN_ON = re.compile(r"无|暂无|没有|本|我|今年|20\d\d年?|\d|[(\[]?一[)、是]|\|")


def find_candidates(original: Original, normalised: Normalised) -> tuple[list[Candidate], bool]:
    """The candidates in order, and whether there were too many to look at them all."""
    marked = _marked_lines(original, normalised)
    places = list(islice(_PLACE.finditer(normalised.text), MOST_PLACES + 1))
    found = [
        candidate
        for place in places[:MOST_PLACES]
        if (candidate := _candidate(original, normalised, place, place.start() in marked))
    ]
    return without_lists(normalised.text, _without_overlaps(found)), len(places) > MOST_PLACES


def _without_overlaps(found: Sequence[Candidate]) -> list[Candidate]:
    """Where one title runs into the next heading, the surer of the two stays."""
    kept: list[Candidate] = []
    for candidate in found:
        if kept and candidate.start < kept[-1].end:
            if candidate.wording.confidence <= kept[-1].wording.confidence:
                continue
            kept.pop()
        kept.append(candidate)
    return kept


def _marked_lines(original: Original, normalised: Normalised) -> set[int]:
    """Where the source's own markup says that a heading begins."""
    return {normalised.alignment.to_normalised(block.span)[0] for block in original.blocks if block.heading}


def _candidate(
    original: Original, normalised: Normalised, place: re.Match[str], marked: bool
) -> Candidate | None:
    text = normalised.text
    style = _STYLES.get(str(place.lastgroup), Style.BARE)
    own_line = place.start() == 0 or text[place.start() - 1] in "\n#*" or marked
    words = place.end()
    if not own_line and not _may_begin(original, normalised, place.start()):
        return None
    if is_rejected(text[words : words + 24].split("\n")[0]):
        return None
    end, wording = _read_title(original, normalised, words, own_line)
    closed = reads_closed(text[words:end])
    if end == words or not _acceptable(style, wording, own_line, marked, closed, str(place.lastgroup)):
        return None
    rest = text[end : end + 60].split("\n")[0]
    if _TABLE_ROW.match(rest) or (text[place.start() - 1 : place.start()] == "|" and rest[:1] == "|"):
        return None
    whole = not rest.strip("。:;*#|") or bool(PAGE_NUMBER.fullmatch(rest))
    if style is Style.BARE and not (whole or marked):
        return None
    if wording.kind is None and not whole and style is not Style.PART:
        return None
    return Candidate(place.start(), end, style, _number(place), wording, own_line, whole)


def _acceptable(
    style: Style, wording: Wording, own_line: bool, marked: bool, closed: bool, group: str
) -> bool:
    """Without a numeral, or inside a paragraph, only known words make a heading."""
    if group == "lost":
        return wording.kind is not None
    if style is Style.BARE:
        # A menu has 依申请公开 on a line of its own, too.
        return wording.kind is not None and (marked or (wording.confidence == KNOWN and closed))
    if style is Style.ARABIC:
        return wording.confidence == KNOWN or (marked and wording.kind is not None)
    return own_line or style is Style.PART or wording.confidence == KNOWN


def _number(place: re.Match[str]) -> int | None:
    digits = "".join(c for c in place.group().translate(_FORMAL) if c in _DIGITS)
    if not digits or place.lastgroup not in ("chapter", "part"):
        return None
    tens, found, ones = digits.rpartition("十")
    value = _DIGITS.find(ones) + 1 if ones else 0
    return (10 * (_DIGITS.find(tens) + 1 if tens else 1) if found else 0) + value


def _may_begin(original: Original, normalised: Normalised, at: int) -> bool:
    """Whether a heading inside a paragraph can begin here: after a stop, a cell border, or a wide space."""
    return normalised.text[at - 1] in "。;!?|:)”》\n" or _gap(original, normalised, at)


def _gap(original: Original, normalised: Normalised, at: int) -> bool:
    """Whether the original has white space between this character and the one before it."""
    start, end = normalised.alignment.deleted(at)
    return start < end and _WHITE.search(original.text, start, end) is not None


def _read_title(
    original: Original, normalised: Normalised, words: int, own_line: bool
) -> tuple[int, Wording]:
    """Where the heading that begins at ``words`` ends, and what it says."""
    text = normalised.text
    title = _TITLE.match(text, words)
    if not title:
        return words, UNKNOWN
    end = title.end()
    at_stop = end == len(text) or text[end] in "。;:!?|\n"
    whole = name_heading(text[words:end]) if at_stop else UNKNOWN
    if whole.confidence == KNOWN:
        return end, whole
    prefix, closed = known_prefix(text, words)
    if prefix > words and (
        closed or prefix >= end or _RUN_ON.match(text, prefix) or _gap(original, normalised, prefix)
    ):
        short = own_line and at_stop and end - words <= 30
        longer = short and not _runs_on(original, normalised, prefix, end)
        return end if longer else prefix, name_heading(text[words:prefix])
    gaps = normalised.alignment.deletions(words + 3, end)
    stop = next((at for at in gaps if _gap(original, normalised, at)), end)
    if not at_stop and stop == end:
        return words, UNKNOWN
    return stop, _by_words(text[words:stop])


def _runs_on(original: Original, normalised: Normalised, prefix: int, end: int) -> bool:
    """Whether the text after a known wording is the section's text rather than more heading."""
    text = normalised.text
    return (
        prefix == end
        or "," in text[prefix:end]
        or bool(_RUN_ON.match(text, prefix))
        or bool(PAGE_NUMBER.fullmatch(text, prefix, end))
        or _gap(original, normalised, prefix)
    )


def _by_words(title: str) -> Wording:
    """Key words decide only in what reads like a heading: short, no count in it."""
    wording = name_heading(title)
    if re.search(r"\d[\d.,]*(?:余|多)?[件条次份人元万篇]", title) or len(title) > 36:
        return UNKNOWN
    return wording
