"""Addresses and what they ask for, both ways."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from indexer.errors import QueryError
from indexer.query import Filter, Range, Sort
from webui.address import excluding, removing, report_address, search_address, toggling
from webui.parameters import Asked, read_parameters


def asked(**given: str | list[str]) -> Asked:
    listed = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
    return read_parameters(listed, str.split)


@pytest.mark.parametrize(
    ("given", "filters"),
    [
        ({"year": "2019"}, (Filter("year", (2019,)),)),
        ({"year": ["2019", "2021"]}, (Filter("year", (2019, 2021)),)),
        ({"year": "2019..2021"}, (Filter("year", (Range(2019, 2021),)),)),
        ({"year_min": "2019"}, (Filter("year", (Range(2019, None),)),)),
        ({"requests_min": "1", "requests_max": "9"}, (Filter("requests", (Range(1, 9),)),)),
        ({"requests": "500-"}, (Filter("requests", (Range(500, None),)),)),
        ({"requests": "not_stated"}, (Filter("requests", ("not_stated",)),)),
        ({"level": ["county", "township"]}, (Filter("level", ("county", "township")),)),
        ({"agency": "抚顺市司法局"}, (Filter("agency", ("抚顺市司法局",)),)),
        ({"not_level": "county"}, (Filter("level", ("county",), exclude=True),)),
        (
            {"not_agency": "某局", "agency": "某厅"},
            (Filter("agency", ("某厅",)), Filter("agency", ("某局",), True)),
        ),
        ({"not_year": "2019..2020"}, (Filter("year", (Range(2019, 2020),), exclude=True),)),
        ({"year": "", "level": " ", "requests_min": ""}, ()),
        ({"utm_source": "x", "lang": "zh"}, ()),
    ],
)
def test_filters(given: dict[str, str | list[str]], filters: tuple[Filter, ...]) -> None:
    assert asked(**given).chosen.filters == filters


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"page": "0"}, "number_out_of_range", "page"),
        ({"page": "-1"}, "bad_number", "page"),
        ({"page": "1000000000"}, "number_out_of_range", "page"),
        ({"page": "x"}, "bad_number", "page"),
        ({"page": ["1", "2"]}, "repeated_parameter", "page"),
        ({"size": "101"}, "number_out_of_range", "size"),
        ({"sort": "newest"}, "unknown_value", "sort"),
        ({"year": "abc"}, "bad_number", "year"),
        ({"year": "3019"}, "number_out_of_range", "year"),
        ({"year_min": "2021", "year_max": "2019"}, "backward_range", "year_min"),
        ({"year_min": "2019..2020"}, "bad_number", "year_min"),
        ({"level": "conty"}, "unknown_value", "level"),
        ({"section": "nope"}, "unknown_value", "section"),
        ({"agency": "a" * 200}, "bad_name", "agency"),
        ({"agency": "\x00"}, "bad_name", "agency"),
        ({"requests_mni": "3"}, "unknown_parameter", "requests_mni"),
        ({"yaer": "2019"}, "unknown_parameter", "yaer"),
        ({"levels": "county"}, "unknown_parameter", "levels"),
        ({"year": [str(1990 + n % 100) + ".." + str(2000 + n // 10) for n in range(300)]}, None, "year"),
        ({"not_level": "conty"}, "unknown_value", "not_level"),
        ({"not_section": "fees"}, "unknown_parameter", "not_section"),
        ({"not_agency": "\x00"}, "bad_name", "not_agency"),
        ({"q": "(收费"}, "unclosed_bracket", "q"),
    ],
)
def test_refusals(given: dict[str, str | list[str]], code: str | None, field: str) -> None:
    with pytest.raises(QueryError) as caught:
        asked(**given)
    assert code in (None, caught.value.code)
    assert caught.value.field == field
    assert caught.value.hint


ADDRESSES = [
    {
        "q": '"基础工作薄弱" year:2019',
        "level": ["county", "township"],
        "sort": "year",
        "size": "20",
        "page": "3",
    },
    {"requests": ["0", "1-9", "not_stated"], "section": ["fees"], "agency": "某市司法局"},
    {"year": "2019..2021", "not_year": "2020", "not_city": ["抚顺市", "not_stated"], "not_requests": "1-9"},
    {"q": "& < > # + %", "year": "2019..2021"},
]


@pytest.mark.parametrize("given", ADDRESSES[:3])
def test_the_address_is_the_state(given: dict[str, str | list[str]]) -> None:
    before = asked(**given)
    url = urlsplit(search_address(before))
    assert read_parameters(parse_qs(url.query), str.split) == before


def test_a_click_adds_and_a_second_removes() -> None:
    start = asked(q="收费")
    added = toggling(start, "level", "county")
    assert search_address(added) == "/search?q=%E6%94%B6%E8%B4%B9&level=county"
    assert toggling(added, "level", "county") == start


def test_a_filter_that_was_typed_is_removed_from_the_text() -> None:
    start = asked(q="收费 level:county,township year:2019", page="4")
    removed = removing(start, "level", "county")
    assert removed.text == "收费 level:township year:2019"
    assert removed.page == 1
    assert removing(asked(q="收费 in:fees"), "section", "fees").text == "收费"


def test_a_value_is_left_out_and_the_choice_taken_back() -> None:
    start = asked(q="收费 level:county,township", level="prefecture")
    moved = excluding(start, "level", "county")
    assert moved.text == "收费 level:township"
    assert search_address(moved).endswith("&level=prefecture&not_level=county")
    back = removing(moved, "level", "county", exclude=True)
    assert not back.whole.excluded("level")
    assert removing(asked(q="-level:county"), "level", "county", exclude=True).text == ""


def test_typed_and_chosen_values_are_alternatives() -> None:
    assert asked(q="year:2019", year="2020").whole.values("year") == (2019, 2020)


def test_report_addresses_carry_the_words_not_the_filters() -> None:
    found = asked(q="收费", level="county", section="fees", sort=Sort.YEAR)
    assert report_address("r1", found, "s5") == "/reports/r1?q=%E6%94%B6%E8%B4%B9&section=fees#s5"
    assert report_address("r1", asked(level="county")) == "/reports/r1"


@pytest.mark.parametrize(
    ("given", "clicked", "region"),
    [
        ([], "辽宁省", ["辽宁省"]),
        (["辽宁省"], "浙江省/温州市", ["辽宁省", "浙江省/温州市"]),
        (["辽宁省", "浙江省"], "辽宁省/抚顺市", ["浙江省", "辽宁省/抚顺市"]),
        (["辽宁省/抚顺市", "辽宁省/鞍山市"], "辽宁省", ["辽宁省"]),
        (["辽宁省/抚顺市"], "辽宁省/抚顺市", []),
        (["not_stated"], "辽宁省", ["not_stated", "辽宁省"]),
    ],
)
def test_a_place_takes_the_place_of_those_around_it(
    given: list[str], clicked: str, region: list[str]
) -> None:
    assert list(toggling(asked(region=given), "region", clicked).chosen.values("region")) == region


def test_a_year_within_a_range_is_left_out_of_it() -> None:
    start = asked(year="2019..2021")
    without_2020 = toggling(start, "year", 2020)
    assert search_address(without_2020) == "/search?year=2019..2021&not_year=2020"
    assert toggling(without_2020, "year", 2020) == start
    assert toggling(start, "year", 2022).chosen.values("year") == (Range(2019, 2021), 2022)
    assert not toggling(asked(requests="..99"), "requests", Range(10, 49)).whole.excluded("level")
    assert toggling(asked(requests="..99"), "requests", Range(10, 49)).whole.excluded("requests")
