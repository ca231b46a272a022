"""Which agency wrote report number i, and for which year: by arithmetic alone, whatever the corpus's size.

Reports come in blocks of 24 that five agencies share, with 1 to 12 consecutive years each. An agency is
drawn from its stratum (county, township, prefecture, province) by a walk through all pairs of place and
department that meets each pair once before it meets any again.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import gcd

from indexer.facts.gazetteer import Division, divisions, parents
from indexer.model import Level
from tests.benchmarks.chance import Chance
from tests.benchmarks.data_files import load

BLOCK = 24
_YEARS = ((8, 6, 5, 3, 2), (10, 7, 4, 2, 1), (6, 6, 6, 4, 2), (12, 5, 4, 2, 1))
"""How many years the five agencies of a block have, block by block."""
_AGENCIES = 5
_STRATA = "CCPCTCPCVCPCCPTCPCTC"
"""Of 20 agencies: 11 of counties, 5 of prefectures, 3 of townships, 1 of a province."""
_NATIONAL_EVERY = 400
_OLDEST, _NEWEST = 2008, 2025
_TOWNSHIPS_OF_A_COUNTY = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of department: what its organs are called and what they write about."""

    slug: str
    name: str
    provincial: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organ:
    """One agency as the generator knows it; the values that a search filters by."""

    number: int
    name: str
    place: str
    level: Level
    province: str | None
    city: str | None
    county: str | None
    kind: Kind
    years: tuple[int, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of department that publish."""
    return tuple(
        Kind(row["kind"], row["name"], row.get("provincial", row["name"]), tuple(row["themes"]))
        for row in load("names")["department"]
    )


def slot(report: int) -> tuple[int, int]:
    """The agency's number and which of its years the report is about.

    >>> slot(0), slot(7), slot(8), slot(24)
    ((0, 0), (0, 7), (1, 0), (5, 0))
    """
    block, place = divmod(report, BLOCK)
    for index, count in enumerate(_YEARS[block % len(_YEARS)]):
        if place < count:
            return block * _AGENCIES + index, place
        place -= count
    raise AssertionError("the years of a block add up to its size")


def first_report(agency: int) -> int:
    """The number of the report about the agency's first year."""
    block, index = divmod(agency, _AGENCIES)
    return block * BLOCK + sum(_YEARS[block % len(_YEARS)][:index])


@lru_cache(4096)
def organ(number: int, seed: int) -> Organ:
    """The agency of that number."""
    chance = Chance(seed, 1, number)
    years = _years(number, chance)
    if number % _NATIONAL_EVERY == 7:
        kind = chance.pick(kinds())
        names = _national()
        name = names[number // _NATIONAL_EVERY % len(names)]
        return Organ(number, name, "", Level.NATIONAL, None, None, None, kind, years)
    stratum = _STRATA[number % len(_STRATA)]
    before = _STRATA[: number % len(_STRATA)].count(stratum)
    order = number // len(_STRATA) * _STRATA.count(stratum) + before
    pairs = _pairs(stratum)
    division, kind_or_town = pairs[_walk(order, len(pairs), seed)]
    if isinstance(kind_or_town, str):
        return _township(number, division, kind_or_town, years)
    return _department(number, division, kind_or_town, years)


def _walk(order: int, size: int, seed: int) -> int:
    """A different index for each of the first ``size`` orders."""
    step = int(size * 0.618) | 1
    while gcd(step, size) > 1:
        step += 2
    return (seed * 7919 + order * step) % size


def _years(number: int, chance: Chance) -> tuple[int, ...]:
    block, index = divmod(number, _AGENCIES)
    count = _YEARS[block % len(_YEARS)][index]
    last = _NEWEST - int((_NEWEST - _OLDEST - count + 1) * chance.random() ** 2)
    years = list(range(last - count + 1, last + 1))
    if count >= 4 and years[0] > _OLDEST and chance.random() < 0.15:
        gap = 1 + int(chance.random() * (count - 2))
        years[:gap] = [year - 1 for year in years[:gap]]
    return tuple(years)


@cache
def _places() -> dict[Level, tuple[Division, ...]]:
    """The divisions that have kept their name since 2008, by level."""
    lasting = [place for place in divisions() if place.until is None and (place.since or 0) <= _OLDEST]
    return {level: tuple(place for place in lasting if place.level is level) for level in Level}


@cache
def _pairs(stratum: str) -> tuple[tuple[Division, Kind | str], ...]:
    if stratum == "T":
        return tuple(
            (place, town)
            for place in _places()[Level.COUNTY]
            for town in towns(place.code)[:_TOWNSHIPS_OF_A_COUNTY]
        )
    level = {"C": Level.COUNTY, "P": Level.PREFECTURE, "V": Level.PROVINCIAL}[stratum]
    own = [kind for kind in kinds() if kind.slug != "township"]
    return tuple((place, kind) for place in _places()[level] for kind in own)


@cache
def _towns() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in files("indexer.data").joinpath("townships.csv").read_text(encoding="utf-8").splitlines():
        county, _, names = line.partition(",")
        towns = (item[3:] for item in names.split(" ") if item[0] != "x")
        found[county] = tuple(town for town in towns if town.endswith(("镇", "乡")))
    return found


def towns(county: str) -> tuple[str, ...]:
    """The towns and townships of a county, by its code."""
    return _towns().get(county, ())


@cache
def _national() -> tuple[str, ...]:
    text = files("indexer.data").joinpath("departments.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["national"])


def _full(division: Division) -> tuple[str, Division | None, Division | None]:
    """The name that an organ of the place bears, its province and its city."""
    province, city = parents(division)
    if division.level is Level.PREFECTURE:
        return division.name, province, division
    if not division.district:
        return division.name, province, city
    above = city or province
    return (above.name if above else "") + division.name, province, city


def _department(number: int, place: Division, kind: Kind, years: tuple[int, ...]) -> Organ:
    if place.level is Level.PROVINCIAL:
        form = kind.name if place.municipality else kind.provincial
        name = form.format(place=place.name)
        return Organ(number, name, place.name, Level.PROVINCIAL, place.name, None, None, kind, years)
    full, province, city = _full(place)
    county = place.name if place.level is Level.COUNTY else None
    return Organ(
        number, kind.name.format(place=full), full, place.level,
        province.name if province else None, _city(place, province, city), county, kind, years,
    )  # fmt: skip


def _city(place: Division, province: Division | None, city: Division | None) -> str | None:
    """The city facet is never empty below a province: the municipality, or the county itself."""
    if city:
        return city.name
    return province.name if province and place.municipality else place.name


def _township(number: int, county: Division, town: str, years: tuple[int, ...]) -> Organ:
    full, province, city = _full(county)
    kind = next(kind for kind in kinds() if kind.slug == "township")
    return Organ(
        number, kind.name.format(place=full + town), full + town, Level.TOWNSHIP,
        province.name if province else None, _city(county, province, city), county.name, kind, years,
    )  # fmt: skip


_ELSEWHERE = ("城关镇", "新城街道", "河西街道", "工业园区", "开发区", "高新区")


def towns_of(body: Organ) -> tuple[str, ...]:
    """Places that its reports mention: the towns of its county or, above the county, some counties."""
    return _by_place().get(body.place) or _ELSEWHERE


@cache
def _by_place() -> dict[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    counties = _places()[Level.COUNTY]
    for county in counties:
        full, _, _ = _full(county)
        named[full] = towns(county.code)[:30]
        for town in towns(county.code)[:_TOWNSHIPS_OF_A_COUNTY]:
            named[full + town] = named[full]
    for level, width in ((Level.PREFECTURE, 4), (Level.PROVINCIAL, 2)):
        for above in _places()[level]:
            inside = (county.name for county in counties if county.code[:width] == above.code[:width])
            named[above.name] = tuple(inside)[:30]
    return named
