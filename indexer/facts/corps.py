"""Organs of the 新疆生产建设兵团, which has its own ladder beside the divisions: 兵团, 师, 团.

A 师 shares its leadership with a city directly under the region (第六师五家渠市); it ranks with a
prefecture.
"""

from __future__ import annotations

import re

from indexer.facts.gazetteer import place_names, with_code
from indexer.facts.territory import Territory
from indexer.model import Level

_CORPS = re.compile(
    r"^(?:新疆生产建设)?兵团(?:第)?(?P<number>[一二三四五六七八九十]{1,3})师|"
    r"^第(?P<bare>[一二三四五六七八九十]{1,3})师|^(?P<corps>新疆生产建设兵团|兵团)"
)
_REGIMENT = re.compile(r"^(?P<name>[\u4e00-\u9fff\d]{1,6}团(?:场|镇)?)")


def read_corps(name: str) -> tuple[Territory, str] | None:
    """The territory of an organ of the 新疆生产建设兵团, and the rest of its name.

    >>> territory, rest = read_corps("第六师五家渠市司法局")
    >>> territory.level.value, territory.county.name, rest
    ('prefecture', '五家渠市', '司法局')
    """
    found = _CORPS.match(name)
    if not found:
        return None
    province, flags = with_code("650000"), frozenset({"xpcc"})
    number = found["number"] or found["bare"]
    rest = name[found.end() :]
    if number is None:
        return Territory(province, level=Level.PROVINCIAL, code="650000", flags=flags), rest
    code = place_names().xpcc.get(number)
    if code is None:
        return None
    city = with_code(code) if code else None
    if city and rest.startswith(city.name):
        rest = rest.removeprefix(city.name)
    regiment = _REGIMENT.match(rest)
    level = Level.TOWNSHIP if regiment else Level.PREFECTURE
    township = regiment["name"] if regiment else None
    territory = Territory(province, None, city, township, level, city.code if city else None, flags)
    return territory, rest[regiment.end() :] if regiment else rest
