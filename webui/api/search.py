"""Searches, for programs."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from flask import request
from flask.views import MethodView

from webui.answers import SearchAnswer, search_answer
from webui.api.blueprint import blueprint
from webui.collection import current_build
from webui.freshness import partial
from webui.parameters import read_parameters
from webui.preferences import request_voice
from webui.schemas.errors import ErrorsSchema
from webui.schemas.search import SearchParameters, SearchSchema
from webui.search import search


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
