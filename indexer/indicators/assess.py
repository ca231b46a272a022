"""Figures of many reports -> the value of an indicator for each, or why it has none.

A rate without its denominator, a blank cell and a sum that does not add up are no zeros: such a report is
counted as not assessable, with the reason, and never enters a median.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.catalogue import FailedCheck, Tally
from indexer.facts.figures import summed_figures
from indexer.indicators.formulas import Indicator, Kind, Sum, indicators
from indexer.indicators.stated import REQUESTS, STATED
from indexer.model import Form

SUMS = frozenset(("C1", "C2", "C3", "C5", "C8", "C13"))
"""Checks whose failure makes the figures in them unfit for an indicator. Prose against table (C20) does not:
the table is believed, and both are shown."""


class Reason(IntEnum):
    """Why an indicator has no value for a report; the first that applies."""

    NONE = 0
    """It has one."""
    NO_TABLE = 1
    """The report has no statutory table that was found."""
    OTHER_FORM = 2
    """Its form does not have these figures."""
    SCOPE = 3
    """It speaks for more than the agency itself."""
    BLANK = 4
    """A figure is missing, blank or not a number."""
    CONTRADICTED = 5
    """A sum that a figure stands in does not hold."""
    NOTHING = 6
    """The denominator is 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The reports that indicators are computed over, as columns."""

    docs: NDArray[np.int64]
    forms: tuple[Form | None, ...]
    figures: Mapping[str, NDArray[np.float64]]
    """Each figure that an indicator needs; not a number where a report has no value."""
    doubtful: Mapping[str, NDArray[np.bool_]]
    """For a figure, the reports of which it stands in a failed sum; none has doubts about the others."""
    scopes: NDArray[np.object_]
    """Whom each report speaks for, if it says so."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """An indicator over a selection."""

    values: NDArray[np.float64]
    """Not a number where there is none."""
    reasons: NDArray[np.uint8]
    """A :class:`Reason` for each report."""

    def count(self, reason: Reason) -> int:
        """How many reports have no value for this reason; for NONE, how many have one."""
        return int(np.count_nonzero(self.reasons == reason))


def select(
    tallies: Sequence[Tally],
    failed: Iterable[FailedCheck],
    stated: Mapping[str, Mapping[int, int | float]],
    scopes: Mapping[int, str],
) -> Selection:
    """The columns that indicators are computed from.

    ``stated`` has the numbers of :mod:`~indexer.indicators.stated`, they and ``scopes`` by document.
    """
    docs = np.array([one.doc for one in tallies], dtype=np.int64)
    names = {name for one in indicators().values() for name in one.figures}
    figures = {name: _column(one.figures.get(name) for one in tallies) for name in names}
    for name in STATED:
        figures[name] = _column(stated.get(name, {}).get(one.doc) for one in tallies)
    who = np.empty(len(tallies), dtype=object)
    who[:] = [scopes.get(one.doc) for one in tallies]
    return Selection(docs, tuple(one.form for one in tallies), figures, _doubts(docs, failed), who)


def _column(values: Iterable[int | float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _doubts(docs: NDArray[np.int64], failed: Iterable[FailedCheck]) -> dict[str, NDArray[np.bool_]]:
    """A failed sum does not say which of its figures is wrong: each is in doubt, and what it adds up to."""
    places = {doc: place for place, doc in enumerate(docs.tolist())}
    found: dict[str, NDArray[np.bool_]] = {}
    for one in failed:
        if one.check.id in SUMS and one.doc in places:
            for name in one.check.figures:
                for doubted in (name, *_part_of().get(name, ())):
                    where = found.setdefault(doubted, np.zeros(len(docs), dtype=bool))
                    where[places[one.doc]] = True
    return found


@cache
def _part_of() -> Mapping[str, tuple[str, ...]]:
    """For each figure what is made of it."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("rq_new_total", "s1_requests", "s2_requests"), (REQUESTS,)
    )
    for name, parts in summed_figures():
        for part in parts:
            found[part] = (*found.get(part, ()), name)
    return found


def assess(indicator: Indicator, selection: Selection) -> Assessed:
    """The value of the indicator for each report of the selection."""
    reasons = np.zeros(len(selection.docs), dtype=np.uint8)
    for name in indicator.figures:
        if name in selection.doubtful:
            reasons[selection.doubtful[name]] = Reason.CONTRADICTED
    for name in indicator.figures:
        reasons[np.isnan(selection.figures[name])] = Reason.BLANK
    if indicator.without_scope is not None:
        reasons[selection.scopes == indicator.without_scope] = Reason.SCOPE
    if indicator.of_tables:
        reasons[[form not in indicator.forms for form in selection.forms]] = Reason.OTHER_FORM
        reasons[[form is None for form in selection.forms]] = Reason.NO_TABLE
    values = _add_up(indicator.numerator, selection)
    if indicator.denominator:
        values = _rates(values, _add_up(indicator.denominator, selection), reasons, open_=indicator.open)
    if indicator.kind is Kind.ZERO:
        values = (values == 0).astype(np.float64)
    return Assessed(np.where(reasons == Reason.NONE, values, np.nan), reasons)


def _rates(
    parts: NDArray[np.float64], whole: NDArray[np.float64], reasons: NDArray[np.uint8], *, open_: bool
) -> NDArray[np.float64]:
    """One number out of another; what cannot be a share of a whole is noted in ``reasons``."""
    reasons[(reasons == Reason.NONE) & (whole == 0)] = Reason.NOTHING
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = np.asarray(parts / whole, dtype=np.float64)
    beyond = (rates < 0) | (whole < 0) | ((rates > 1) if not open_ else False)
    reasons[(reasons == Reason.NONE) & beyond] = Reason.CONTRADICTED
    return rates


def _add_up(terms: Sum, selection: Selection) -> NDArray[np.float64]:
    total = np.zeros(len(selection.docs), dtype=np.float64)
    for name in terms.plus:
        total = total + selection.figures[name]
    for name in terms.minus:
        total = total - selection.figures[name]
    return total
