"""The facts of a generated report, drawn before a word of it is written: they are the truth about it.

The spread follows what published reports show: nearly half of the agencies receive no request at all, a
few receive hundreds; most say that they charged nothing, hardly any charged; some years lack tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import FeeStatus, Form, Level
from tests.benchmarks.agencies import Organ, organ, slot
from tests.benchmarks.chance import Chance

_SCALE = {
    Level.NATIONAL: 5.0,
    Level.PROVINCIAL: 3.6,
    Level.PREFECTURE: 2.6,
    Level.COUNTY: 1.7,
    Level.TOWNSHIP: 0.9,
}
"""Logarithm of the usual number of requests by level, among agencies that receive any."""
_ZERO_SHARE = {
    Level.NATIONAL: 0.02,
    Level.PROVINCIAL: 0.1,
    Level.PREFECTURE: 0.3,
    Level.COUNTY: 0.45,
    Level.TOWNSHIP: 0.65,
}
_TABLES_LOST = 0.1
_ANNEX_SHARE = 0.6
_WRONG_SUM = 0.03
_UNSTATED = 0.06
_TRADITIONAL = 0.03


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is decided about a report before it is written."""

    number: int
    organ: Organ
    year: int
    form: Form
    tables: bool
    requests: int | None
    fee: FeeStatus
    amount: int
    """Yuan charged; 0 unless ``fee`` says so."""
    wrong_sum: bool
    traditional: bool
    """Printed in traditional characters, as a mirror of the page would."""

    def facets(self) -> dict[str, tuple[str | int, ...]]:
        """The values to filter by, under the engine's names; no entry for what is not stated."""
        body = self.organ
        place = {"province": body.province, "city": body.city, "county": body.county}
        found: dict[str, tuple[str | int, ...]] = {
            "year": (self.year,),
            "level": (body.level.value,),
            "department": (body.kind.slug,),
            "agency": (body.name,),
            "fee": (self.fee.value,),
        }
        found |= {name: (value,) for name, value in place.items() if value}
        if self.requests is not None:
            found["requests"] = (self.requests,)
        flags = self.flags()
        return {**found, "flag": flags} if flags else found

    def flags(self) -> tuple[str, ...]:
        """What a reader of the report should be warned of."""
        current = self.form in (Form.Y2019, Form.Y2021)
        conflict = ("figures_conflict",) if self.wrong_sum else ()
        return (*conflict, "tables_missing") if current and not self.tables else conflict


def facts_of(report: int, seed: int) -> Facts:
    """The facts of report number ``report``."""
    agency, index = slot(report)
    body = organ(agency, seed)
    year = body.years[index]
    chance = Chance(seed, 2, report)
    form = _form(year)
    current = form in (Form.Y2019, Form.Y2021)
    tables = chance.random() > _TABLES_LOST if current else chance.random() < _ANNEX_SHARE
    requests = (
        None if not tables and chance.random() < _UNSTATED / _TABLES_LOST else _requests(body, chance, seed)
    )
    fee = _fee(year, requests, chance)
    if form is Form.E2 and tables:
        fee = FeeStatus.NONE  # the table of these years has a row for it, and it says 0
    return Facts(
        number=report,
        organ=body,
        year=year,
        form=form,
        tables=tables,
        requests=requests,
        fee=fee,
        amount=10 * int(1 + 500 ** chance.random()) if fee is FeeStatus.CHARGED else 0,
        wrong_sum=current and tables and chance.random() < _WRONG_SUM,
        traditional=chance.random() < _TRADITIONAL,
    )


def _form(year: int) -> Form:
    for last, form in ((2013, Form.E1), (2018, Form.E2), (2020, Form.Y2019)):
        if year <= last:
            return form
    return Form.Y2021


def _requests(body: Organ, chance: Chance, seed: int) -> int:
    """Requests received: the agency's own usual number, more or less; often none."""
    usual = Chance(seed, 3, body.number)
    never = usual.random() < _ZERO_SHARE[body.level]
    mean = usual.normal(_SCALE[body.level], 1.1)
    if never and chance.random() < 0.9:
        return 0
    return int(2.718281828 ** min(mean + chance.normal(0, 0.4), 8.5))


def _fee(year: int, requests: int | None, chance: Chance) -> FeeStatus:
    """What it says of fees, by the rules then in force (财税〔2017〕20号, 国办函〔2020〕109号)."""
    drawn = chance.random()
    if year >= 2021:
        charged = 0.02 if requests and requests > 10 else 0.0
        stated = 0.75
    elif year >= 2017:
        charged, stated = 0.0, 0.4
    else:
        charged, stated = (0.06 if requests else 0.0), 0.6
    if drawn < charged:
        return FeeStatus.CHARGED
    return FeeStatus.NONE if drawn < charged + stated else FeeStatus.NOT_STATED
