"""What a search finds, to take away: for a spreadsheet, for a program, for a reader of feeds."""

from __future__ import annotations

from flask import Response

from webui.pages.blueprint import blueprint
from webui.tables.search import search_feed, search_table


@blueprint.get("/search.csv")
def search_csv() -> Response:
    """All that a search finds, for a spreadsheet."""
    return search_table("csv")


@blueprint.get("/search.jsonl")
def search_jsonl() -> Response:
    """All that a search finds, an object a line."""
    return search_table("jsonl")


@blueprint.get("/search.atom")
def search_atom() -> Response:
    """The newest reports that a search finds, to subscribe to."""
    return search_feed()
