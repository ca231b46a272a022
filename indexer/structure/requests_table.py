"""Runs -> table 三, requests received and handled: seven columns, 23 or 25 rows.

Rows are known by their labels. Copies out of PDF files print some labels away from their entries; such
a row is placed by its position between rows that are known, and only where as many rows are printed
there as the form has. Anything less certain is a problem on record, not a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from indexer.model import Form, Problem, Span
from indexer.structure.cells import Piece, fold_label
from indexer.structure.fit import Entries, fit, place_missing, usual_offsets
from indexer.structure.forms import FormRow, load_forms
from indexer.structure.request_sums import sums_hold
from indexer.structure.runs import FULL, Run

WIDTH = 7


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row of table 三: its place in the form, its label where printed, and its seven entries."""

    row: FormRow
    label: Piece | None
    entries: Entries


@dataclass(frozen=True, slots=True)
class FoundRequests:
    """Table 三 as far as it is certain."""

    rows: tuple[FoundRow, ...]
    problems: tuple[Problem, ...]


def leaf(words: str) -> str | None:
    """The name of the row that these words (a folded label, or several) name last.

    >>> leaf("三不予公开1属于国家秘密"), leaf("三不予公开"), leaf("3其他"), leaf("自然人其他总计")
    ('denied_state_secret', None, 'otherwise_misc', None)
    """
    found = _leaves(words)
    return found[-1] if found else None


def _leaves(words: str) -> list[str]:
    """All rows named in the words, in order."""
    forms = load_forms()
    at_end = not sum(word in words for word in forms.request_header) >= 2
    places: list[tuple[int, str]] = []
    for row in forms.request_rows:
        ends = [words.rfind(word) + len(word) for word in row.words if word in words]
        if at_end and any(_ends_with_name(words, word) for word in row.last):
            ends.append(len(words) + 1)
        if ends:
            places.append((max(ends), row.name))
    return [name for _, name in sorted(places)]


def _ends_with_name(words: str, name: str) -> bool:
    """总计 and 其他 name a row only as the whole of the last label, numbered or not."""
    return words == name or (len(name) > 2 and words.endswith(name))


def find_requests(runs: Sequence[Run]) -> FoundRequests | None:
    """Table 三, or None where there is none; of several copies the fullest one counts."""
    copies = [_read(copy) for copy in _copies(runs)]
    found = [copy for copy in copies if len(copy.rows) >= 2]
    return max(found, key=lambda copy: len(copy.rows)) if found else None


def _copies(runs: Sequence[Run]) -> list[list[Run]]:
    """The stretch of runs from each printing of the table's first row to its last row."""
    named = [at for at, run in enumerate(runs) if _is_row(run)]
    if not named:
        return []
    copies: list[list[Run]] = []
    seen: set[str] = set()
    start = named[0]
    for at, last in zip(named, [named[0], *named], strict=False):
        name = leaf(runs[at].own_words or runs[at].words)
        if name in seen and name in ("new", "carried_in"):
            copies.append(list(runs[start : last + 1]))
            seen, start = set(), at
        seen.add(str(name))
    copies.append(list(runs[start : named[-1] + 1]))
    return copies


def _is_row(run: Run) -> bool:
    return len(run.cells) >= FULL and leaf(run.words) is not None


def _read(runs: Sequence[Run]) -> FoundRequests:
    printed = {name for run in runs for name in _leaves(run.words)}
    new_rows = printed & {"otherwise_no_correction", "otherwise_fee_unpaid"}
    rows = load_forms().rows_of(Form.Y2021 if new_rows else Form.Y2019)
    placed, problems = _place(runs, rows, printed)
    usual = usual_offsets((run.cells for _, run in placed), WIDTH)
    found: dict[str, FoundRow] = {}
    open_rows: list[tuple[FormRow, Run]] = []
    for row, run in placed:
        entries = fit(run.cells, WIDTH, usual)
        if entries is None:
            open_rows.append((row, run))
        elif row.name not in found:
            found[row.name] = FoundRow(row, _label(row, run, runs), entries)
    for row, run in open_rows:
        known = {name: one.entries for name, one in found.items()}
        solved = place_missing(_entries(run), WIDTH, partial(sums_hold, known, row.name))
        if solved is None or None in solved:
            problems.append(_partial(row, run))
        if solved is not None and any(solved):
            found[row.name] = FoundRow(row, _label(row, run, runs), solved)
    complete = _with_stray(found, runs)
    return FoundRequests(tuple(complete[row.name] for row in rows if row.name in complete), tuple(problems))


def _with_stray(found: dict[str, FoundRow], runs: Sequence[Run]) -> dict[str, FoundRow]:
    """Give a blank total the one number of the table that belongs to no row, where the sums prove it."""
    alone = [run for run in runs if len(run.cells) == 1 and run.entries]
    strays = [run.cells[0] for run in alone if not leaf(run.own_words)]
    totals = [one for one in found.values() if one.entries[-1] and not one.entries[-1].text]
    lacking = [one for one in totals if any(entry and entry.text for entry in one.entries)]
    if len(strays) != 1 or len(lacking) != 1:
        return found
    one = lacking[0]
    entries = (*one.entries[:-1], strays[0])
    known = {name: other.entries for name, other in found.items()}
    if not sums_hold(known, one.row.name, entries, all_known=True):
        return found
    return {**found, one.row.name: FoundRow(one.row, one.label, entries)}


def _place(
    runs: Sequence[Run], rows: Sequence[FormRow], printed: set[str]
) -> tuple[list[tuple[FormRow, Run]], list[Problem]]:
    """Each run of entries with the row it belongs to."""
    order = {row.name: at for at, row in enumerate(rows)}
    candidates = [run for run in runs if len(run.cells) >= FULL and (run.entries or leaf(run.words) in order)]
    sure = [_anchor(run, order) for run in candidates]
    taken = {at for at in sure if at is not None}
    placed: list[tuple[FormRow, Run]] = []
    problems: list[Problem] = []
    gap: list[Run] = []
    before = -1
    for run, at in zip([*candidates, None], [*sure, len(rows)], strict=True):
        if at is None and run is not None:
            gap.append(run)
            continue
        missing = [i for i in range(before + 1, at or 0) if i not in taken and rows[i].name in printed]
        if gap and len(gap) == len(missing):
            placed += [(rows[i], one) for i, one in zip(missing, gap, strict=True)]
        elif gap:
            hinted = _hinted(gap, [rows[i] for i in missing])
            placed += hinted
            problems += [_unlabelled(one) for one in gap if one not in [run for _, run in hinted]]
        gap = []
        if run is not None and at is not None:
            placed.append((rows[at], run))
            before = at
    return placed, problems


def _anchor(run: Run, order: dict[str, int]) -> int | None:
    """The row that a run's own label names: on its line, or above it where the table is torn."""
    name = leaf(run.own_words) if run.own else None if run.full else leaf(run.words)
    return order.get(name) if name else None


def _hinted(gap: Sequence[Run], missing: Sequence[FormRow]) -> list[tuple[FormRow, Run]]:
    """Rows whose entries stand on the line below exactly one label each, in the order of the form."""
    names = [_leaves(run.words) for run in gap]
    if any(len(found) != 1 for found in names):
        return []
    expected = {row.name: row for row in missing}
    order = [list(expected).index(found[0]) for found in names if found[0] in expected]
    if len(order) != len(names) or order != sorted(set(order)):
        return []
    return [(expected[found[0]], run) for found, run in zip(names, gap, strict=True)]


def _label(row: FormRow, run: Run, runs: Sequence[Run]) -> Piece | None:
    """The piece that prints the row's label: the run's own, else wherever the copy has put it."""
    own = [piece for piece in run.label if row.name in _leaves(fold_label(piece.text))]
    if own:
        return own[-1]
    if run.own and leaf(run.own_words) == row.name:
        return run.label[-1]
    pieces = (piece for other in runs for piece in other.label)
    return next((piece for piece in pieces if row.name in _leaves(fold_label(piece.text))), None)


def _entries(run: Run) -> list[Piece]:
    return [cell for cell in run.cells if cell.text]


def _span(run: Run) -> Span:
    first = run.label[-1] if run.own else run.cells[0]
    return Span(first.span.start, run.cells[-1].span.end)


def _partial(row: FormRow, run: Run) -> Problem:
    message = (
        f"Table 三, row {row.label}: {run.entries} entries for {WIDTH} columns, and the sums do not say "
        "which column each belongs to. Look at the source."
    )
    return Problem("row_partial", message, _span(run))


def _unlabelled(run: Run) -> Problem:
    message = "Table 三 has a row of numbers whose label is lost; it was not used. Look at the source."
    return Problem("row_unlabelled", message, _span(run))
