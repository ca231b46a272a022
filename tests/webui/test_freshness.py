"""Answers that a reader already has, and answers that must not be kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.engines.protocol import Result
from indexer.query import Query
from webui.shelf import Shelf

PATHS = ("/", "/help", "/search?q=公开", "/api/v1/search?q=公开", "/search", "/search?q=公开&page=2&size=2")


def tag(client: FlaskClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.headers["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_what_the_reader_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert not first.headers["ETag"].startswith("W/")
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": '"other"'}).data == first.data


def test_reports_are_tagged_too(client: FlaskClient, ids: dict[str, str]) -> None:
    for path in (f"/reports/{ids['抚顺市司法局']}?q=公开", f"/api/v1/reports/{ids['抚顺市司法局']}"):
        assert client.get(path, headers={"If-None-Match": tag(client, path)}).status_code == 304


def test_every_view_has_a_tag_of_its_own(client: FlaskClient) -> None:
    views = [
        tag(client, "/search?q=公开"),
        tag(client, "/search?q=公开&page=1&size=3"),
        tag(client, "/api/v1/search?q=公开"),
        tag(client, "/search?q=公开", **{"Accept-Language": "en"}),
        tag(client, "/search?q=公开", Host="localhost:8080"),
    ]
    client.set_cookie("theme", "dark")
    views.append(tag(client, "/search?q=公开"))
    assert len(set(views)) == len(views)


@pytest.mark.parametrize("path", ["/reports/nothing", '/search?q="公开', "/nowhere", "/search?year_min=2019"])
def test_what_is_no_answer_has_no_tag(client: FlaskClient, path: str) -> None:
    assert "ETag" not in client.get(path).headers


def test_a_partial_answer_is_not_kept(
    client: FlaskClient, opened: OpenBuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = type(opened.engine)
    whole = engine.search

    def hurried(self: object, query: Query) -> Result:
        return replace(whole(self, query), complete=False)  # type: ignore[arg-type]

    for path in ("/search?q=公开&size=7", "/api/v1/search?q=公开&size=7"):
        with monkeypatch.context() as context:
            context.setattr(engine, "search", hurried)
            answer = client.get(path)
            assert answer.headers["Cache-Control"] == "no-store"
            assert "ETag" not in answer.headers
        assert client.get(path).headers["Cache-Control"] == "private, no-cache"


def test_a_shelf_lets_go_of_what_is_not_asked_for() -> None:
    shelf = Shelf[int, str](2)
    for number in (1, 2, 1, 3):
        assert shelf.get(number, lambda number=number: str(number)) == str(number)  # type: ignore[misc]
    assert shelf.find(2) is None
    assert shelf.find(1) == "1"
