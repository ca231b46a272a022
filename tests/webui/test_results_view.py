"""The page of results as values: what is said where an answer is partial, long, or empty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.builds import OpenBuild
from indexer.engines.protocol import FacetCount
from webui.address import search_address, toggler, toggling
from webui.parameters import read_parameters
from webui.search import Found, search
from webui.view.chips import chips
from webui.view.facets import LISTED, SHOWN, FacetView, ValueView, facet_views, filter_value
from webui.view.results import results_page
from webui.wording import voice
from webui.workbench.names import FoundNames, find_names


def found(opened: OpenBuild, **given: str) -> Found:
    asked = read_parameters({name: [value] for name, value in given.items()}, opened.segmenter.query_words)
    return search(opened, asked, facet_values=SHOWN + LISTED)


def test_a_partial_answer_says_so(opened: OpenBuild) -> None:
    answer = found(opened, q="公开")
    assert results_page(answer, (), voice("en")).complete
    partial = replace(answer, result=replace(answer.result, complete=False))
    assert not results_page(partial, (), voice("en")).complete


def test_long_facets_are_counted_not_cut_silently(opened: OpenBuild) -> None:
    answer = found(opened)
    many = tuple(FacetCount(f"某市{number}局", 1) for number in range(500))
    facets = {**answer.result.facets, "agency": many}
    views = facet_views(replace(answer, result=replace(answer.result, facets=facets)), voice("zh"))
    (agency,) = (view for view in views if view.name == "agency")
    assert (len(agency.shown), len(agency.more), agency.unlisted) == (SHOWN, LISTED, 500 - SHOWN - LISTED)


def test_the_values_that_the_engine_leaves_out_are_counted(opened: OpenBuild) -> None:
    asked = read_parameters({}, opened.segmenter.query_words)
    answer = search(opened, asked, facet_values=2)
    (agency,) = (view for view in facet_views(answer, voice("zh")) if view.name == "agency")
    assert (len(agency.shown), len(agency.more), agency.unlisted) == (2, 0, 3)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"q": "公开 year:2019 in:fees", "sort": "year", "size": "2"},
        {"q": "-level:county", "not_year": "2019", "not_flag": "not_stated"},
        {"q": "agency:司法", "year": "2019", "level": "county", "flag": "not_stated", "section": "fees"},
    ],
)
def test_a_value_links_to_the_search_with_or_without_it(opened: OpenBuild, given: dict[str, str]) -> None:
    asked = read_parameters({name: [value] for name, value in given.items()}, opened.segmenter.query_words)
    everything = search(opened, read_parameters({}, opened.segmenter.query_words))
    for facet, counts in everything.result.facets.items():
        address = toggler(asked, facet)
        for one in counts:
            value = filter_value(facet, one.value)
            assert address(value) == search_address(toggling(asked, facet, value))


def facet(answer: Found, name: str, locale: str = "zh", names: FoundNames | None = None) -> FacetView:
    (view,) = (view for view in facet_views(answer, voice(locale), names) if view.name == name)
    return view


def test_not_stated_is_the_last_value_and_visible(opened: OpenBuild) -> None:
    flags = facet(found(opened), "flag")
    assert flags.shown[-1].label == "未载明"
    assert flags.shown[-1].count == "2"


def outline(values: tuple[ValueView, ...]) -> list[object]:
    return [[one.label, one.count, *([outline(one.parts)] if one.parts else [])] for one in values]


def test_regions_are_a_tree_that_opens_where_a_place_is_chosen(opened: OpenBuild) -> None:
    closed = facet(found(opened), "region")
    assert outline(closed.shown) == [["辽宁省", "2"], ["河南省", "1"], ["浙江省", "1"], ["湖南省", "1"]]
    one = facet(found(opened, region="浙江省"), "region")
    assert outline(one.shown)[2] == ["浙江省", "1", [["温州市", "1"]]]
    deeper = facet(found(opened, region="浙江省/温州市"), "region")
    assert outline(deeper.shown)[2] == ["浙江省", "1", [["温州市", "1", [["瑞安市", "1"]]]]]
    assert deeper.shown[2].url.endswith("?region=%E6%B5%99%E6%B1%9F%E7%9C%81")


def test_chosen_places_are_alternatives(opened: OpenBuild) -> None:
    asked = read_parameters({"region": ["浙江省/温州市", "辽宁省"]}, opened.segmenter.query_words)
    assert search(opened, asked).result.total_reports == 3
    typed = read_parameters({"q": ["region:抚顺,湖南"]}, opened.segmenter.query_words)
    assert search(opened, typed).result.total_reports == 2


def test_what_is_left_out_is_shown_and_can_be_taken_back(opened: OpenBuild) -> None:
    answer = found(opened, level="county")
    county = next(one for one in facet(answer, "level").shown if one.selected)
    assert county.exclude_url == "/search?not_level=county"
    answer = found(opened, not_level="county")
    assert answer.result.total_reports + found(opened, level="county").result.total_reports == 5
    left_out = next(one for one in facet(answer, "level").shown if one.excluded)
    assert (left_out.label, left_out.count, left_out.url) == (county.label, county.count, "/search")
    assert [(chip.label, chip.excludes, chip.url) for chip in chips(answer.asked, voice("en"))] == [
        ("Level: not County", True, "/search")
    ]


def test_years_within_a_range_are_selected(opened: OpenBuild) -> None:
    years = facet(found(opened, year="2018..2019"), "year").shown
    assert {one.label for one in years if one.selected} == {"2018", "2019"}
    assert not any(one.exclude_url for one in years)


def test_names_that_are_looked_for_are_listed(opened: OpenBuild) -> None:
    answer = found(opened, year="2019..")
    names = find_names(opened, answer.asked, "agency", "司法局")
    view = facet(answer, "agency", names=names)
    assert {one.label for one in view.shown} == {str(one.value) for one in names.values}
    assert view.find
    assert (view.find.part, view.find.unlisted, view.unlisted) == ("司法局", 0, 0)
    assert ("facet", "agency") in view.find.hidden
    assert all(one.count == "1" for one in view.shown)


def test_every_filter_that_is_set_can_be_removed(opened: OpenBuild) -> None:
    page = results_page(found(opened, q="公开 year:2019 agency:司法", level="county"), (), voice("en"))
    assert [chip.label for chip in page.chips] == [
        "Year: 2019",
        "Level: County",
        "agency with “司法” in its name",
    ]
    assert page.clear_url == "/search?q=%E5%85%AC%E5%BC%80"


def test_words_side_by_side_offer_the_exact_wording(opened: OpenBuild) -> None:
    page = results_page(found(opened, q="基础工作薄弱 year:2019"), (), voice("en"))
    assert page.exact.endswith("q=%22%E5%9F%BA%E7%A1%80%E5%B7%A5%E4%BD%9C%E8%96%84%E5%BC%B1%22%20year%3A2019")
    assert not results_page(found(opened, q='"基础工作薄弱"'), (), voice("en")).exact


def test_the_pager_keeps_the_search(opened: OpenBuild) -> None:
    page = results_page(found(opened, q="公开", size="2", page="2", sort="year"), (), voice("en"))
    assert [link.label for link in page.pager] == ["1", "2", "3"]
    assert page.previous == "/search?q=%E5%85%AC%E5%BC%80&sort=year&size=2"
    assert page.next.endswith("&sort=year&size=2&page=3")
    assert page.hidden == [("sort", "year"), ("size", "2")]
