"""Runs -> table 四, review and litigation: three times five entries, however they are arranged.

The form has one row of fifteen. Copies have it as one line, as fifteen lines, or as three small tables;
in all of them the entries follow a header made of nothing but the form's own words, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.model import Problem, Span
from indexer.structure.cells import plain_number
from indexer.structure.fit import Entries, fit, may_lack_one, place_missing
from indexer.structure.forms import load_forms
from indexer.structure.runs import Run

_GROUP = 5
_WIDTH = 15
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class FoundReview:
    """The fifteen entries; empty where they are not certain."""

    entries: Entries
    problems: tuple[Problem, ...] = ()


def find_review(runs: Sequence[Run]) -> FoundReview | None:
    """Table 四, or None where there is none."""
    collected = _collect(runs)
    if not collected:
        return None
    entries: Entries | None
    parts = [fit(run.cells, _GROUP, {}) for run in collected]
    if len(collected) == 1:
        run = collected[0]
        entries = fit(run.cells, _WIDTH, {})
        if entries is None or (not run.full and None not in entries and may_lack_one(entries)):
            entries = place_missing([cell for cell in run.cells if cell.text], _WIDTH, _sums_hold)
    elif len(parts) * _GROUP == _WIDTH and None not in parts:
        entries = tuple(entry for part in parts if part for entry in part)
    else:
        cells = tuple(cell for run in collected for cell in run.cells if cell.text)
        entries = cells if len(cells) == _WIDTH else None
    if entries is None:
        return FoundReview((), (_unclear(collected),))
    return FoundReview(entries)


def _collect(runs: Sequence[Run]) -> list[Run]:
    """The runs of entries under a header of table 四."""
    needs = load_forms().review_needs
    header = ""
    found: list[Run] = []
    blank: list[Run] = []
    for run in runs:
        said = run.words[-_LOOK_BACK:]
        tail = _only_header().search(said)
        words = tail.group() if tail else ""
        if len(words) < len(said):
            if found:
                break
            header, blank = words, []
        else:
            header += words
        if not all(need in header for need in needs):
            continue
        if run.entries:
            found.append(run)
        elif len(run.cells) >= _WIDTH - 2:
            blank.append(run)
        if sum(run.entries for run in found) >= _WIDTH:
            break
    enough = sum(len(run.cells) for run in found) >= _WIDTH - 2
    return found if enough else blank[-1:]


@cache
def _only_header() -> re.Pattern[str]:
    words = "|".join(load_forms().review_words)
    return re.compile(rf"(?:{words})*$")


def _sums_hold(entries: Entries) -> bool:
    """Whether each group's outcomes add up to its total; a total that is not there proves nothing."""
    for start in range(0, _WIDTH, _GROUP):
        *outcomes, total = entries[start : start + _GROUP]
        if total is None:
            return False
        numbers = [plain_number(entry.text) or 0 for entry in outcomes if entry]
        if sum(numbers) != plain_number(total.text):
            return False
    return True


def _unclear(runs: Sequence[Run]) -> Problem:
    count = sum(run.entries for run in runs)
    code = "rl_column_overflow" if count > _WIDTH else "rl_row_partial"
    message = (
        f"Table 四 has {count} entries for {_WIDTH} columns, and nothing says which belongs where; "
        "they were not used. Look at the source."
    )
    return Problem(code, message, Span(runs[0].cells[0].span.start, runs[-1].cells[-1].span.end))
