"""What every answer carries, and what no request can do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.settings import Settings
from webui import create_app
from webui.preferences import local_address
from webui.security import HEADERS

PATHS = [
    "/",
    "/search",
    "/search?q=%22",
    "/help",
    "/nope",
    "/reports/nope",
    "/robots.txt",
    "/static/style.css",
    "/static/keys.js",
    "/static/nope",
    "/api/v1/",
    "/api/v1/search",
    "/api/v1/openapi.json",
    "/api/v1/nope",
    "/preferences?lang=en&back=/help",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/search?q=公开", "/help", "/api/v1/", "/nope"])
def test_nothing_is_inline_or_foreign(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert "http://" not in page.replace("http://localhost", "").replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert page.count("<script") == page.count('<script src="/static/')


def test_foreign_host_names_are_refused(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200


def test_a_server_can_have_a_name(settings: Settings) -> None:
    named = create_app(replace(settings, trusted_hosts=("news.example",))).test_client()
    assert named.get("/", headers={"Host": "news.example"}).status_code == 200
    assert named.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_an_error_of_ours_shows_nothing_of_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("webui.pages.home.home_page", fail)
    app: Flask = create_app(settings)
    app.logger.disabled = True
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "\t//evil"],
)
def test_preferences_lead_nowhere_else(client: FlaskClient, url: str) -> None:
    assert local_address(url) == "/"
    answer = client.get("/preferences", query_string={"lang": "en", "back": url})
    assert answer.status_code == 303
    assert answer.location == "/"


def test_preferences_are_remembered(client: FlaskClient) -> None:
    answer = client.get("/preferences?lang=en&theme=dark&back=/help%3Fx%3D1")
    assert answer.location == "/help?x=1"
    page = client.get("/help").text
    assert '<html lang="en" data-theme="dark">' in page
    client.get("/preferences?lang=klingon&theme=neon&back=/")
    assert '<html lang="en" data-theme="dark">' in client.get("/help").text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("en-GB", "en"),
        ("zh-TW", "zh-Hans"),
        ("fr", "zh-Hans"),
        ("fr,en;q=0.5", "en"),
    ],
)
def test_the_browser_says_the_language(client: FlaskClient, accepted: str, language: str) -> None:
    page = client.get("/help", headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}"' in page


def test_robots_stay_out_of_the_endless(client: FlaskClient) -> None:
    assert "Disallow: /search" in client.get("/robots.txt").text
    assert "noindex" in client.get("/search").headers["X-Robots-Tag"]
    assert "X-Robots-Tag" not in client.get("/").headers


def test_large_bodies_are_refused(client: FlaskClient) -> None:
    assert client.post("/search", data=b"x" * 100_000).status_code in (405, 413)
