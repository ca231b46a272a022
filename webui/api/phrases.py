"""Phrase lists, for programs."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from flask import Response, request
from flask.views import MethodView

from webui.api.blueprint import blueprint
from webui.api.downloads import download
from webui.collection import current_build
from webui.downloads import CSV, JSON_LINES
from webui.preferences import request_voice
from webui.schemas.errors import ErrorsSchema
from webui.schemas.phrases import PhrasesParameters, PhrasesSchema
from webui.tables.phrases import count, phrase_table, read_phrases
from webui.view.phrase_answers import PhrasesAnswer, phrases_answer


@blueprint.route("/phrases")
class PhrasesResource(MethodView):
    """A counted phrase list."""

    @blueprint.doc(parameters=[{"in": "query", "schema": PhrasesParameters}])
    @blueprint.response(200, PhrasesSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(414, schema=ErrorsSchema, description="The address is too long")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="A filter is not understood")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self) -> PhrasesAnswer:
        """Count exact phrases by year, province or agency.

        Filters and section narrow the reports and where to look. Lines that are empty, repeated, or no
        phrase are reported, and so is what comes after the first two hundred.
        """
        build = current_build()
        wanted = read_phrases(build, request.args.to_dict(flat=False))
        return phrases_answer(count(build, wanted), request_voice())


@blueprint.route("/phrases.csv")
class PhrasesCsvResource(MethodView):
    """A counted phrase list, for a spreadsheet."""

    @download(PhrasesParameters, CSV, "UTF-8 with byte order mark; texts that begin like formulas get a '")
    def get(self) -> Response:
        """Count exact phrases: a row for each phrase and value, with the search that it counts."""
        return phrase_table("csv")


@blueprint.route("/phrases.jsonl")
class PhrasesLinesResource(MethodView):
    """A counted phrase list, an object a line."""

    @download(PhrasesParameters, JSON_LINES, "One object a line, with the columns of the CSV")
    def get(self) -> Response:
        """Count exact phrases: an object for each phrase and value, with the search that it counts."""
        return phrase_table("jsonl")
