"""Figures, for programs."""

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
from webui.preferences import request_voice
from webui.schemas.errors import ErrorsSchema
from webui.schemas.figures import FiguresParameters, FiguresSchema
from webui.tables.figures import figures_table
from webui.view.figures_answer import FiguresAnswer, agency_answer, selection_answer
from webui.view.numbers import known_checks
from webui.workbench.agency_figures import agency_figures
from webui.workbench.figures_address import read_figures
from webui.workbench.selection_figures import selection_figures


@blueprint.route("/figures")
class FiguresResource(MethodView):
    """Figures."""

    @blueprint.doc(parameters=[{"in": "query", "schema": FiguresParameters}])
    @blueprint.response(200, FiguresSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="A parameter is not understood")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self) -> FiguresAnswer:
        """Compute what the tables of the reports say.

        One agency and nothing else: its figures over the years. Otherwise the indicators of what the search
        chooses, with how many reports could be assessed; reports are ranked only where they are alike.
        """
        build, voice = current_build(), request_voice()
        wanted = read_figures(request.args.to_dict(flat=False), build.segmenter.query_words, known_checks())
        found = agency_figures(build, wanted.agency) if wanted.agency else None
        if found:
            return agency_answer(found, voice)
        chosen = selection_figures(build, wanted)
        if not chosen.complete:
            partial()
        return selection_answer(chosen, voice)


@blueprint.route("/figures.csv")
class FiguresCsvResource(MethodView):
    """Figures, for a spreadsheet."""

    @download(FiguresParameters, CSV, "UTF-8 with byte order mark; texts that begin like formulas get a '")
    def get(self) -> Response:
        """Take every figure of an agency, or every report of a selection with its indicators, as CSV.

        An empty cell is no value, never 0. A file that is not complete ends in a row whose first cell is
        incomplete.
        """
        return figures_table("csv")


@blueprint.route("/figures.jsonl")
class FiguresLinesResource(MethodView):
    """Figures, an object a line."""

    @download(FiguresParameters, JSON_LINES, "One object a line, with the columns of the CSV")
    def get(self) -> Response:
        """Take the same as the CSV has, as JSON Lines."""
        return figures_table("jsonl")
