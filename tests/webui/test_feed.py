"""The feed of a search: valid Atom, the newest reports, and the same entries after every build."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from webui.parameters import Asked
from webui.view.feed import atom
from webui.wording import voice
from webui.workbench import feed as feeds
from webui.workbench.feed import feed

NAMES = {"a": "http://www.w3.org/2005/Atom"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def read(client: FlaskClient, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.data)


def text(element: ElementTree.Element, path: str) -> str:
    found = element.find(path, NAMES)
    assert found is not None
    return found.text or ""


@pytest.mark.parametrize("path", ["/search.atom", "/api/v1/search.atom"])
def test_a_feed_has_what_atom_asks_for(client: FlaskClient, path: str) -> None:
    root = read(client, f"{path}?q=收费&year=2019")
    for element in (root, *root.findall("a:entry", NAMES)):
        assert text(element, "a:id").startswith("http://localhost/")
        assert text(element, "a:title")
        assert INSTANT.fullmatch(text(element, "a:updated"))
        assert text(element, "a:author/a:name")
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)}
    assert links["self"] == text(root, "a:id") == f"http://localhost{path}?q=%E6%94%B6%E8%B4%B9&year=2019"
    assert links["alternate"] == "http://localhost/search?q=%E6%94%B6%E8%B4%B9&year=2019"
    ids = [text(one, "a:id") for one in root.findall("a:entry", NAMES)]
    assert len(ids) == len(set(ids))


def test_entries_are_the_reports_of_the_search(client: FlaskClient) -> None:
    found = client.get("/api/v1/search?q=收费&size=100").get_json()["hits"]
    root = read(client, "/search.atom?q=收费")
    ids = {text(one, "a:id").rpartition("/")[2] for one in root.findall("a:entry", NAMES)}
    assert ids == {hit["id"] for hit in found}
    for one in root.findall("a:entry", NAMES):
        assert client.get(text(one, "a:id")).status_code == 200
        assert "<mark>" in text(one, "a:summary")


def test_the_newest_come_first_and_neither_kind_is_lost(
    opened: OpenBuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = feed(opened, Asked())
    dates = [entry.published for entry in everything.entries]
    assert {date for date in dates if date} == {
        type(date).fromisoformat(str(opened.report(one).facet("published").value))
        for one in opened.report_ids()
        if opened.report(one).facet("published").value
        for date in [next(date for date in dates if date)]
    }
    stated = [date for date in dates if date]
    assert dates == [None] * (len(dates) - len(stated)) + sorted(stated, reverse=True)
    monkeypatch.setattr(feeds, "MOST", 1)
    short = feed(opened, Asked())
    assert [bool(entry.published) for entry in short.entries] == [False, True]
    assert short.entries[1].published == max(stated)
    docs = [entry.report.summary.doc for entry in everything.entries if entry.published is None]
    assert short.entries[0].report.summary.doc == max(docs)


def test_a_feed_is_not_made_again_for_those_who_have_it(client: FlaskClient) -> None:
    answer = client.get("/search.atom?q=收费")
    again = client.get("/search.atom?q=收费", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_what_xml_cannot_hold_is_shown_as_missing(opened: OpenBuild) -> None:
    found = feed(opened, Asked("a\x0b<b>"))
    content = atom(found, voice("en"), base="http://x/", own_url="http://x/search.atom?q=\x0b&<")
    root = ElementTree.fromstring(content)
    assert text(root, "a:id") == "http://x/search.atom?q=\ufffd&<"


def test_a_search_that_is_not_understood(client: FlaskClient) -> None:
    assert client.get('/search.atom?q="收费').status_code == 422
