"""Runs -> the statistical annexes of before 2019: lines of indicator, unit and number.

The lines are matched by words, never by number: local forms put the same indicators in different
orders. Where one wording stands for several indicators (被依法纠错数 under review and under
litigation), the order of the form decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.structure.cells import Piece, fold_label
from indexer.structure.forms import Indicator, load_indicators
from indexer.structure.runs import Run

_REMARK = re.compile(r"\([^()]{5,60}\)")
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line of an annex."""

    indicator: Indicator
    label: Piece
    entry: Piece


def find_indicators(runs: Sequence[Run]) -> tuple[str, tuple[FoundLine, ...]] | None:
    """The name of the annex (``s1`` or ``s2``) and its lines; None where there is none."""
    read = {name: _read(runs, name) for name in load_indicators().lines}
    name = max(read, key=lambda name: len(read[name]))
    return (name, read[name]) if len(read[name]) >= load_indicators().least_rows else None


def _read(runs: Sequence[Run], name: str) -> tuple[FoundLine, ...]:
    lines = load_indicators().lines[name]
    found: dict[str, FoundLine] = {}
    position = 0
    column = 0
    for run in runs:
        column = _current_column(run.words, column)
        if not run.label:
            continue
        at = _match(run, name, position, found)
        if at is None:
            continue
        entry = run.cells[column] if column < len(run.cells) else run.cells[0]
        found[lines[at].name] = FoundLine(lines[at], _label(run, lines[at]), entry)
        position = at + 1
    return tuple(found[line.name] for line in lines if line.name in found)


def _current_column(words: str, before: int) -> int:
    """Which number column is the reporting year's own, by the last header in these words."""
    lists = load_indicators()
    place = max(words.rfind("单位"), words.rfind("指标"))
    heads = re.findall("|".join(lists.value_columns), words[place:][:40]) if place >= 0 else []
    if not heads:
        return before
    return next((heads.index(head) for head in lists.current if head in heads), 0)


@cache
def _by_ending(name: str) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The words of an annex and the places of their lines, by the last two characters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for at, line in enumerate(load_indicators().lines[name]):
        for word in line.words:
            found.setdefault(word[-2:], []).append((word, at))
    return found


def _match(run: Run, name: str, position: int, found: dict[str, FoundLine]) -> int | None:
    """The line that the run's label names: the next one in the form's order that it can mean."""
    lines = load_indicators().lines[name]
    pieces = run.label[len(run.label) - run.own :] if run.own else run.label[-3:]
    words = fold_label(_REMARK.sub("", "".join(piece.text for piece in pieces)))[-_LOOK_BACK:]
    words = _strip_unit(words)
    matching = [
        (len(word), at)
        for word, at in _by_ending(name).get(words[-2:], ())
        if words.endswith(word) and _begins_label(words[: -len(word)])
    ]
    if not matching:
        return None
    longest = max(length for length, _ in matching)
    fitting = [
        at
        for length, at in matching
        if length == longest
        and lines[at].name not in found
        and (lines[at].after is None or lines[at].after in found)
    ]
    return min(fitting, key=lambda at: (at < position, at), default=None)


def _strip_unit(words: str) -> str:
    for unit in load_indicators().units:
        if words.endswith(unit) and not words.endswith("数" + unit[1:]):
            return words[: -len(unit)]
    return words


def _begins_label(before: str) -> bool:
    """Whether a label can begin after these words: nothing but numerals, 其中 and the words of a header."""
    return bool(_before().search(before))


@cache
def _before() -> re.Pattern[str]:
    header = "|".join(load_indicators().header)
    return re.compile(
        rf"^[一二三四五六七八九十\d]{{0,4}}(?:其中)?[一二三四五六七八九十\d]{{0,4}}$|(?:{header})\d{{0,3}}$"
    )


def _label(run: Run, indicator: Indicator) -> Piece:
    """The piece that prints the indicator rather than its unit."""
    naming = (p for p in reversed(run.label) if any(word in fold_label(p.text) for word in indicator.words))
    return next(naming, run.label[-1])
