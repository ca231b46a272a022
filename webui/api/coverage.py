"""Coverage, for programs."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from flask import Response, request
from flask.views import MethodView

from webui.api.blueprint import blueprint
from webui.api.downloads import download
from webui.collection import current_build
from webui.downloads import CSV, JSON_LINES
from webui.freshness import partial
from webui.schemas.coverage import CoverageParameters, CoverageSchema
from webui.schemas.errors import ErrorsSchema
from webui.tables.figures import coverage_file
from webui.view.coverage_answer import CoverageAnswer, coverage_answer
from webui.workbench.coverage import coverage, read_coverage


@blueprint.route("/coverage")
class CoverageResource(MethodView):
    """Coverage."""

    @blueprint.doc(parameters=[{"in": "query", "schema": CoverageParameters}])
    @blueprint.response(200, CoverageSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="A parameter is not understood")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self) -> CoverageAnswer:
        """Count which reports are here, by place or agency, and year.

        A year is missing only between two years of which the same agency's reports are here.
        """
        build = current_build()
        wanted = read_coverage(request.args.to_dict(flat=False), build.segmenter.query_words)
        found = coverage(build, wanted)
        if not found.complete:
            partial()
        return coverage_answer(found, wanted)


@blueprint.route("/coverage.csv")
class CoverageCsvResource(MethodView):
    """Coverage, for a spreadsheet."""

    @download(CoverageParameters, CSV, "UTF-8 with byte order mark; texts that begin like formulas get a '")
    def get(self) -> Response:
        """Take every row of the coverage, as CSV: years across for places, a row a year for agencies."""
        return coverage_file("csv")


@blueprint.route("/coverage.jsonl")
class CoverageLinesResource(MethodView):
    """Coverage, an object a line."""

    @download(CoverageParameters, JSON_LINES, "One object a line, with the columns of the CSV")
    def get(self) -> Response:
        """Take every row of the coverage, as JSON Lines."""
        return coverage_file("jsonl")
