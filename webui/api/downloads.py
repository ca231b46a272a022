"""The downloads of a search, for programs."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Response
from flask.views import MethodView
from marshmallow import Schema

from webui.api.blueprint import blueprint
from webui.downloads import CSV, JSON_LINES
from webui.schemas.downloads import TEXT, FeedParameters, TableParameters
from webui.schemas.errors import ErrorsSchema
from webui.tables.search import search_feed, search_table
from webui.view.feed import MEDIA_TYPE

Method = TypeVar("Method", bound=Callable[..., Response])
_ERRORS = {
    400: "Not a request",
    422: "The query or a filter is not understood",
    503: "Nothing has been indexed yet, or too many downloads are running: come back after Retry-After",
}


def download(parameters: type[Schema], media_type: str, description: str) -> Callable[[Method], Method]:
    """Describe a method that answers with a file."""

    def describe(method: Method) -> Method:
        for status, reason in _ERRORS.items():
            method = blueprint.alt_response(status, schema=ErrorsSchema, description=reason)(method)
        media, _, _ = media_type.partition(";")
        method = blueprint.response(200, TEXT, content_type=media, description=description)(method)
        described: Method = blueprint.doc(parameters=[{"in": "query", "schema": parameters}])(method)
        return described

    return describe


@blueprint.route("/search.csv")
class SearchCsvResource(MethodView):
    """All that a search finds, for a spreadsheet."""

    @download(TableParameters, CSV, "UTF-8 with byte order mark; texts that begin like formulas get a '")
    def get(self) -> Response:
        """Take all reports that a search finds, as CSV.

        The columns n and of number the reports, so that a file that was cut is not taken for a whole one; one
        that is not complete ends in a row whose first cell is incomplete.
        """
        return search_table("csv")


@blueprint.route("/search.jsonl")
class SearchLinesResource(MethodView):
    """All that a search finds, an object a line."""

    @download(TableParameters, JSON_LINES, "One object a line, with the columns of the CSV")
    def get(self) -> Response:
        """Take all reports that a search finds, as JSON Lines.

        The members n and of number the reports; a file that is not complete ends in a line with an error.
        """
        return search_table("jsonl")


@blueprint.route("/search.atom")
class SearchFeedResource(MethodView):
    """The newest that a search finds."""

    @download(FeedParameters, MEDIA_TYPE, "Atom")
    def get(self) -> Response:
        """Subscribe to a search: its newest reports by date, and those without one that came last."""
        return search_feed()
