"""Names of China's administrative divisions, with the years in which each was valid.

A name alone often does not say which place it is: 28 county names occur more than once, 市 may be a
prefecture or a county, and 巢湖市 was a prefecture until 2011 and is a county now. So a look-up returns
*all* divisions of that name, and the year and the parents named in the same document choose among
them. What they do not determine stays undetermined.
"""

from __future__ import annotations

import csv
import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from indexer.model import Level

_DATA = resources.files("indexer") / "data"
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_DIRECT_COUNTIES = frozenset({"4190", "4290", "4690", "6590"})
_NEWEST_AHEAD = 2
"""A report may use a name that becomes official a little later: it is written the year after."""


@dataclass(frozen=True, slots=True)
class Division:
    """One name of one division. ``until`` is the year in which the name ended."""

    code: str
    name: str
    stem: str = ""
    """The name without what kind of place it is; empty where nothing recognisable would be left."""
    also: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str = ""
    """Today's code, where it differs in code or name."""

    @property
    def level(self) -> Level:
        """The level by the code (GB/T 2260), never by the word 市."""
        if self.code.endswith("0000"):
            return Level.PROVINCIAL
        return Level.PREFECTURE if self.code.endswith("00") else Level.COUNTY

    @property
    def municipality(self) -> bool:
        """True for 北京, 天津, 上海, 重庆 and everything in them."""
        return self.code[:2] in _MUNICIPALITIES

    @property
    def directly_administered(self) -> bool:
        """True for a county that stands directly under its province: 济源, 仙桃, 石河子."""
        return self.code[:4] in _DIRECT_COUNTIES

    @property
    def district(self) -> bool:
        """True for a 市辖区, whose name needs its city to be understood."""
        return self.level is Level.COUNTY and self.name.endswith("区")

    def valid_in(self, year: int) -> bool:
        """Whether the name was in force at the end of that year."""
        return (self.since or 0) <= year and (self.until is None or year < self.until)

    def contains(self, other: Division) -> bool:
        """Whether the other division lies in this one, by their codes."""
        if self.level is Level.PROVINCIAL:
            return other.code[:2] == self.code[:2] and other.code != self.code
        return self.level is Level.PREFECTURE and other.code[:4] == self.code[:4] and other.code != self.code


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What the code list does not say: ``indexer/data/place_names.toml``."""

    generic: frozenset[str]
    after_stem: tuple[str, ...]
    zone: tuple[str, ...]
    sub_provincial: frozenset[str]
    treated_as_prefecture: frozenset[str]
    directly_managed: frozenset[str]
    aliases: Mapping[str, str]
    zones: Mapping[str, str]
    xpcc: Mapping[str, str]
    document_marks: Mapping[str, str]
    hosts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Township:
    """A 镇, 乡, 街道 or 苏木. ``code`` has nine digits; empty where only its name is known."""

    name: str
    county: str
    code: str


@functools.cache
def place_names() -> PlaceNames:
    """The curated names, loaded once."""
    raw = tomllib.loads((_DATA / "place_names.toml").read_text(encoding="utf-8"))
    return PlaceNames(
        generic=frozenset(raw["generic"]),
        after_stem=tuple(raw["after_stem"]),
        zone=tuple(raw["zone"]),
        sub_provincial=frozenset(raw["sub_provincial"]),
        treated_as_prefecture=frozenset(raw["treated_as_prefecture"]),
        directly_managed=frozenset(raw["directly_managed"]),
        aliases=raw["aliases"],
        zones=raw["zones"],
        xpcc=raw["xpcc"],
        document_marks=raw["document_marks"],
        hosts=raw["hosts"],
    )


@functools.cache
def divisions() -> tuple[Division, ...]:
    """Every name of every province, prefecture and county that was valid at some time since 2007."""
    rows = csv.reader((_DATA / "divisions.csv").read_text(encoding="utf-8").splitlines()[1:])
    return tuple(
        Division(code, name, stem, tuple(also.split()), _year(since), _year(until), successor)
        for code, name, stem, also, since, until, successor in rows
    )


def _year(text: str) -> int | None:
    return int(text) if text else None


@functools.cache
def _by_code() -> Mapping[str, tuple[Division, ...]]:
    return _group((division.code, division) for division in divisions())


@functools.cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    names = [(name, d) for d in divisions() for name in (d.name, *d.also)]
    names += [(alias, d) for alias, code in place_names().aliases.items() for d in _by_code()[code]]
    return _group(names)


@functools.cache
def _by_stem() -> Mapping[str, tuple[Division, ...]]:
    return _group((division.stem, division) for division in divisions() if division.stem)


def _group(pairs: Iterable[tuple[str, Division]]) -> Mapping[str, tuple[Division, ...]]:
    grouped: dict[str, dict[Division, None]] = defaultdict(dict)
    for key, division in pairs:
        grouped[key][division] = None
    return {key: tuple(found) for key, found in grouped.items()}


def named(name: str, year: int | None = None, within: Division | None = None) -> tuple[Division, ...]:
    """Every division of that full or everyday name that fits the year and lies in ``within``.

    >>> [d.code for d in named("兖州区", 2021)], [d.code for d in named("阿坝州")]
    (['370812'], ['513200'])
    >>> [d.code for d in named("巢湖市", 2009)], [d.code for d in named("巢湖市", 2020)]
    (['341400'], ['340181'])
    >>> len(named("鼓楼区", 2020)), [d.code for d in named("鼓楼区", 2020, *named("徐州市"))]
    (4, ['320302'])
    """
    return _fitting(_by_name().get(name, ()), year, within)


def stemmed(stem: str, year: int | None = None, within: Division | None = None) -> tuple[Division, ...]:
    """Every division whose name without its suffix is ``stem``: 从化 -> 从化区 (从化市 until 2014).

    >>> [d.name for d in stemmed("从化", 2022)], [d.name for d in stemmed("从化", 2012)]
    (['从化区'], ['从化市'])
    """
    return _fitting(_by_stem().get(stem, ()), year, within)


def _fitting(found: tuple[Division, ...], year: int | None, within: Division | None) -> tuple[Division, ...]:
    if within is not None:
        found = tuple(division for division in found if within.contains(division))
    if year is None:
        return tuple(division for division in found if division.until is None) or found
    exact = tuple(division for division in found if division.valid_in(year))
    return exact or tuple(d for d in found if d.since is None or d.since <= year + _NEWEST_AHEAD)


def with_code(code: str, year: int | None = None) -> Division | None:
    """The division that had this code in that year, or the name that has it now.

    >>> with_code("420600", 2009).name, with_code("420600").name
    ('襄樊市', '襄阳市')
    """
    found = _fitting(_by_code().get(code, ()), year, None)
    return found[0] if found else None


def parents(division: Division, year: int | None = None) -> tuple[Division | None, Division | None]:
    """Its province and its prefecture; no prefecture in a 直辖市 or directly under a province.

    >>> [p and p.name for p in parents(*named("瑞安市"))], [p and p.name for p in parents(*named("济源市"))]
    (['浙江省', '温州市'], ['河南省', None])
    """
    province = with_code(division.code[:2] + "0000", year)
    if division.level is not Level.COUNTY:
        return province, None
    return province, with_code(division.code[:4] + "00", year)


def current_code(division: Division) -> str:
    """Today's code of the division, or of the one that took it over."""
    return division.successor or division.code


@functools.cache
def _townships() -> Mapping[str, tuple[Township, ...]]:
    grouped: dict[str, list[Township]] = defaultdict(list)
    for line in (_DATA / "townships.csv").read_text(encoding="utf-8").splitlines():
        county, _, names = line.partition(",")
        for item in names.split(" "):
            known = item[0] != "x"
            name = item[3 if known else 4 :]
            grouped[name].append(Township(name, county, county + item[:3] if known else ""))
    return {name: tuple(found) for name, found in grouped.items()}


def townships(name: str, within: Division | None = None) -> tuple[Township, ...]:
    """Every township of that name, in ``within`` where given. The list is loaded on first use.

    >>> [t.code for t in townships("黄村镇", *named("泾县"))]
    ['341823110']
    """
    found = _townships().get(name, ())
    if within is None:
        return found
    prefix = within.code[: {Level.PROVINCIAL: 2, Level.PREFECTURE: 4}.get(within.level, 6)]
    return tuple(township for township in found if township.county.startswith(prefix))
