"""Who else wrote a passage, for programs."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from flask import Response, request
from flask.views import MethodView

from webui.address import REUSE
from webui.api.blueprint import blueprint
from webui.api.downloads import download
from webui.collection import current_build
from webui.downloads import CSV, JSON_LINES
from webui.freshness import partial
from webui.language.misread import MisreadError
from webui.schemas.errors import ErrorsSchema
from webui.schemas.reuse import ReuseParameters, ReuseSchema
from webui.tables.reuse import reuse_file
from webui.view.reuse_answer import WrittenAnswer, reuse_answer
from webui.workbench.reuse_asked import read_reuse
from webui.workbench.reuse_list import answer_reuse


@blueprint.route(REUSE)
class ReuseResource(MethodView):
    """Who else wrote a passage."""

    @blueprint.doc(parameters=[{"in": "query", "schema": ReuseParameters}])
    @blueprint.response(200, ReuseSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(404, schema=ErrorsSchema, description="No such report")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="The passage cannot be looked for")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self) -> WrittenAnswer:
        """Find the reports that have a passage, word for word or nearly.

        Nearly: numbers and punctuation aside, nine tenths of the shorter sentence's characters stand in the
        longer one in the same order, at least 8 of them in wording that few sentences have; or four
        fifths, and at least 14. Sentences of less than 10 characters are looked for word for word only.
        """
        asked = read_reuse(request.args.to_dict(flat=False))
        if asked.nothing:
            raise MisreadError("no_passage", field="text")
        answer = answer_reuse(current_build(), asked)
        if not answer.elsewhere.complete:
            partial()
        return reuse_answer(answer)


@blueprint.route(f"{REUSE}.csv")
class ReuseCsvResource(MethodView):
    """Every report that has a passage, for a spreadsheet."""

    @download(ReuseParameters, CSV, "UTF-8 with byte order mark; texts that begin like formulas get a '")
    @blueprint.alt_response(404, schema=ErrorsSchema, description="No such report")
    def get(self) -> Response:
        """Take every report that has a passage, as CSV."""
        return reuse_file("csv")


@blueprint.route(f"{REUSE}.jsonl")
class ReuseJsonLinesResource(MethodView):
    """Every report that has a passage, an object a line."""

    @download(ReuseParameters, JSON_LINES, "One object a line")
    @blueprint.alt_response(404, schema=ErrorsSchema, description="No such report")
    def get(self) -> Response:
        """Take every report that has a passage, as JSON Lines."""
        return reuse_file("jsonl")
