"""Divisions and their history: counts by year, names that changed, names that several places share."""

from __future__ import annotations

import pytest

from indexer.facts.corps import read_corps
from indexer.facts.gazetteer import (
    current_code,
    divisions,
    named,
    parents,
    place_names,
    stemmed,
    townships,
    with_code,
)
from indexer.facts.territory import read_places, read_township, territory_of
from indexer.model import Level

COUNTIES = {
    2008: 2859, 2009: 2858, 2010: 2856, 2011: 2853, 2012: 2852, 2013: 2853, 2014: 2854,
    2015: 2850, 2016: 2851, 2017: 2851, 2018: 2851, 2019: 2846, 2020: 2844, 2021: 2843,
}  # fmt: skip


@pytest.mark.parametrize(("year", "count"), COUNTIES.items(), ids=map(str, COUNTIES))
def test_the_number_of_counties_of_each_year(year: int, count: int) -> None:
    """2008, 2011 and 2015 are official totals; the others follow from the recorded changes between them."""
    assert sum(d.level is Level.COUNTY and d.valid_in(year) for d in divisions()) == count


def test_every_county_lies_in_a_province_and_every_successor_exists() -> None:
    codes = {d.code for d in divisions()}
    for division in divisions():
        assert division.code[:2] + "0000" in codes
        assert not division.successor or division.successor in codes
        if division.until is not None and division.name != "城区":
            assert division.successor or division.name in {"桥东区", "东山区", "矿区", "郊区"}, division


def test_curated_names_point_at_divisions() -> None:
    names = place_names()
    curated = (names.aliases, names.zones, names.hosts, names.document_marks)
    codes = [code for table in curated for code in table.values()]
    codes += [code for code in names.xpcc.values() if code]
    codes += [*names.sub_provincial, *names.treated_as_prefecture, *names.directly_managed]
    assert [code for code in codes if with_code(code) is None and not with_code(code, 2010)] == []


@pytest.mark.parametrize(
    ("old", "year", "code", "now"),
    [
        ("大丰市", 2014, "320982", "320904"),
        ("襄樊市", 2009, "420600", "420600"),
        ("兖州市", 2012, "370882", "370812"),
        ("蓬莱市", 2019, "370684", "370614"),
        ("长岛县", 2019, "370634", "370614"),
        ("洪泽县", 2015, "320829", "320813"),
        ("崇文区", 2009, "110103", "110101"),
        ("南汇区", 2008, "310119", "310115"),
        ("万盛区", 2010, "500110", "500110"),
        ("通州市", 2008, "320683", "320612"),
        ("毕节地区", 2010, "522400", "520500"),
        ("儋州市", 2014, "469003", "460400"),
        ("绍兴县", 2012, "330621", "330603"),
        ("禄丰县", 2020, "532331", "532302"),
        ("下城区", 2020, "330103", "330105"),
    ],
)
def test_old_names(old: str, year: int, code: str, now: str) -> None:
    (division,) = named(old, year)
    assert (division.code, current_code(division)) == (code, now)


@pytest.mark.parametrize(
    ("name", "year", "codes"),
    [
        ("巢湖市", 2010, ["341400"]),
        ("巢湖市", 2012, ["340181"]),
        ("铜仁市", 2009, ["522201"]),
        ("铜仁市", 2013, ["520600"]),
        ("儋州市", 2020, ["460400"]),
        ("桥东区", 2013, ["130103", "130502", "130702"]),
        ("桥东区", 2022, ["130702"]),
        ("余杭区", 2022, ["330110"]),
        ("临平区", 2022, ["330113"]),
        ("两江新区", 2015, []),
        ("恩施州", None, ["422800"]),
        ("湘西自治州", None, ["433100"]),
        ("巴州", None, ["652800"]),
        ("前郭县", None, ["220721"]),
        ("不存在县", None, []),
    ],
)
def test_names_by_year(name: str, year: int | None, codes: list[str]) -> None:
    assert [division.code for division in named(name, year)] == codes


@pytest.mark.parametrize(
    ("code", "level", "directly", "municipality"),
    [
        ("419001", Level.COUNTY, True, False),
        ("429021", Level.COUNTY, True, False),
        ("659001", Level.COUNTY, True, False),
        ("441900", Level.PREFECTURE, False, False),
        ("460400", Level.PREFECTURE, False, False),
        ("330381", Level.COUNTY, False, False),
        ("310115", Level.COUNTY, False, True),
        ("500000", Level.PROVINCIAL, False, True),
        ("152500", Level.PREFECTURE, False, False),
    ],
)
def test_level_is_read_from_the_code(code: str, level: Level, directly: bool, municipality: bool) -> None:
    division = with_code(code)
    assert division is not None
    assert (division.level, division.directly_administered, division.municipality) == (
        level,
        directly,
        municipality,
    )


def test_parents_are_those_of_the_year() -> None:
    (before,) = named("无为县", 2010)
    (after,) = named("无为县", 2015)
    assert [p.name for p in parents(before, 2010) if p] == ["安徽省", "巢湖市"]
    assert [p.name for p in parents(after, 2015) if p] == ["安徽省", "芜湖市"]


def test_a_shared_name_needs_its_parent() -> None:
    assert len(named("鼓楼区", 2020)) == 4
    assert [d.code for d in named("鼓楼区", 2020, with_code("320100"))] == ["320106"]
    assert {d.code for d in stemmed("吉林")} == {"220000", "220200"}


def test_townships_are_found_within_their_county() -> None:
    assert [t.code for t in townships("龙川镇", with_code("532302"))] == []
    assert [t.code for t in townships("黄村镇", with_code("341823"))] == ["341823110"]
    assert len(townships("凤凰镇")) > 10
    assert townships("从未有过镇") == ()


@pytest.mark.parametrize(
    ("name", "year", "chain", "rest"),
    [
        ("广东省茂名市化州市水务局", 2022, ["广东省", "茂名市", "化州市"], "水务局"),
        ("五常市民意乡人民政府", 2021, ["五常市"], "民意乡人民政府"),
        ("安徽霍邱经济开发区管委会", 2020, ["安徽省", "霍邱县"], "经济开发区管委会"),
        ("西藏阿里地区札达县", 2020, ["西藏自治区", "阿里地区", "札达县"], ""),
        ("五台山风景名胜区管委会", 2020, [], "五台山风景名胜区管委会"),
        ("秦皇岛北戴河新区管委会", 2020, ["秦皇岛市"], "北戴河新区管委会"),
        ("福州司法局", 2020, [], "福州司法局"),
        ("城区司法局", 2020, [], "城区司法局"),
    ],
)
def test_places_are_cut_off_the_front(name: str, year: int, chain: list[str], rest: str) -> None:
    places = read_places(name, year)
    assert [d.name for d in places.chains[0]] == chain
    assert places.rest == rest


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("乌镇镇人民政府", ("乌镇镇", "镇人民政府")),
        ("人民政府北山街道办事处", ("北山街道", "街道办事处")),
        ("珊瑚镇政府办公室", ("珊瑚镇", "镇政府办公室")),
        ("经济开发区丛林镇人民政府", ("丛林镇", "镇人民政府")),
        ("乡村振兴局", None),
    ],
)
def test_townships_are_read_from_whole_names_only(rest: str, expected: tuple[str, str] | None) -> None:
    assert read_township(rest) == expected


@pytest.mark.parametrize(
    ("name", "level", "county", "rest"),
    [
        ("新疆生产建设兵团公安局", Level.PROVINCIAL, None, "公安局"),
        ("第八师石河子市民政局", Level.PREFECTURE, "石河子市", "民政局"),
        ("兵团第十二师司法局", Level.PREFECTURE, None, "司法局"),
        ("第一师阿拉尔市十团", Level.TOWNSHIP, "阿拉尔市", ""),
    ],
)
def test_the_corps(name: str, level: Level, county: str | None, rest: str) -> None:
    found = read_corps(name)
    assert found is not None
    territory, left = found
    assert (territory.level, territory.county and territory.county.name, left) == (level, county, rest)


def test_the_territory_says_what_is_special_about_it() -> None:
    def flags(name: str) -> set[str]:
        return set(territory_of(named(name)).flags)

    assert flags("济源市") == {"directly_administered", "treated_as_prefecture"}
    assert flags("宁波市") == {"sub_provincial"}
    assert flags("徐汇区") == {"under_municipality"}
    assert flags("定州市") == {"directly_managed"}
