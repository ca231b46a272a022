"""Statements that no request was received: 未收到…申请, 无依申请公开, a section that only says 无.

Near misses abound: 没有收到…行政复议申请 is about reviews, 未对依申请公开收取费用 about fees, 无法提供 is an
answer. So the words between the negation and the noun, and right after it, are looked at as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.facts.wordings import Wordings, load_wordings, mask_names

_AND = re.compile(r"(?:申请)?(?:事项|情况|件|政府信息|信息)?[和及或、与]")
"""未收到公开申请和行政复议案件 denies both; 未收到公开申请行政复议 denies reviews only."""


@dataclass(frozen=True, slots=True)
class ZeroStatement:
    """``[start, end)`` says that there were no requests; ``strength`` as in ``Statement``."""

    start: int
    end: int
    strength: int
    rule: str


def find_zeros(text: str, start: int, end: int, year: int | None) -> Iterator[ZeroStatement]:
    """Every statement between ``start`` and ``end`` that there were none.

    >>> [text[z.start : z.end] for text in ["我局未收到政府信息公开申请。", "没有收到公开行政复议申请"]
    ...  for z in find_zeros(text, 0, len(text), None)]
    ['未收到政府信息公开申请']
    """
    rules = load_wordings()
    masked = mask_names(text[start:end])
    for match in rules.negated.finditer(masked):
        if _is_zero(rules, match) and not _of_other_year(masked, match.start(), year):
            first, last = start + match.start(), start + match.end("noun")
            yield ZeroStatement(first, last, _strength(rules, match), "requests.zero.negated")
    for match in rules.named_zero.finditer(masked):
        if not _of_other_year(masked, match.start(), year):
            yield ZeroStatement(start + match.start(), start + match.end(), 2, "requests.zero.named")
    for match in rules.slogan.finditer(masked):
        yield ZeroStatement(start + match.start(), start + match.end(), 1, "requests.zero.slogan")


def says_only_none(body: str) -> bool:
    """Whether a section's text, its heading aside, says only that there is nothing to report."""
    return load_wordings().empty.fullmatch(body.strip("\n |:。")) is not None


def _is_zero(rules: Wordings, match: re.Match[str]) -> bool:
    between = match[0][: match.end("noun") - match.start()]
    tail = match["tail"]
    if rules.negated_stop.search(between) or rules.foreign.search(between):
        return False
    if rules.negated_stop.search(tail) and not _AND.match(tail):
        return False
    gap = match[0][: match.start("noun") - match.start()]
    return bool(rules.negated_verbs.search(gap)) or len(gap) <= 3 + len("政府信息")


def _strength(rules: Wordings, match: re.Match[str]) -> int:
    """A denial of one way only (未收到传真申请) is weaker than a denial of all."""
    gap = match[0][: match.start("noun") - match.start()]
    if rules.channel.search(gap) and not re.search("公民|法人|等", gap):
        return 1
    return 3


def _of_other_year(text: str, position: int, year: int | None) -> bool:
    start = max(text.rfind(mark, 0, position) for mark in "。;\n") + 1
    years = [int(found) for found in re.findall(r"(?<!\d)(20\d\d)年", text[start:position])]
    return year is not None and bool(years) and year not in years
