"""A pasted list of phrases: every number is that of its own search, and no line is lost without a word."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from dataclasses import replace
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from waitress.server import create_server

from indexer.settings import Settings
from tests.patience import PATIENT
from webui import create_app
from webui.security import MAX_LIST, MAX_QUERY
from webui.workbench.phrase_list import MOST, read_list, shorten

LIST = "收费\n複議\n基础工作薄弱\n这句话哪里都没有\n信息"


def ask(client: FlaskClient, text: str = LIST, **more: str) -> dict[str, object]:
    answer = client.get("/api/v1/phrases", query_string={"list": text, **more})
    assert answer.status_code == 200, answer.text
    body = answer.get_json()
    assert isinstance(body, dict)
    return body


def totals(client: FlaskClient, url: str) -> tuple[int, int]:
    """Reports and occurrences of the search behind a link."""
    body = client.get(f"/api/v1{url}").get_json()
    return body["total"]["reports"], body["total"]["occurrences"]


@pytest.mark.parametrize("by", ["year", "province", "agency"])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"section": "problems_improvements"},
        {"year": "2015..2020", "level": "county"},
        {"not_level": "county"},
    ],
    ids=str,
)
def test_every_number_is_that_of_its_search(made_client: FlaskClient, by: str, more: dict[str, str]) -> None:
    body = ask(made_client, by=by, **more)
    assert body["complete"] is True
    phrases = body["phrases"]
    assert isinstance(phrases, list)
    assert [one["phrase"] for one in phrases] == LIST.splitlines()
    checked = 0
    for one in phrases:
        assert totals(made_client, one["url"]) == (one["reports"], one["occurrences"])
        for cell in one["values"][:8]:
            assert totals(made_client, cell["url"]) == (cell["reports"], cell["occurrences"]), cell
            checked += 1
        assert sum(cell["reports"] for cell in one["values"]) == one["reports"]
    assert checked
    everything = made_client.get("/api/v1/search", query_string=more).get_json()
    assert body["reports"] == everything["total"]["reports"]


def test_fields_beside_the_list_narrow_it(client: FlaskClient) -> None:
    (one,) = ask(client, "公开", q="agency:司法局")["phrases"]  # type: ignore[misc]
    assert totals(client, one["url"]) == (one["reports"], one["occurrences"])
    assert all(totals(client, cell["url"])[0] == cell["reports"] for cell in one["values"])
    assert 0 < one["reports"] < ask(client, "公开")["phrases"][0]["reports"]  # type: ignore[index]


def test_page_and_downloads_say_the_same_as_the_interface(made_client: FlaskClient) -> None:
    body = ask(made_client)
    phrases = body["phrases"]
    assert isinstance(phrases, list)
    expected = {
        (one["phrase"], cell["value"]): (cell["reports"], cell["occurrences"])
        for one in phrases
        for cell in [{"value": None, **one}, *one["values"]]
    }
    lines = made_client.get("/phrases.jsonl", query_string={"list": LIST}).text.splitlines()
    objects = [json.loads(line) for line in lines]
    found = {(row["phrase"], row["value"]): (row["reports"], row["occurrences"]) for row in objects}
    assert {key: value for key, value in found.items() if value != (0, 0) or key[1] is None} == expected
    table = made_client.get("/phrases.csv", query_string={"list": LIST}).data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [(row["phrase"], row["value"], row["reports"]) for row in rows] == [
        (row["phrase"], "" if row["value"] is None else str(row["value"]), str(row["reports"]))
        for row in objects
    ]
    page = made_client.get("/phrases", query_string={"list": LIST, "lang": "en"}).text
    links = {unescape(url) for url in re.findall(r'<td[^>]*><a href="([^"]+)"', page)}
    assert links == {cell["url"] for one in phrases for cell in [one, *one["values"]] if cell["reports"]}


def test_lines_that_are_not_counted_are_said(client: FlaskClient) -> None:
    text = "收费\n\n收費\n“收费”\n，。\n公开\n\n"
    body = ask(client, text, lang="en")
    assert [one["line"] for one in body["phrases"]] == [1, 6]  # type: ignore[index, attr-defined]
    assert body["empty_lines"] == 1
    uncounted = body["uncounted"]
    assert isinstance(uncounted, list)
    assert [(one["line"], one["same_as"]) for one in uncounted] == [(3, 1), (4, 1), (5, None)]
    assert uncounted[2]["problem"]
    page = client.get("/phrases", query_string={"list": text, "lang": "en"}).text
    for said in (
        "2 lines say the same as earlier ones",
        "1 line is no phrase",
        "1 empty line",
        "line 3, as line 1",
    ):
        assert said in page
    rows = client.get("/phrases.jsonl", query_string={"list": text, "lang": "en"}).text
    assert "says the same as line 1" in rows


def test_ten_thousand_lines_are_bounded_and_say_so(client: FlaskClient) -> None:
    text = "\n".join(f"公开{number}" for number in range(10_000))
    answer = client.post("/phrases", data={"list": text, "by": "year", "level": "", "lang": "en"})
    assert answer.status_code == 303
    page = client.get(answer.location + "&lang=en")
    assert page.status_code == 200
    assert page.text.count("<tr>") - 1 == MOST
    assert "9\u2009800 further lines are not counted: a list has 200 phrases at most." in page.text
    lines = client.get(answer.location.replace("/phrases", "/phrases.jsonl") + "&lang=en").text.splitlines()
    assert json.loads(lines[-1])["error"]["code"] == "incomplete"
    straight = ask(client, "\n".join(f"公{number}" for number in range(3_000)))
    assert len(straight["phrases"]) == MOST  # type: ignore[arg-type]
    assert straight["left_out"] == 2_800


def test_a_list_may_have_a_longer_address_than_a_search(client: FlaskClient) -> None:
    phrase = "公开" * 20
    lines = [f"{phrase}{number}" for number in range(MOST)]
    answer = client.post("/phrases", data={"list": "\n".join(lines)})
    assert MAX_QUERY < len(answer.location) < MAX_LIST
    page = client.get(answer.location)
    assert page.status_code == 200
    back = re.search(r'href="(/preferences\?lang=en[^"]+)"', page.text)
    assert back
    again = client.get(unescape(back[1]))
    assert again.status_code == 303
    assert again.location == answer.location
    assert client.get("/search", query_string={"q": "公" * 20_000}).status_code == 414
    assert client.get("/phrases", query_string={"list": "公" * 20_000}).status_code == 414
    assert client.post("/phrases", data={"list": "公" * 2_000_000}).status_code == 413


def test_the_server_reads_the_longest_address(settings: Settings) -> None:
    server = create_server(create_app(settings), host="127.0.0.1", port=0, asyncore_use_poll=True)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        lines = "\n".join(f"{'公开' * 30}{number}" for number in range(MOST))
        address = f"/phrases.csv?{urlencode({'list': lines})}"
        assert 100 * 1024 < len(address) <= MAX_LIST
        connection = HTTPConnection("127.0.0.1", server.effective_port, timeout=PATIENT)
        connection.request("GET", address)
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.read().count(b"\r\n") > MOST
        connection.close()
    finally:
        server.close()
        thread.join(10)


def test_the_form_becomes_a_tidy_address(client: FlaskClient) -> None:
    form = {
        "list": "收费\r\n公开",
        "by": "year",
        "section": "",
        "level": "county",
        "year_min": "2015",
        "year_max": "",
    }
    answer = client.post("/phrases", data=form)
    assert answer.location == "/phrases?list=%E6%94%B6%E8%B4%B9%0A%E5%85%AC%E5%BC%80&year=2015..&level=county"
    untidy = client.get("/phrases", query_string=form)
    assert untidy.status_code == 302
    assert client.get(untidy.location).status_code == 200
    assert client.post("/phrases", data={"list": ""}).location == "/phrases"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"by": "month"}, "by"),
        ({"q": "收费"}, "q"),
        ({"level": "village"}, "level"),
        ({"left_out": "-1"}, "left_out"),
        ({"section": "none"}, "section"),
    ],
)
def test_what_is_not_understood(client: FlaskClient, asked: dict[str, str], field: str) -> None:
    for path in ("/api/v1/phrases", "/api/v1/phrases.csv"):
        answer = client.get(path, query_string={"list": "公开", **asked})
        assert answer.status_code == 422
        assert answer.get_json()["error"]["field"] == field  # type: ignore[index]


def test_before_anything_is_pasted(client: FlaskClient) -> None:
    page = client.get("/phrases?lang=en").text
    (example,) = re.findall(r'<p><a href="(/phrases\?list=[^"]+)"', page)
    assert client.get(unescape(example)).status_code == 200
    assert ask(client, "")["phrases"] == []


def test_a_list_that_ran_out_of_time_says_so(settings: Settings) -> None:
    client = create_app(replace(settings, query_seconds=1e-9)).test_client()
    assert ask(client)["complete"] is False
    answer = client.get("/phrases", query_string={"list": LIST, "lang": "en"})
    assert "lower bounds" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    last = client.get("/phrases.csv", query_string={"list": LIST, "lang": "en"}).text.splitlines()[-1]
    assert last.startswith("incomplete,")


@given(st.text(st.sampled_from("公开收费 \t\n\r“”\"'，。-:()|OR\u3000"), max_size=60))
def test_every_line_is_accounted_for(text: str) -> None:
    found = read_list(text)
    lines = text.strip().splitlines()
    numbers = [one.line for part in (found.phrases, found.repeated, found.misread) for one in part]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) + found.empty + found.left_out == len(lines)


@given(st.text(st.sampled_from("公开a\n\r \t"), max_size=60), st.integers(0, 100))
def test_a_list_is_shortened_by_whole_lines(text: str, most: int) -> None:
    kept, left_out = shorten(text, most)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert kept.splitlines() == lines[: len(lines) - left_out]
    assert len(kept.encode()) <= most
