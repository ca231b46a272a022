"""The form's own sums of table 三, used to prove where a doubtful entry belongs.

They are the rules that the form prints over its first column (第一项加第二项之和，等于第三项加第四项之和)
and those that follow from its totals. Judging a report by them is not done here: see the checks.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.model import Form
from indexer.structure.cells import plain_number
from indexer.structure.fit import Entries
from indexer.structure.forms import load_forms

_BALANCE = ("new", "carried_in", "result_total", "carried_out")


def sums_hold(known: Mapping[str, Entries], name: str, entries: Entries, *, all_known: bool = False) -> bool:
    """Whether row ``name`` with these entries adds up, by itself and with the rows that are known.

    Other blanks count as 0 here, a total that is missing as the sum of its row. With ``all_known`` the
    balance of the columns must be there to hold; without it, a sum of which a row is missing says
    nothing against the entries.
    """
    numbers = _numbers(entries)
    if entries[-1] is None:
        numbers[-1] = sum(numbers)
    if sum(numbers[:-1]) != numbers[-1]:
        return False
    rows = {other: _numbers(cells) for other, cells in known.items()} | {name: numbers}
    balanced = all(row in rows for row in _BALANCE)
    if all_known and not balanced:
        return False
    results = _result_rows(rows)
    complete = "result_total" in rows and all(row in rows for row in results)
    for column in range(len(numbers)):
        at = {row: cells[column] for row, cells in rows.items()}
        if balanced and at["new"] + at["carried_in"] != at["result_total"] + at["carried_out"]:
            return False
        if complete and at["result_total"] != sum(at[row] for row in results):
            return False
    return True


def table_holds(rows: Mapping[str, Entries]) -> bool:
    """Whether every row and every column adds up, with no row missing: then nothing is misplaced."""
    needed = {*_BALANCE, *_result_rows(rows)}
    return needed <= rows.keys() and all(
        sums_hold(rows, name, rows[name], all_known=True) for name in needed if any(_numbers(rows[name]))
    )


def _numbers(entries: Entries) -> list[int | float]:
    return [(plain_number(entry.text) or 0) if entry else 0 for entry in entries]


def _result_rows(rows: Mapping[str, object]) -> list[str]:
    form = Form.Y2019 if "otherwise" in rows else Form.Y2021
    return [row.name for row in load_forms().rows_of(form) if row.is_result]
