"""Which row of table 三 each run of entries is.

A row is known by its label, on its own line or directly above it. Copies out of PDF files print some
labels elsewhere; such a row is placed by its position, between rows that are known, where as many
rows are printed there as the form has. If their labels are printed nowhere at all, that is only a
guess, and handed on as one: the sums of the form have to confirm it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.structure.cells import Piece, plain_number
from indexer.structure.forms import FormRow, load_forms
from indexer.structure.runs import FULL, Run

WIDTH = 7


@dataclass(slots=True)
class Placement:
    """The runs with the rows that they belong to, the guesses, and those that belong to none."""

    sure: list[tuple[FormRow, Run]] = field(default_factory=list)
    guessed: list[tuple[FormRow, Run]] = field(default_factory=list)
    unknown: list[Run] = field(default_factory=list)


def leaf(words: str) -> str | None:
    """The name of the row that these words (a folded label, or several) name last.

    >>> leaf("三不予公开1属于国家秘密"), leaf("三不予公开"), leaf("3其他"), leaf("自然人科研机构其他总计")
    ('denied_state_secret', None, 'otherwise_misc', None)
    """
    found = leaves(words)
    return found[-1] if found else None


def leaves(words: str) -> list[str]:
    """All rows named in the words, in order."""
    if not words:
        return []
    forms = load_forms()
    ends: dict[str, int] = {}
    for word, name in forms.request_words:
        place = words.rfind(word)
        if place >= 0:
            ends[name] = max(ends.get(name, 0), place + len(word))
    last = _last(words)
    if last and sum(word in words for word in forms.request_header) < 2:
        ends[last] = len(words) + 1
    return sorted(ends, key=lambda name: (ends[name], name))


def _last(words: str) -> str | None:
    """总计 and 其他 name a row only as the whole of the last label, or with their numeral."""
    for word, name in load_forms().request_last:
        if words.endswith(word) and (len(word) > 2 or words == word):
            return name
    return None


def is_row(run: Run) -> bool:
    """Whether this run can be a row of table 三: a label of it, and a row of entries."""
    return len(run.cells) >= FULL and leaf(run.words) is not None


def place_rows(runs: Sequence[Run], rows: Sequence[FormRow], printed: Collection[str]) -> Placement:
    """Say for each run of entries which of the form's rows it is; ``printed`` rows have a label somewhere."""
    order = {row.name: at for at, row in enumerate(rows)}
    candidates = [run for run in _divided(runs) if run.entries or leaf(run.words) in order]
    anchors = [_anchor(run, order) for run in candidates]
    taken = {at for at in anchors if at is not None}
    placement = Placement()
    gap: list[Run] = []
    before = -1
    for run, at in zip([*candidates, None], [*anchors, len(rows)], strict=True):
        if run is not None and at is None:
            gap.append(run)
            continue
        missing = [rows[i] for i in range(before + 1, at or 0) if i not in taken]
        _fill(placement, gap, missing, printed)
        gap = []
        if run is not None and at is not None:
            placement.sure.append((rows[at], run))
            before = at
    return placement


def _divided(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs that can be rows; in a torn table a lost label makes two rows run together."""
    for run in runs:
        entries = [cell for cell in run.cells if cell.text]
        parts = [entries[at : at + WIDTH] for at in range(0, len(entries), WIDTH)]
        if run.full or len(parts) < 2 or not all(map(_adds_up, parts)):
            if len(run.cells) >= FULL:
                yield run
            continue
        yield replace(run, cells=tuple(parts[0]))
        for part in parts[1:]:
            yield Run(label=(), cells=tuple(part), own=0, full=True)


def _adds_up(cells: Sequence[Piece]) -> bool:
    numbers = [plain_number(cell.text) for cell in cells]
    known = [number for number in numbers if number is not None]
    return len(known) == WIDTH and sum(known[:-1]) == known[-1]


def _anchor(run: Run, order: dict[str, int]) -> int | None:
    """The row that a run's own label names: on its line, or above it where the table is torn.

    Where the last line of a broken label names nothing by itself, the lines above it belong to it too.
    """
    if run.own:
        named = leaves(run.words)
        name = leaf(run.own_words) or (named[0] if len(named) == 1 else None)
    else:
        name = None if run.full else leaf(run.words)
    return order.get(name) if name else None


def _fill(
    placement: Placement, gap: Sequence[Run], missing: Sequence[FormRow], printed: Collection[str]
) -> None:
    """Place the unlabelled runs between two labelled ones."""
    if not gap:
        return
    named = [row for row in missing if row.name in printed]
    hinted = _hinted(gap, missing)
    if len(gap) == len(named):
        placement.sure += zip(named, gap, strict=True)
    elif hinted:
        placement.sure += hinted
    elif len(gap) == len(missing):
        placement.guessed += zip(missing, gap, strict=True)
    else:
        placement.unknown += gap


def _hinted(gap: Sequence[Run], missing: Sequence[FormRow]) -> list[tuple[FormRow, Run]]:
    """Rows whose entries stand on the line below exactly one label each, in the order of the form."""
    names = [leaves(run.words) for run in gap]
    if any(len(found) != 1 for found in names):
        return []
    places = {row.name: at for at, row in enumerate(missing)}
    order = [places[found[0]] for found in names if found[0] in places]
    if len(order) != len(names) or order != sorted(set(order)):
        return []
    return [(missing[at], run) for at, run in zip(order, gap, strict=True)]
