"""What a report says of its problems and remedies, and where each statement was first written.

Agencies repeat most of last year's list, and some copy from others. Both are planted here by rule, so
that whoever looks for copies can be told what is there to be found: :class:`Statement` names its origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from tests.benchmarks.agencies import Organ, first_report, organ, slot, towns_of
from tests.benchmarks.chance import Chance, Stream
from tests.benchmarks.grammar import Setting, grammar
from tests.benchmarks.vocabulary import coined

PROBLEMS, REMEDIES = 5, 4
"""The most statements of each sort that a report has."""
_STOCK_SHARE = 0.15
_COPY_SHARE = 0.12
_NUMBER = re.compile(r"\d+")


class Change(StrEnum):
    """What a planted copy changed."""

    VERBATIM = "verbatim"
    NUMBERS = "numbers"
    NAMES = "names"
    SHORTENED = "shortened"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the problems section, without the number before it and the full stop after it."""

    text: str
    remedy: bool
    origin: tuple[int, int]
    """The report and the place in its list where the wording was first used: equal for all copies."""
    stock: bool = False
    """A formula that everybody uses; sharing it means nothing."""
    change: Change | None = None
    """How it differs from the origin's wording where it was copied from another agency; None: its own."""
    names: tuple[str, ...] = field(default=(), compare=False)


def statements(report: int, seed: int) -> tuple[Statement, ...]:
    """Everything that the report states as a problem or a remedy, in its order.

    >>> len({statement.text for statement in statements(3, 1)}) >= 4
    True
    """
    agency, year = slot(report)
    chance = Chance(seed, 4, report)
    found = []
    for place in _places(agency, seed):
        if chance.random() < _COPY_SHARE and agency:
            found.append(_copied(agency, year, place, chance, seed))
        else:
            found.append(_own(agency, year, place, seed))
    return tuple(found)


def _places(agency: int, seed: int) -> list[int]:
    """The places of the agency's list: problems first, then remedies."""
    chance = Chance(seed, 5, agency)
    problems = 2 + int(chance.random() * (PROBLEMS - 1))
    remedies = 2 + int(chance.random() * (REMEDIES - 1))
    return [*range(problems), *range(PROBLEMS, PROBLEMS + remedies)]


@lru_cache(64)
def _first_used(agency: int, years: int, seed: int) -> tuple[tuple[int, ...], ...]:
    """For each year and place, the year in which the agency first wrote what stands there."""
    chance = Chance(seed, 6, agency)
    repeating = chance.random()
    rows = [tuple([0] * (PROBLEMS + REMEDIES))]
    for year in range(1, years):
        kept = (first if chance.random() < repeating else year for first in rows[-1])
        rows.append(tuple(kept))
    return tuple(rows)


def _own(agency: int, year: int, place: int, seed: int) -> Statement:
    body = organ(agency, seed)
    first = _first_used(agency, len(body.years), seed)[year][place]
    return _written(agency, first, place, seed)


@lru_cache(4096)
def _written(agency: int, year: int, place: int, seed: int) -> Statement:
    """The statement that the agency first wrote at that place in that year."""
    report = first_report(agency) + year
    chance = Chance(seed, 7, report, place)
    remedy = place >= PROBLEMS
    setting = setting_of(organ(agency, seed), chance)
    stock = not remedy and chance.random() < _STOCK_SHARE
    symbol = "plan" if remedy else "stock_problem" if stock else "problem"
    text = grammar().expand(symbol, setting)
    return Statement(text, remedy, (report, place), stock, None, tuple(setting.names))


def setting_of(body: Organ, chance: Stream) -> Setting:
    """The agency as the grammar sees it."""
    return Setting(
        chance=chance,
        agency=body.name,
        self_name="我局" if body.name.endswith("局") else "本机关",
        place=body.place or body.name,
        phone=f"{60_000_000 + body.number * 7919 % 29_999_999}",
        themes=body.kind.themes,
        towns=towns_of(body),
    )


def _copied(agency: int, year: int, place: int, chance: Chance, seed: int) -> Statement:
    """A statement of an agency with a lower number, from the same year at the latest; else its own."""
    source = int(chance.random() * agency)
    theirs = organ(source, seed).years
    limit = organ(agency, seed).years[year]
    eligible = [index for index, value in enumerate(theirs) if value <= limit]
    same_sort = [other for other in _places(source, seed) if (other >= PROBLEMS) == (place >= PROBLEMS)]
    if not eligible:
        return _own(agency, year, place, seed)
    then = eligible[int(chance.random() * len(eligible))]
    original = _own(source, then, same_sort[int(chance.random() * len(same_sort))], seed)
    if original.stock:
        return original
    text, change = _changed(original, tuple(Change)[int(chance.random() * len(Change))], chance)
    return Statement(text, original.remedy, original.origin, False, change, original.names)


def _changed(original: Statement, change: Change, chance: Chance) -> tuple[str, Change]:
    """The statement changed as asked, or copied word for word where it has nothing to change."""
    text = original.text
    if change is Change.NUMBERS:
        text = _NUMBER.sub(lambda match: str(int(match.group()) + 1 + int(chance.random() * 30)), text)
    elif change is Change.NAMES:
        for name in dict.fromkeys(original.names):
            text = text.replace(name, coined(chance, "云溪石桥河口新城东山南坪西岭北沟") + name[2:])
    elif change is Change.SHORTENED:
        clauses = text.split(",")
        if len(clauses) > 2:
            del clauses[int(chance.random() * len(clauses))]
        text = ",".join(clauses)
    return (text, change) if text != original.text else (text, Change.VERBATIM)
