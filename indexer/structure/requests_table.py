"""Runs -> table 三, requests received and handled: seven columns, 23 or 25 rows.

What is certain becomes a row: its label is known, and its entries fill the columns. What is not is
settled by the form's own sums if they leave one answer, and is a problem on record if they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from indexer.model import Form, Problem, Span
from indexer.structure.cells import Piece, fold_label
from indexer.structure.fit import Entries, fit, may_lack_one, place_missing, usual_offsets
from indexer.structure.forms import FormRow, load_forms
from indexer.structure.request_rows import WIDTH, is_row, leaf, leaves, place_rows
from indexer.structure.request_sums import sums_hold, table_holds
from indexer.structure.runs import Run

_MOST_COPIES = 8
"""Sites print a table twice, for wide and for narrow screens; nobody prints it more often than this."""


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


def find_requests(runs: Sequence[Run]) -> FoundRequests | None:
    """Table 三, or None where there is none; of several copies the fullest one counts."""
    copies = [_read(copy) for copy in _copies(runs)]
    found = [copy for copy in copies if len(copy.rows) >= 2]
    return max(found, key=lambda copy: len(copy.rows)) if found else None


def _copies(runs: Sequence[Run]) -> list[list[Run]]:
    """The stretch of runs from each printing of the table's first row to its last row."""
    named = [at for at, run in enumerate(runs) if is_row(run)]
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
            if len(copies) == _MOST_COPIES:
                return copies
        seen.add(str(name))
    copies.append(list(runs[start : named[-1] + 1]))
    return copies


def _read(runs: Sequence[Run]) -> FoundRequests:
    printed = {name for run in runs for name in leaves(run.words)}
    new_rows = printed & {"otherwise_no_correction", "otherwise_fee_unpaid"}
    rows = load_forms().rows_of(Form.Y2021 if new_rows else Form.Y2019)
    placement = place_rows(runs, rows, printed)
    problems = [_unlabelled(run) for run in placement.unknown]
    found, open_rows = _fitted(placement.sure, runs)
    guesses, still_open = _fitted(placement.guessed, runs)
    entries = {name: one.entries for name, one in (found | guesses).items()}
    if guesses and not still_open and table_holds(entries):
        found |= guesses
    else:
        problems += [_unlabelled(run) for _, run in placement.guessed]
    for row, run in open_rows:
        known = {name: one.entries for name, one in found.items()}
        filled = [cell for cell in run.cells if cell.text]
        solved = place_missing(filled, WIDTH, partial(sums_hold, known, row.name))
        if solved is None or solved.count(None) > 1:
            problems.append(_partial(row, run))
        if solved is not None and any(solved):
            found[row.name] = FoundRow(row, _label(row, run, runs), solved)
    complete = _with_stray(found, runs)
    return FoundRequests(tuple(complete[row.name] for row in rows if row.name in complete), tuple(problems))


def _fitted(
    placed: Sequence[tuple[FormRow, Run]], runs: Sequence[Run]
) -> tuple[dict[str, FoundRow], list[tuple[FormRow, Run]]]:
    """The rows whose entries fit the columns, and those whose do not; a row printed twice counts once."""
    usual = usual_offsets((run.cells for _, run in placed), WIDTH)
    found: dict[str, FoundRow] = {}
    open_rows: dict[str, tuple[FormRow, Run]] = {}
    for row, run in placed:
        entries = fit(run.cells, WIDTH, usual)
        if entries is None or (not run.full and may_lack_one(entries)):
            open_rows.setdefault(row.name, (row, run))
        elif row.name not in found:
            found[row.name] = FoundRow(row, _label(row, run, runs), entries)
    return found, [one for name, one in open_rows.items() if name not in found]


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


def _label(row: FormRow, run: Run, runs: Sequence[Run]) -> Piece | None:
    """The piece that prints the row's label: the run's own, else wherever the copy has put it."""
    own = [piece for piece in run.label if row.name in leaves(fold_label(piece.text))]
    if own:
        return own[-1]
    if run.own and leaf(run.own_words) == row.name:
        return run.label[-1]
    pieces = (piece for other in runs for piece in other.label)
    return next((piece for piece in pieces if row.name in leaves(fold_label(piece.text))), None)


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
