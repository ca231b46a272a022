"""Comparisons, for programs."""

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
from webui.language.misread import MisreadError
from webui.schemas.compare import CompareParameters, CompareSchema
from webui.schemas.errors import ErrorsSchema
from webui.tables.compare import comparison_table
from webui.view.compare_answer import CompareAnswer, grid_answer, pair_answer
from webui.workbench.compare import compare
from webui.workbench.compare_choice import read_compare
from webui.workbench.compare_pair import compare_two


@blueprint.route("/compare")
class CompareResource(MethodView):
    """Compare."""

    @blueprint.doc(parameters=[{"in": "query", "schema": CompareParameters}])
    @blueprint.response(200, CompareSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(404, schema=ErrorsSchema, description="No such report")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="Nobody is chosen, or not understood")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self) -> CompareAnswer:
        """Compare what agencies state in one section, statement by statement.

        Agencies and years are chosen as in a search; at most 20 agencies and 20 years an answer, next
        leads to further agencies. Two values of report give these reports side by side instead.
        """
        build = current_build()
        asked = read_compare(request.args.to_dict(flat=False), build.segmenter.query_words)
        if asked.nothing:
            raise MisreadError("nothing_to_compare", field="agency")
        if asked.pair:
            return pair_answer(compare_two(build, asked.pair, asked.section))
        found = compare(build, asked)
        if not found.choice.complete:
            partial()
        return grid_answer(found)


@blueprint.route("/compare.csv")
class CompareCsvResource(MethodView):
    """A comparison, for a spreadsheet."""

    @download(CompareParameters, CSV, "UTF-8 with byte order mark; texts that begin like formulas get a '")
    def get(self) -> Response:
        """Take every statement of a comparison, as CSV.

        One row a statement, n of those of its report; a report without the section has the row 0 of 0. A file
        that is not complete ends in a row whose first cell is incomplete.
        """
        return comparison_table("csv")


@blueprint.route("/compare.jsonl")
class CompareLinesResource(MethodView):
    """A comparison, an object a line."""

    @download(CompareParameters, JSON_LINES, "One object a line, with the columns of the CSV")
    def get(self) -> Response:
        """Take every statement of a comparison, as JSON Lines."""
        return comparison_table("jsonl")
