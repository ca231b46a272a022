"""Read the places in front of an agency's name: 福建省泉州市丰泽区教育局 -> 泉州市, 丰泽区, and 教育局.

Cutting at 市 or 区 is wrong (五常市民意乡人民政府, 自治区, 市辖区). Only names of the gazetteer are cut off,
the longest first, each inside the one before it. A name that stands for several places stays ambiguous
until a parent, the year or another source decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from indexer.facts.departments import branch_of
from indexer.facts.gazetteer import Division, named, parents, place_names, stemmed, townships, with_code
from indexer.model import Level

_LONGEST = 15
_TOWNSHIP = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,16}?(?:开发区|高新区|新区|示范区|管理区|园区|人民政府))?(?P<name>[\u3400-\u9fff\U00020000-\U0003ffff]{1,14}?(?:镇|乡|街道|苏木))"
    r"(?P<organ>人民政府|政府|办事处|人民政府办公室|政府办公室|党政(?:综合)?办公室|党政综合办|办|)$"
)
_PROVINCE_ORGAN = re.compile(r"厅$")


@dataclass(frozen=True, slots=True)
class Territory:
    """The place an agency serves, as far as the words determine it."""

    province: Division | None = None
    city: Division | None = None
    county: Division | None = None
    township: str | None = None
    level: Level | None = None
    code: str | None = None
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def known(self) -> bool:
        """Whether at least the province is determined."""
        return self.province is not None

    @property
    def deepest(self) -> Division | None:
        """The smallest division that is determined."""
        return self.county or self.city or self.province


@dataclass(frozen=True, slots=True)
class Places:
    """What stands in front of a name: the chains of divisions it can mean, and the rest of the name."""

    chains: tuple[tuple[Division, ...], ...]
    rest: str
    written: str
    """The characters that name the places, as written."""
    stems: str = ""
    """The end of ``written`` that names places without their suffix, as zones and customs houses are."""

    @property
    def last(self) -> Division | None:
        """The smallest place, where the words determine it."""
        return self.chains[0][-1] if len(self.chains) == 1 and self.chains[0] else None


def read_places(name: str, year: int | None = None) -> Places:
    """Cut the places off the front of a name.

    >>> places = read_places("泉州市丰泽区教育局", 2020)
    >>> [d.name for d in places.chains[0]], places.rest
    (['泉州市', '丰泽区'], '教育局')
    >>> read_places("五常市民意乡人民政府").rest, read_places("鼓楼区司法局", 2020).last
    ('民意乡人民政府', None)
    """
    full = _grow(name, 0, ((),), year)
    if full.chains == ((),):
        full = _after_stem(name, year) or full
    return _stem_places(full, name, year)


def _after_stem(name: str, year: int | None) -> Places | None:
    """西藏阿里地区, 苏州昆山市: a short name is sure where a full one inside it follows."""
    for length in range(min(_LONGEST, len(name)), 1, -1):
        chains = tuple((division,) for division in stemmed(name[:length], year))
        grown = _grow(name, length, chains, year) if chains else None
        if grown and len(grown.written) > length:
            return grown
    return None


def _grow(name: str, at: int, chains: tuple[tuple[Division, ...], ...], year: int | None) -> Places:
    """Add the longest name that fits any of the chains, then go on behind it."""
    for length in range(min(_LONGEST, len(name) - at), 1, -1):
        piece = name[at : at + length]
        if piece in place_names().generic and chains == ((),):
            continue
        longer = tuple(
            (*chain, division)
            for chain in chains
            for division in named(piece, year, chain[-1] if chain else None)
        )
        if longer:
            return _grow(name, at + length, longer, year)
    return Places(chains, name[at:], name[:at])


def _stem_places(full: Places, name: str, year: int | None) -> Places:
    """Go on with places without their suffix, where the rest is a zone or another organ named so."""
    at, chains = len(full.written), full.chains
    while True:
        step = _longest_stem(name, at, chains, year)
        if step is None:
            break
        at, chains = step
    return Places(chains, name[at:], name[:at], name[len(full.written) : at])


def _longest_stem(
    name: str, at: int, chains: tuple[tuple[Division, ...], ...], year: int | None
) -> tuple[int, tuple[tuple[Division, ...], ...]] | None:
    for length in range(min(_LONGEST, len(name) - at), 1, -1):
        piece, rest = name[at : at + length], name[at + length :]
        if not _may_follow_stem(rest):
            continue
        longer = tuple(
            (*chain, division)
            for chain in chains
            for division in (
                *stemmed(piece, year, chain[-1] if chain else None),
                *named(piece, year, chain[-1] if chain else None),
            )
        )
        if chains == ((),):
            longer = _highest(longer)
        if longer and not any(_breaks_word(chain[-1], rest) for chain in longer):
            return at + length, longer
    return None


def _breaks_word(division: Division, rest: str) -> bool:
    """五台|山风景名胜区 and 北戴河|新区 are names of their own, not 五台县 and 北戴河区."""
    return division.level is Level.COUNTY and (rest.startswith("新区") or rest[0] in "山湖河江海岛滩峡洞")


def _highest(chains: tuple[tuple[Division, ...], ...]) -> tuple[tuple[Division, ...], ...]:
    """吉林 alone is the province, 朝阳 the prefecture: the higher place keeps the short name."""
    for level in (Level.PROVINCIAL, Level.PREFECTURE):
        found = tuple(chain for chain in chains if chain[-1].level is level)
        if found:
            return found
    return chains


def _may_follow_stem(rest: str) -> bool:
    return bool(rest) and (
        any(word in rest for word in place_names().after_stem) or bool(_PROVINCE_ORGAN.search(rest))
    )


def territory_of(chain: tuple[Division, ...], year: int | None = None) -> Territory:
    """The full territory of a chain of places, its unnamed parents included.

    >>> found = territory_of(read_places("蓬莱市统计局", 2010).chains[0], 2010)
    >>> found.province.name, found.city.name, found.county.name, found.level.value
    ('山东省', '烟台市', '蓬莱市', 'county')
    """
    last = chain[-1]
    province, city = parents(last, _year_of(last, year))
    flags = _flags(last)
    if last.level is Level.PROVINCIAL:
        return Territory(province=last, level=last.level, code=last.code, flags=flags)
    if last.level is Level.PREFECTURE:
        return Territory(province, last, None, None, last.level, last.code, flags)
    return Territory(province, city, last, None, last.level, last.code, flags)


def _year_of(division: Division, year: int | None) -> int | None:
    """A year in which the name was in force: the report's own where it can be, None for today."""
    if year is not None and division.valid_in(year):
        return year
    return None if division.until is None else division.until - 1


def _flags(division: Division) -> frozenset[str]:
    names = place_names()
    found = {
        "under_municipality": division.municipality and division.level is Level.COUNTY,
        "directly_administered": division.directly_administered,
        "sub_provincial": division.code in names.sub_provincial,
        "treated_as_prefecture": division.code in names.treated_as_prefecture,
        "directly_managed": division.code in names.directly_managed,
    }
    return frozenset(flag for flag, holds in found.items() if holds)


def read_township(rest: str) -> tuple[str, str] | None:
    """A township and its organ, where the whole rest of a name is just that.

    >>> read_township("乌镇镇人民政府"), read_township("河包镇"), read_township("司法局")
    (('乌镇镇', '镇人民政府'), ('河包镇', '镇'), None)
    """
    found = _TOWNSHIP.match(rest)
    if not found:
        return None
    name = found["name"]
    ending = next(end for end in ("街道", "苏木", "镇", "乡") if name.endswith(end))
    return name, ending + found["organ"]


def with_township(territory: Territory, name: str) -> Territory:
    """The territory of a township: its code where the list has it, its county where only one can be meant."""
    found = townships(name, territory.deepest)
    one = found[0] if len(found) == 1 else None
    flags = territory.flags
    if one and not territory.known:
        county = with_code(one.county)
        if county:
            territory = territory_of((county,))
            flags = territory.flags | {"place_from_unique_name"}
    elif one and territory.county is None:
        county = with_code(one.county)
        if county and county.level is Level.COUNTY:
            territory = replace(territory_of((county,)), flags=flags)
    code = one.code if one and one.code else None
    return replace(territory, township=name, level=Level.TOWNSHIP, code=code, flags=flags)


def branch_territory(organ: str, territory: Territory, year: int | None) -> Territory:
    """生态环境局宜城分局 serves 宜城市; a branch for a place that is unknown leaves the level open."""
    branch = branch_of(organ)
    above = territory.deepest
    if branch is None or above is None:
        return territory
    where = branch[1]
    found = named(where, year, above) or stemmed(where, year, above)
    if len(found) == 1:
        return territory_of(found, year)
    return replace(territory, level=None, code=None) if organ.endswith("分局") else territory
