"""Understand an agency's name as printed: which organ, of which place, and what its full name is.

The gazetteer and the list of departments must both recognise their part; a name in which advertising
replaced the place (§ mirrors in the domain notes) is refused instead of being cleaned by guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from indexer.facts import departments
from indexer.facts.corps import read_corps
from indexer.facts.departments import Department
from indexer.facts.gazetteer import Division, place_names, with_code
from indexer.facts.territory import (
    Places,
    Territory,
    branch_territory,
    read_places,
    read_township,
    territory_of,
    with_township,
)
from indexer.model import Level

_CLEAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff()、]{2,40}$")
_SENTENCE = re.compile(r"关于|印发|转发|报送|公布|公开的|我[省市县区局]|本[级机]")
_DOUBLED = re.compile(r"\([^()]{1,20}\)$")
_LED = re.compile(
    r"^(?P<lead>国家税务总局|国家统计局|国家能源局|国家金融监督管理总局|国家外汇管理局|中国人民银行|中国证券监督管理委员会|"
    r"中国银行保险监督管理委员会|中国银保监会|中国证监会|中华人民共和国|国家矿山安全监察局|国家移民管理局)(?=.{3})"
)
_BARE = re.compile(r"^(?P<sort>省|自治区|[城郊矿东西南北新]区|市|区|县|州|盟|旗)(?P<organ>.{2,24})$")
_UNKNOWN_PLACE = re.compile(
    r"^(?![\u4e00-\u9fff]{0,4}[社库灌景山园片林矿地小辖城新军港牧市校郊]区)"
    r"[\u4e00-\u9fff]{2,6}[县区旗](?=..)"
)
"""A district behind the known places that no list has: 大兴安岭地区|加格达奇区财政局."""
_LEVELS = {
    "省": Level.PROVINCIAL,
    "自治区": Level.PROVINCIAL,
    "州": Level.PREFECTURE,
    "盟": Level.PREFECTURE,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
}


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What a printed name says. ``full`` is None where the words do not determine the place."""

    printed: str
    organ: str
    """The organ's official name without its places."""
    full: str | None = None
    territory: Territory = field(default_factory=Territory)
    department: Department | None = None
    sort: str = ""
    """What a name without a place says about it: 市 in 市司法局, else empty."""
    flags: frozenset[str] = frozenset()


def read_name(printed: str, year: int | None = None) -> AgencyName | None:
    """The agency that a printed name means, or None where it is no name of an agency.

    >>> read_name("东风区司法局", 2022).full, read_name("莒南县司法局").full, read_name("阿坝州人民政府").full
    ('佳木斯市东风区司法局', '莒南县司法局', '阿坝藏族羌族自治州人民政府')
    >>> read_name("区司法局").full, read_name("篮球比分直播,体彩网公安局") is None
    (None, True)
    """
    name = _DOUBLED.sub("", printed.strip("|:-,. []"))
    national = departments.national_organ(name)
    if national:
        territory = Territory(level=Level.NATIONAL)
        return AgencyName(printed, national, national, territory, departments.department_of(national))
    if not _CLEAN.match(name) or _SENTENCE.search(name) or departments.is_not_government(name):
        return None
    if "某" in name:
        return _anonymous(printed, name, year)
    return _special(printed, name, year) or _of_place(printed, name, year)


def _anonymous(printed: str, name: str, year: int | None) -> AgencyName | None:
    """上海市某单位: only the place is said, and not whether the unit is the place's own."""
    last = read_places(name, year).last
    if last is None:
        return None
    territory = replace(territory_of((last,), year), level=None, code=None)
    return AgencyName(printed, "", None, territory, flags=frozenset({"anonymous"}))


def _special(printed: str, name: str, year: int | None) -> AgencyName | None:
    """The 兵团, zones known by name, and branches of national organs."""
    corps = read_corps(name)
    if corps:
        territory, rest = corps
        organ = departments.official_name(rest)
        full = name.removesuffix(rest) + organ if not rest or departments.is_organ(rest) else None
        return _named(printed, organ or "人民政府", full, territory) if full else None
    zone = max((z for z in place_names().zones if name.startswith(z)), key=len, default=None)
    host = with_code(place_names().zones[zone], year) if zone else None
    if zone and host:
        organ = departments.official_name(name.removeprefix(zone) or "管理委员会")
        return _named(printed, organ, zone + organ, territory_of((host,), year), zone=True)
    led = _LED.match(name)
    if led:
        inner = read_name(name[led.end() :], year)
        if inner and inner.full:
            full = led["lead"].replace("中华人民共和国", "") + inner.full
            kind = inner.department or departments.department_of(led["lead"])
            flags = inner.flags | {"vertical"}
            return replace(inner, printed=printed, full=full, department=kind, flags=flags)
    return None


def _of_place(printed: str, name: str, year: int | None) -> AgencyName | None:
    places = read_places(name, year)
    if not places.written:
        return _without_place(printed, name)
    last = places.last
    if last is None:
        return _ambiguous(printed, places, year)
    chain = places.chains[0]
    territory = territory_of(chain, year)
    if year is not None and not last.valid_in(year):
        territory = replace(territory, flags=territory.flags | {"name_not_of_year"})
    prefix = _prefix(places, chain, territory)
    town = read_township(places.rest)
    if town:
        organ = departments.official_name(town[1])
        lead = places.rest.removesuffix(town[1])
        return _named(printed, organ, prefix + lead + organ, with_township(territory, town[0]))
    whole = _organ(places.rest, territory, stem=bool(places.stems))
    if whole is None:
        return None
    if _UNKNOWN_PLACE.match(whole) and not _is_zone(whole):
        territory = replace(territory, level=None, code=None, flags=territory.flags | {"unknown_place"})
    zone = _is_zone(whole) and departments.branch_of(whole) is None
    return _named(printed, whole, prefix + whole, branch_territory(whole, territory, year), zone=zone)


def _prefix(places: Places, chain: tuple[Division, ...], territory: Territory) -> str:
    """The places of the full name; those named without their suffix stay as they were printed."""
    if not places.stems:
        return _official_prefix(chain, territory)
    full = places.written.removesuffix(places.stems)
    count = next((n for n in range(len(chain) + 1) if "".join(d.name for d in chain[:n]) == full), 0)
    return (_official_prefix(chain[:count], territory) if count else full) + places.stems


def _official_prefix(chain: tuple[Division, ...], territory: Territory) -> str:
    """The places of a full name: as printed, in official words, with its city before a bare 区."""
    prefix = "".join(division.name for division in chain)
    first = chain[0]
    if not first.district:
        return prefix
    above = territory.province if first.municipality else territory.city
    return (above.name if above else "") + prefix


def _organ(rest: str, territory: Territory, *, stem: bool) -> str | None:
    """The official name of the organ behind the places; a place alone stands for its government."""
    if not rest:
        remote = territory.city and territory.county is None and territory.city.name[-1] in "区盟"
        return None if stem else "行政公署" if remote else "人民政府"
    if departments.is_organ(rest):
        return departments.official_name(rest)
    return rest + "管理委员会" if rest.endswith(place_names().zone) else None


def _is_zone(organ: str) -> bool:
    return any(word in organ for word in place_names().zone)


def _ambiguous(printed: str, places: Places, year: int | None) -> AgencyName | None:
    """A name that several places have: what all of them share is known, the rest is not."""
    rest = places.rest or "人民政府"
    if not departments.is_organ(rest):
        return None
    options = [territory_of(chain, year) for chain in places.chains]
    provinces = {option.province.code for option in options if option.province}
    cities = {option.city.code if option.city else None for option in options}
    levels = {option.level for option in options}
    territory = Territory(
        province=options[0].province if len(provinces) == 1 else None,
        city=options[0].city if len(cities) == 1 else None,
        level=options[0].level if len(levels) == 1 else None,
    )
    town = read_township(places.rest)
    if town:
        territory = replace(territory, township=town[0], level=Level.TOWNSHIP)
    organ = departments.official_name(rest)
    flags = frozenset({"ambiguous_place"})
    return AgencyName(printed, organ, None, territory, departments.department_of(organ), flags=flags)


def _without_place(printed: str, name: str) -> AgencyName | None:
    """司法局, 市司法局, 河包镇: an organ that another source must place."""
    town = read_township(name)
    if town:
        territory = with_township(Territory(), town[0])
        organ = departments.official_name(town[1])
        county = territory.county
        full = _official_prefix((county,), territory) + town[0] + organ if county else None
        if full and county:
            full = _official_prefix((county,), territory) + name.removesuffix(town[1]) + organ
        return replace(_named(printed, organ, full, territory), organ=name.removesuffix(town[1]) + organ)
    bare = None if departments.opens_with_department(name) else _BARE.match(name)
    organ, sort = (bare["organ"], bare["sort"]) if bare else (name, "")
    if not departments.is_organ(organ):
        return None
    zone = _is_zone(organ) and organ.endswith(("管委会", "管理委员会"))
    if not zone and not departments.opens_with_department(organ):
        return None
    territory = Territory(level=_LEVELS.get(sort))
    return replace(_named(printed, departments.official_name(organ), None, territory, zone=zone), sort=sort)


def _named(
    printed: str, organ: str, full: str | None, territory: Territory, *, zone: bool = False
) -> AgencyName:
    body = organ
    if zone:
        words = [organ.rfind(word) + len(word) for word in place_names().zone if word in organ]
        body = organ[max(words) :] if words else organ
        body = "管理委员会" if body in ("", "管理委员会", "管理委员会办公室") else body
    flags = {"zone"} if zone else set()
    flags |= {"vertical"} if departments.is_vertical(organ) else set()
    department = departments.department_of(body) or departments.department_of(organ)
    return AgencyName(printed, organ, full, territory, department, flags=frozenset(flags))


def place_name(name: AgencyName, division: Division, year: int | None = None) -> AgencyName:
    """The same organ, now that another source says where it is: 司法局 of 济源市 is 济源市司法局.

    >>> from indexer.facts.gazetteer import named
    >>> place_name(read_name("市司法局"), *named("济源市")).full
    '济源市司法局'
    """
    territory = territory_of((division,), year)
    prefix = _official_prefix((division,), territory)
    if name.territory.township:
        territory = with_township(territory, name.territory.township)
    flags = name.flags - {"ambiguous_place"}
    return replace(name, full=prefix + name.organ, territory=territory, flags=flags)
