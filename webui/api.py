"""The machine interface: the same answers as the pages, as JSON, described by OpenAPI."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from typing import Any

from flask import Flask, Response, render_template, request
from flask.views import MethodView
from flask_smorest import Api, Blueprint

from indexer.report_json import report_json
from webui.answers import SearchAnswer, search_answer
from webui.collection import current_build
from webui.freshness import partial
from webui.parameters import read_parameters
from webui.preferences import request_voice
from webui.schemas import ErrorsSchema, ReportSchema, SearchParameters, SearchSchema
from webui.search import search
from webui.shelf import whole

PREFIX = "/api/v1"
blueprint = Blueprint("api", __name__, url_prefix=PREFIX, description="Search reports, and read them.")

CONFIG = {
    "API_TITLE": "gongkai",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.0.3",
    "OPENAPI_URL_PREFIX": PREFIX,
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {"description": "Read-only. Errors have the shape of Errors, with a message and a hint."}
    },
}


class _Interface(Api):  # type: ignore[misc]  # it has no types
    """Errors of every kind have our shape, in the description too."""

    ERROR_SCHEMA = ErrorsSchema


def init_app(app: Flask) -> None:
    """Serve the interface, its description, and a page of it for people."""
    app.config.update(CONFIG)
    api = _Interface(app)
    api.register_blueprint(blueprint)
    app.add_url_rule(f"{PREFIX}/", "api_page", lambda: api_page(api), methods=["GET"])


@blueprint.route("/search")
class SearchResource(MethodView):
    """Search."""

    @blueprint.doc(parameters=[{"in": "query", "schema": SearchParameters}])
    @blueprint.response(200, SearchSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="The query or a filter is not understood")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self) -> SearchAnswer:
        """Search the reports.

        Values of one facet are alternatives, facets narrow each other. Totals and counts are exact
        over all reports unless complete is false.
        """
        build = current_build()
        asked = read_parameters(request.args.to_dict(flat=False), build.segmenter.query_words)
        found = search(build, asked)
        if not found.result.complete:
            partial()
        return search_answer(found, request_voice())


@blueprint.route("/reports/<string:report_id>")
class ReportResource(MethodView):
    """One report."""

    @blueprint.response(200, ReportSchema)
    @blueprint.alt_response(404, schema=ErrorsSchema, description="No such report")
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self, report_id: str) -> dict[str, Any]:
        """Read one report: its facts with evidence, figures, checks, problems, and its texts."""
        report = whole(current_build(), report_id)
        texts = {"original": report.original.text, "normalised": report.normalised.text}
        return {**report_json(report), "texts": texts}


def api_page(api: Api) -> str | Response:
    """The description for people, from the same source as the one for programs."""
    return render_template("api.html", spec=api.spec.to_dict(), voice=request_voice())
