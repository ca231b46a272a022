"""How the values of an indicator are spread over reports: median, quartiles, and a small histogram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import REQUEST_BUCKETS
from indexer.indicators import Assessed, Indicator, Kind, Reason
from indexer.model import Form
from webui.workbench.selection import Chosen

TENTHS = 10
Groups = Mapping[tuple[Form | None, int], list[int]]
"""Places of reports in a selection, by form and year."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a histogram: ``low`` is in it, ``high`` is not, but for the last."""

    low: float
    high: float | None
    """None: without an end."""
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers, summed up. Quartiles between two values are interpolated."""

    n: int
    least: float
    lower: float
    median: float
    upper: float
    most: float


@dataclass(frozen=True, slots=True)
class YearSpread:
    """The spread over the reports of one year; where tables are counted, over those that follow one form.

    Forms are never put together, but for what is computed from no table: every form counts that alike, and
    so does a report without tables.
    """

    form: Form | None
    """None: without tables, or of whatever form."""
    year: int
    spread: Spread | None
    """None: no report of these can be assessed."""
    of: int
    """Reports of that form and year."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """An indicator over a selection."""

    indicator: Indicator
    total: int
    """Reports looked at."""
    spread: Spread | None
    """None where no report can be assessed."""
    bins: tuple[Bin, ...]
    reasons: tuple[tuple[Reason, int], ...]
    """Why the others cannot be assessed, and how many."""
    zeros: int
    """How many have the value 0; for the share of zeros, how many are zero."""
    years: tuple[YearSpread, ...]

    @property
    def n(self) -> int:
        """How many reports could be assessed."""
        return self.spread.n if self.spread else 0


def by_form_and_year(chosen: Chosen) -> Groups:
    """The reports of each form and year, in the order of the forms, then of the years."""
    places: dict[tuple[Form | None, int], list[int]] = {}
    for place, tally in enumerate(chosen.tallies):
        if tally.doc in chosen.years:
            places.setdefault((tally.form, chosen.years[tally.doc]), []).append(place)
    order: Sequence[Form | None] = (None, *Form)
    return {key: places[key] for key in sorted(places, key=lambda key: (order.index(key[0]), key[1]))}


def distribute(indicator: Indicator, assessed: Assessed, groups: Groups) -> Distribution:
    """How the values are spread, in all and by form and year."""
    values = assessed.values[np.isfinite(assessed.values)]
    zeros = int(np.count_nonzero(values == (1 if indicator.kind is Kind.ZERO else 0)))
    reasons = ((reason, assessed.count(reason)) for reason in Reason if reason is not Reason.NONE)
    return Distribution(
        indicator,
        len(assessed.values),
        spread_of(values),
        tuple(_bins(indicator, values)) if len(values) else (),
        tuple((reason, count) for reason, count in reasons if count),
        zeros,
        tuple(_by_year(assessed.values, groups if indicator.of_tables else _of_any_form(groups))),
    )


def spread_of(values: NDArray[np.float64]) -> Spread | None:
    """Median and quartiles of numbers; None of none.

    >>> spread_of(np.array([0.0, 0.5, 1.0]))
    Spread(n=3, least=0.0, lower=0.25, median=0.5, upper=0.75, most=1.0)
    """
    if not len(values):
        return None
    least, lower, median, upper, most = np.quantile(values, (0, 0.25, 0.5, 0.75, 1)).tolist()
    return Spread(len(values), least, lower, median, upper, most)


def bin_edges(indicator: Indicator) -> tuple[tuple[float, float | None], ...]:
    """The borders of the histogram: tenths for rates, the buckets of the search for counts."""
    if indicator.kind is Kind.COUNT:
        return tuple((low, None if high is None else high + 1) for _, low, high in REQUEST_BUCKETS)
    if indicator.kind is Kind.ZERO:
        return ()
    return tuple(
        (step / TENTHS, None if step == TENTHS - 1 and indicator.open else (step + 1) / TENTHS)
        for step in range(TENTHS)
    )


def in_bin(indicator: Indicator, values: NDArray[np.float64], number: int) -> NDArray[np.bool_]:
    """Which values stand in a bin; the last one has its upper border too."""
    edges = bin_edges(indicator)
    low, high = edges[number]
    inside = values >= low
    if high is not None:
        inside &= (values <= high) if number == len(edges) - 1 else (values < high)
    return np.asarray(inside, dtype=bool)


def _bins(indicator: Indicator, values: NDArray[np.float64]) -> Iterator[Bin]:
    for number, (low, high) in enumerate(bin_edges(indicator)):
        yield Bin(low, high, int(np.count_nonzero(in_bin(indicator, values, number))))


def _of_any_form(groups: Groups) -> Groups:
    """The reports of each year, whatever their form."""
    places: dict[tuple[Form | None, int], list[int]] = {}
    for (_, year), some in sorted(groups.items(), key=lambda group: group[0][1]):
        places.setdefault((None, year), []).extend(some)
    return places


def _by_year(values: NDArray[np.float64], groups: Groups) -> Iterator[YearSpread]:
    for (form, year), places in groups.items():
        own = values[places]
        yield YearSpread(form, year, spread_of(own[np.isfinite(own)]), len(own))
