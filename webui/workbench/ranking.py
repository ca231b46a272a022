"""Which reports may be ranked by an indicator, and their places.

A league table of all agencies is the first thing that is asked for and the last that these figures bear:
forms count differently, a government may report for its whole territory, and 1 of 1 is 100 %. So reports are
ranked only within groups that are alike: one year, one form, one level, one scope, and a base of ten or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.builds import OpenBuild
from indexer.indicators import Indicator, Kind, Selection, Sum, assess
from indexer.model import Form
from indexer.query import Filter
from webui.parameters import Asked
from webui.workbench.selection import Chosen

LEAST_BASE = 10
"""A rate of a smaller base is shown, and not ranked."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What reports must share to be ranked."""

    year: int | None
    level: str | None
    form: Form | None
    scope: str | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One report in a list, with its value."""

    doc: int
    report_id: str
    agency: str | None
    alike: Alike
    value: float
    part: float
    base: float | None
    """Denominator; None for counts."""
    place: int | None
    """Place in the ranking of its group, equal ones sharing the first; None where it is not ranked."""


def ranked_rows(build: OpenBuild, chosen: Chosen, columns: Selection, one: Indicator) -> list[Ranked]:
    """Every report with a value, with its place among those that it can be compared with; by group."""
    values = assess(one, columns).values
    parts = _sums(one.numerator, columns)
    bases = _sums(one.denominator, columns) if one.denominator else None
    ids = build.ids_of(chosen.docs)
    rows = [
        Ranked(
            doc, ids[doc], chosen.agencies.get(doc), _alike(chosen, place), float(values[place]),
            float(parts[place]), float(bases[place]) if bases is not None else None, None,
        )
        for place, doc in enumerate(chosen.docs)
        if np.isfinite(values[place])
    ]  # fmt: skip
    return _placed(rows) if one.kind is not Kind.ZERO else rows


def _sums(terms: Sum, columns: Selection) -> Sequence[float]:
    plus = sum(columns.figures[name] for name in terms.plus)
    found = plus - sum(columns.figures[name] for name in terms.minus)
    return np.asarray(found, dtype=np.float64).tolist()  # type: ignore[no-any-return]


def _alike(chosen: Chosen, place: int) -> Alike:
    tally = chosen.tallies[place]
    doc = tally.doc
    return Alike(chosen.years.get(doc), chosen.levels.get(doc), tally.form, chosen.scopes.get(doc))


def may_rank(row: Ranked) -> bool:
    """Whether a value can be compared with those of reports that are alike."""
    known = None not in (row.alike.year, row.alike.level, row.alike.form, row.alike.scope)
    return known and (row.base is None or row.base >= LEAST_BASE)


def _placed(rows: Sequence[Ranked]) -> list[Ranked]:
    groups: dict[Alike, list[float]] = {}
    for row in rows:
        if may_rank(row):
            groups.setdefault(row.alike, []).append(row.value)
    places: dict[Alike, dict[float, int]] = {}
    for alike, values in groups.items():
        found = places.setdefault(alike, {})
        for place, value in enumerate(sorted(values, reverse=True), 1):
            found.setdefault(value, place)
    return [replace(row, place=places[row.alike][row.value] if may_rank(row) else None) for row in rows]


def by_place(row: Ranked) -> tuple[bool, int, str]:
    """The order of a ranking; what is not ranked comes last."""
    return (row.place is None, row.place or 0, row.agency or "")


def by_name(row: Ranked) -> tuple[bool, str, int, str]:
    """The order of a list that is no ranking."""
    return (row.agency is None, row.agency or "", -(row.alike.year or 0), row.report_id)


def size_first(group: tuple[Alike, int]) -> tuple[int, int, str, str, str]:
    """The order of groups: the largest first, of equal ones the newest."""
    alike, size = group
    return (-size, -(alike.year or 0), alike.level or "", alike.form or "", alike.scope or "")


def narrowed(asked: Asked, alike: Alike) -> Asked:
    """The search for a group of reports that are alike; form and scope cannot be searched for."""
    values: Mapping[str, int | str | None] = {"year": alike.year, "level": alike.level}
    kept = tuple(one for one in asked.chosen.filters if one.facet not in values)
    more = tuple(Filter(name, (value,)) for name, value in values.items() if value is not None)
    return replace(asked, chosen=replace(asked.chosen, filters=(*kept, *more)), page=1)
