"""The pages as a reader without a script gets them."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.text.normalise import normalise_query
from webui.render import LayerKind
from webui.view.document import fact_layers

PHRASE = '"基础工作薄弱"'


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def ids_of(markup: str) -> set[str]:
    found = re.findall(r'\sid="([^"]+)"', markup)
    assert len(found) == len(set(found)), "an id stands twice"
    return set(found)


def test_a_phrase_leads_to_its_sentence(client: FlaskClient) -> None:
    results = client.get("/search", query_string={"q": PHRASE, "lang": "en"}).text
    assert "1 report, 1 section, 1 occurrence" in text_of(results)
    assert "<mark>基礎工作薄弱</mark>" in results
    link = html.unescape(re.findall(r'<h3><a href="(/reports/[^"]+#s12m1)"', results)[0])
    page = client.get(link.partition("#")[0])
    assert '<mark id="s12m1">基礎工作薄弱</mark>' in page.text


@pytest.mark.parametrize(
    "query", [PHRASE, "公开 申请", "「三審」", "2019年", '"未收到"', '"APP"', '"情况。"']
)
def test_marks_are_the_searched_words(client: FlaskClient, opened: OpenBuild, query: str) -> None:
    wanted = re.sub(r'["「」 ]', "", query)
    wanted = normalise_query(wanted)
    for report_id in opened.report_ids():
        page = client.get(f"/reports/{report_id}", query_string={"q": query}).text
        for mark in re.findall(r"<mark id=[^>]+>(.*?)</mark>", page):
            seen = normalise_query(text_of(mark))
            assert seen in wanted or set(seen) <= set(wanted)


def test_the_whole_original_is_on_the_page(client: FlaskClient, opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        page = client.get(f"/reports/{report_id}").text
        page = re.sub(r'<a class="anchor".*?</a>|<p class="repeats".*?</p>', "", page, flags=re.DOTALL)
        shown = re.sub(r"\s", "", text_of(page))
        report = opened.report(report_id)
        for line in report.original.text.splitlines():
            assert re.sub(r"\s", "", line) in shown


def test_every_fact_leads_to_its_words(client: FlaskClient, opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        page = client.get(f"/reports/{report_id}?q=公开&lang=en").text
        ids = ids_of(page)
        links = set(re.findall(r'href="#([^"]+)"', page))
        assert links <= ids, links - ids
        report = opened.report(report_id)
        named = {layer.id for layer in fact_layers(report) if layer.kind == LayerKind.EVIDENCE}
        assert {name for name in named if name.startswith("e-")} <= ids


def test_not_stated_is_never_zero(client: FlaskClient, ids: dict[str, str]) -> None:
    page = text_of(client.get(f"/reports/{ids['抚顺市司法局']}?lang=zh").text)
    assert re.search(r"申请收费\s*未载明", re.sub(r"\s+", " ", page))
    assert re.search(r"收到申请数\s*0", re.sub(r"\s+", " ", page))


def test_tables_are_tables(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/reports/{ids['济源市司法局']}").text
    assert re.search(r'<td title="rq_new_total = 0" id="c-rq_new_total">.*?0.*?</td>', page)
    assert page.count("<table>") == 3
    assert "行政许可" in page


def test_no_heading_is_empty(client: FlaskClient, opened: OpenBuild) -> None:
    for path in ("/", "/search?q=公开", "/help", *(f"/reports/{one}?q=公开" for one in opened.report_ids())):
        page = client.get(path).text
        headings = re.findall(r"<(h[1-6]|p class=\"printed)[^>]*>(.*?)</(?:h[1-6]|p)>", page, re.DOTALL)
        assert headings
        assert all(text_of(words).strip() for _, words in headings), path


def test_a_title_of_two_lines_is_one_line(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/reports/{ids['辽宁省司法厅']}").text
    assert (
        '<p class="printed original" lang="zh-Hans">辽宁省司法厅 2018年政府信息公开工作年度报告</p>' in page
    )


def test_an_empty_answer_says_what_would_match(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": '"基础工作薄弱" level:county', "lang": "en"}).text
    assert "No report matches" in page
    assert re.search(r"without the filter “level County”</a> <span class=\"count\">1 report<", page)
    phrase = client.get("/search", query_string={"q": '"薄弱工作"', "lang": "en"}).text
    assert "the words of the quotation" in phrase


def test_facet_counts_are_what_a_click_gives(client: FlaskClient) -> None:
    page = client.get("/search?lang=en").text
    pattern = (
        r'<a href="(/search\?[^"]+)" rel="nofollow">\s*<span class="tick"[^>]*></span>.*?class="count">(\d+)<'
    )
    links = re.findall(pattern, page, re.DOTALL)
    assert len(links) > 20
    for url, count in links:
        reached = text_of(client.get(html.unescape(url)).text)
        assert re.search(rf"\b{count} (?:reports?|份报告)", reached), url


def test_forms_leave_a_tidy_address(client: FlaskClient) -> None:
    moved = client.get("/search?q=公开&year_min=2019&year_max=&requests_min=")
    assert moved.status_code == 302
    assert moved.location == "/search?q=%E5%85%AC%E5%BC%80&year=2019.."
    assert client.get(moved.location).status_code == 200


@pytest.mark.parametrize("page", ["/", "/search", "/search?q=公开", "/help", "/api/v1/"])
def test_pages_are_light(client: FlaskClient, page: str) -> None:
    limit = 100_000
    answer = client.get(page)
    assert answer.status_code == 200
    assert len(answer.data) < limit


def test_report_pages_are_light_without_the_text(client: FlaskClient, opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        text = len(opened.report(report_id).original.text.encode())
        assert len(client.get(f"/reports/{report_id}").data) - text < 100_000


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "%s%n",
    "'; DROP TABLE",
    "‮abc",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["/search", "/reports/nope", "/nope", "/help"])
def test_hostile_words_stay_words(client: FlaskClient, path: str, text: str) -> None:
    for name in ("q", "agency", "level", "back", "lang", "text"):
        answer = client.get(path, query_string={name: text, **({"lang": "en"} if name != "lang" else {})})
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text
        assert not re.search('<img(?! src="/static/help/)', answer.text)
        assert "49" not in answer.text.partition("<main")[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "a" * 10_000},
        {"q": "\x00"},
        {"page": "-1"},
        {"page": "9" * 9},
        {"q": "("},
        {"size": "0"},
        {"q": "!"},
        {"q": "<script>alert(1)</script>"},
        {"q": '"><img src=x onerror=alert(1)>'},
    ],
)
def test_bad_searches_are_explained(client: FlaskClient, query: dict[str, str]) -> None:
    for path in ("/search", "/api/v1/search"):
        assert client.get(path, query_string=query).status_code == 422


def test_unreadable_addresses_are_no_failure(client: FlaskClient) -> None:
    for path in (
        "/search?q=%ff%fe",
        "/search?%00=1",
        "/reports/%ff",
        "/reports/..%2f..%2fetc",
        "/search?q=%ed%a0%80",
    ):
        assert client.get(path).status_code < 500


def test_the_normalised_text_can_be_seen(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/reports/{ids['抚顺市司法局']}?q={PHRASE}&text=normalised").text
    assert '<mark id="s12m1">基础工作薄弱</mark>' in page


def test_marks_are_walked_without_a_script(client: FlaskClient, ids: dict[str, str]) -> None:
    url = f"/reports/{ids['衡阳市司法局']}?q=公开"
    steps = 0
    while True:
        page = client.get(url).text
        following = re.search(r'class="next" href="([^"]+)"', page)
        if not following:
            break
        url = html.unescape(following.group(1)).partition("#")[0]
        steps += 1
    assert f"{steps} / {steps}" in re.sub(r"\s+", " ", text_of(page))
    assert steps == len(re.findall(r"<mark id=", page))


def test_a_link_to_a_passage_outlines_it(client: FlaskClient, opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        text = opened.report(report_id).original.text
        step = len(text) // 7
        for start in range(0, len(text), step):
            end = min(len(text), start + 3 + start % 700)
            for shown in ("", "&text=normalised"):
                page = client.get(f"/reports/{report_id}?q=公开&at={start}-{end}{shown}").text
                assert "at" in ids_of(page) or not text[start:end].strip() or shown
                if not shown:
                    raw = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
                    outlined = text_of("".join(re.findall(r'class="passage">(.*?)</span>', raw, re.DOTALL)))
                    assert set(outlined) <= set(text[start:end])


def test_an_outlined_passage_is_the_passage(
    client: FlaskClient, opened: OpenBuild, ids: dict[str, str]
) -> None:
    report = opened.report(ids["抚顺市司法局"])
    start = report.original.text.index("基礎工作薄弱")
    page = client.get(f"/reports/{report.id}?at={start}-{start + 6}&lang=en").text
    assert '<span id="at" class="passage">基礎工作薄弱</span>' in page


@pytest.mark.parametrize(
    "at", ["5", "9-3", "3-3", "0-99999999", "-1-5", "a-b", "1-2-3", "１-２", "0-1e3", "9" * 5000]
)
def test_a_passage_that_is_none_is_refused(client: FlaskClient, ids: dict[str, str], at: str) -> None:
    answer = client.get(f"/reports/{ids['抚顺市司法局']}", query_string={"at": at, "lang": "en"})
    assert answer.status_code == 422
    assert "is not a passage of this report" in answer.text
