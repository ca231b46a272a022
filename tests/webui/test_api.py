"""The machine interface: the shapes that other programs rely on, and every kind of error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.engines.protocol import FACETS
from indexer.report_json import report_json
from tests.patience import unhurried
from webui import create_app

Get = Callable[..., Any]


@pytest.fixture
def get(client: FlaskClient) -> Get:
    def ask(path: str, status: int = 200, **query: Any) -> Any:
        response = client.get(f"/api/v1{path}", query_string=query or None)
        assert response.status_code == status, response.text
        assert response.content_type == "application/json"
        return response.json

    return ask


def test_search_has_the_promised_shape(get: Get, ids: dict[str, str]) -> None:
    found = get("/search", q='"基础工作薄弱"')
    assert set(found) == {"query", "complete", "total", "hits", "facets", "facet_sizes", "next"}
    assert found["query"] == {"text": '"基础工作薄弱"', "understood": "原文“基础工作薄弱”"}
    assert found["complete"] is True
    assert found["total"] == {"reports": 1, "sections": 1, "occurrences": 1}
    assert found["next"] is None
    (hit,) = found["hits"]
    assert {name: hit[name] for name in hit if name not in ("sections", "url")} == {
        "id": ids["抚顺市司法局"],
        "title": None,
        "agency": "抚顺市司法局",
        "year": 2019,
        "level": "prefecture",
        "requests": 0,
        "fee_status": "not_stated",
    }
    (section,) = hit["sections"]
    assert set(section) == {"kind", "title", "url", "source_url", "occurrences", "snippets"}
    assert section["kind"] == "problems_improvements"
    assert section["url"].startswith(hit["url"].split("?")[0])
    assert section["url"].endswith("#s12")
    assert set(found["facets"]) == set(FACETS)
    assert found["facets"]["year"] == [
        {"value": 2019, "label": "2019", "count": 1, "selected": False, "excluded": False}
    ]
    assert found["facet_sizes"] == {name: len(values) for name, values in found["facets"].items()}


def test_snippets_are_slices_of_the_original(get: Get) -> None:
    found = get("/search", q="公开 申请")
    for hit in found["hits"]:
        original = get(f"/reports/{hit['id']}")["texts"]["original"]
        for section in hit["sections"]:
            for snippet in section["snippets"]:
                assert original[snippet["start"] : snippet["end"]] == snippet["text"]
                for start, end in snippet["marks"]:
                    assert snippet["text"][start:end] in (
                        "公开",
                        "公開",
                        "申请",
                        "申請",
                        "公開申請",
                        "公开申请",
                        "申请公开",
                        "申請公開",
                    )


def test_every_matching_section_is_there(get: Get) -> None:
    found = get("/search", q="公开")
    assert sum(len(hit["sections"]) for hit in found["hits"]) == found["total"]["sections"]
    counted = sum(section["occurrences"] for hit in found["hits"] for section in hit["sections"])
    assert counted == found["total"]["occurrences"]


def test_pages_follow_each_other(get: Get) -> None:
    seen: list[str] = []
    path: str | None = "/api/v1/search?size=2"
    while path:
        found = get(path.removeprefix("/api/v1"))
        seen += [hit["id"] for hit in found["hits"]]
        path = found["next"]
    assert len(seen) == len(set(seen)) == 5


def test_facets_know_what_is_selected(get: Get) -> None:
    found = get("/search", q="year:2019", year="2021", level=["county"])
    years = {one["value"]: (one["count"], one["selected"]) for one in found["facets"]["year"]}
    assert years[2019] == (1, True)
    assert years[2021] == (1, True)
    assert found["total"]["reports"] == 2
    by_agency = get("/search", q="agency:司法厅")
    assert [hit["agency"] for hit in by_agency["hits"]] == ["辽宁省司法厅"]
    assert get("/search", q="agency:没有这样的机关")["total"]["reports"] == 0


def test_names_are_found_by_a_part(get: Get) -> None:
    found = get("/facets/agency", find="司法", year="2019", agency="衡阳市司法局")
    assert (found["facet"], found["find"], found["size"], found["complete"]) == ("agency", "司法", 2, True)
    one = next(one for one in found["values"] if one["value"] == "抚顺市司法局")
    assert (one["label"], one["count"], one["selected"]) == ("抚顺市司法局", 1, False)
    assert get(one["url"])["total"]["reports"] == 1
    every = get("/facets/agency", find="司法")
    assert every["size"] == len(every["values"]) == 5
    assert get("/facets/department", find="Just", lang="en")["values"][0]["label"] == "Justice"
    assert [one["value"] for one in get("/facets/region", find="撫順")["values"]] == ["辽宁省/抚顺市"]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/facets/nope", {"find": "司"}, 404),
        ("/facets/year", {"find": "2019"}, 404),
        ("/facets/agency", {"find": "司" * 51}, 422),
        ("/facets/agency", {"find": "\x00"}, 422),
        ("/facets/agency", {"find": "司", "year": "abc"}, 422),
    ],
)
def test_a_look_up_that_cannot_be_made_is_refused(
    client: FlaskClient, path: str, query: dict[str, str], status: int
) -> None:
    answer = client.get(f"/api/v1{path}", query_string=query)
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["error"]["hint"]


def test_report_is_what_extract_prints_and_its_texts(get: Get, opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        report = opened.report(report_id)
        found = get(f"/reports/{report_id}")
        texts = found.pop("texts")
        assert found == json.loads(json.dumps(report_json(report)))
        assert texts == {"original": report.original.text, "normalised": report.normalised.text}


@pytest.mark.parametrize(
    ("path", "query", "status", "code", "field", "column"),
    [
        ("/search", {"q": '公开 "收费'}, 422, "unclosed_quote", "q", 4),
        ("/search", {"q": "a" * 10_000}, 422, "too_long", "q", 1001),
        ("/search", {"q": "\x00"}, 422, "control_character", "q", 1),
        ("/search", {"page": "-1"}, 422, "bad_number", "page", None),
        ("/search", {"page": "1000000000"}, 422, "number_out_of_range", "page", None),
        ("/search", {"page": "999"}, 422, "page_out_of_range", "page", None),
        ("/search", {"requests_mni": "1"}, 422, "unknown_parameter", "requests_mni", None),
        ("/search", {"q": "x" * 40_000}, 414, "too_long", None, None),
        ("/reports/nope", {}, 404, "not_found", None, None),
        ("/nope", {}, 404, "no_page", None, None),
    ],
)
def test_errors(
    get: Get,
    path: str,
    query: dict[str, str],
    status: int,
    code: str,
    field: str | None,
    column: int | None,
) -> None:
    error = get(path, status, **query)["error"]
    assert set(error) == {"code", "message", "field", "column", "hint"}
    assert (error["code"], error["field"], error["column"]) == (code, field, column)
    assert error["message"]
    assert error["hint"]


def test_errors_are_in_the_language_asked_for(get: Get) -> None:
    assert get("/search", 422, q='"', lang="en")["error"]["message"].startswith("The quotation mark")
    assert get("/search", 422, q='"', lang="zh")["error"]["message"].startswith("第 1 个字符")


def test_without_an_index_everything_says_so(tmp_path: Path) -> None:
    client = create_app(unhurried(tmp_path)).test_client()
    error = client.get("/api/v1/search")
    assert error.status_code == 503
    assert error.json is not None
    assert error.json["error"]["code"] == "no_build"
    page = client.get("/search?lang=en")
    assert page.status_code == 503
    assert "gongkai build" in page.text
    assert client.get("/help").status_code == 200


def test_nothing_can_be_changed(client: FlaskClient) -> None:
    for path in ("/", "/search", "/api/v1/search", "/help"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert client.open(path, method=method).status_code == 405
