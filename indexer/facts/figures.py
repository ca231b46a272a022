"""Tables -> figures: every number of the statutory tables under its stable machine name.

A blank cell, a slash and a 0 are three different statements, and only the last one is a number: so a
figure keeps the cell as printed beside the value, and the value is None unless the cell writes one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.facts.numerals import parse_count
from indexer.model import Cell, Evidence, Figure, Normalised, Original, Problem, Table
from indexer.structure.cells import plain_number
from indexer.structure.forms import load_forms, load_indicators
from indexer.text.evidence import quote_original

Number = int | float

_DASH = re.compile(r"[-/\\*~]{1,4}|无|不适用|n/a")
_UNIT = re.compile(
    r"(?P<number>.*?)(?P<vague>余|多)?(?P<unit>亿元|万元|元|人次|场次|[件条次人个篇份项元期])?"
)
_SIGNED = re.compile(r"(?P<sign>[+-]|新增|净增|增加?|减少?)?(?P<number>\d[\d,]*)(?:件|项|个|条)?")
_UNCHANGED = re.compile(r"无变化|持平|不变|0/0")


@dataclass(frozen=True, slots=True)
class FoundFigures:
    """The figures in the order of the tables, and the cells that could not be read."""

    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()


def read_figures(original: Original, normalised: Normalised, tables: Sequence[Table]) -> FoundFigures:
    """Read every cell of the tables that has a name; a name that occurs twice keeps its first cell."""
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for table in tables:
        for row in table.rows:
            for name, cell in zip(row.figures, row.values, strict=True):
                if name is None or name in figures:
                    continue
                said = _said(normalised, cell)
                value, unit = read_value(name, said)
                evidence = quote_original(original, f"table.{table.name}", cell.span)
                figures[name] = Figure(name, value, cell.text, evidence, unit)
                if value is None and said and not _DASH.fullmatch(said):
                    problems.append(_unreadable(cell))
    return FoundFigures(tuple(figures.values()), tuple(problems))


def _said(normalised: Normalised, cell: Cell) -> str:
    if not cell.text:
        return ""
    start, end = normalised.alignment.to_normalised(cell.span)
    return normalised.text[start:end].strip("|\n ")


def read_value(name: str, said: str) -> tuple[Number | None, str | None]:
    """The number and the unit that a cell with this normalised text states for this figure.

    >>> read_value("s1_page_views", "2万"), read_value("rq_new_total", "/"), read_value("rq_new_total", "3件")
    ((20000, '人次'), (None, None), (3, None))
    >>> read_value("pd_license_items_delta", "减少3"), read_value("pd_procurement_amount", "251000元")
    ((-3, None), (251000, '元'))
    """
    if not said:
        return None, _unit_of(name)
    if name.endswith("_delta"):
        return _signed(said), None
    split = _UNIT.fullmatch(said)
    if not split or split["vague"]:
        return None, _unit_of(name)
    if name in ("pd_procurement_amount", "pd_adminfee_amount_wan") or name.endswith("_wan"):
        return _money(name, split["number"], split["unit"])
    return _count(split["number"]), _unit_of(name)


def _money(name: str, number: str, printed: str | None) -> tuple[Number | None, str | None]:
    """An amount keeps its printed unit; one that contradicts the form's own 万元 has no value there."""
    if number.endswith("万") and printed is None:
        number, printed = number[:-1], "万元"
    value = plain_number(number)
    if name.endswith("_wan"):
        return (value if printed in (None, "万元") else None), "万元"
    return value, printed


def _signed(said: str) -> Number | None:
    """本年增/减: signed, in digits or in words."""
    if _UNCHANGED.fullmatch(said):
        return 0
    match = _SIGNED.fullmatch(said)
    if not match:
        return None
    number = plain_number(match["number"])
    return -number if number and (match["sign"] or "").startswith(("-", "减")) else number


def _count(text: str) -> Number | None:
    number = plain_number(text)
    return parse_count(text) if number is None else number


@cache
def _units() -> dict[str, str]:
    lines = (line for lines in load_indicators().lines.values() for line in lines)
    return {line.name: line.unit for line in lines} | {"pd_adminfee_amount_wan": "万元"}


def _unit_of(name: str) -> str | None:
    return _units().get(name)


def _unreadable(cell: Cell) -> Problem:
    message = (
        f"The table cell “{cell.text}” is not a number that can be counted; it was left without a value."
    )
    return Problem("not_a_number", message, cell.span)


def derived_figures(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Sums that the form does not print: groups of outcomes in table 三, litigation in table 四.

    None of them exists where a part is missing or blank: a blank is not 0.
    """
    by_name = {figure.name: figure for figure in figures}
    derived = []
    for name, parts in summed_figures():
        found = [by_name[part] for part in parts if part in by_name]
        if name in by_name or len(found) != len(parts) or any(figure.value is None for figure in found):
            continue
        total = sum(figure.value for figure in found if figure.value is not None)
        first = found[0].evidence
        derived.append(Figure(name, total, "", Evidence("table.sum", first.span, first.text)))
    return tuple(derived)


@cache
def summed_figures() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sums that the form does not print: the name of each, and the figures that it adds up."""
    forms = load_forms()
    groups = ("denied", "unavailable", "unprocessed", "otherwise")
    sums = [
        (
            f"rq_{group}_{column}",
            tuple(
                f"rq_{row.name}_{column}" for row in forms.request_rows if row.name.startswith(f"{group}_")
            ),
        )
        for group in groups
        for column in forms.request_names
    ]
    sums += [
        (f"rl_suit_{outcome}", (f"rl_suit_direct_{outcome}", f"rl_suit_post_{outcome}"))
        for outcome in forms.review_names
    ]
    return tuple(sums)
