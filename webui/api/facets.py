"""The values of a filter by a part of their name, for programs and for the boxes of the results page."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from flask import abort, request
from flask.views import MethodView

from webui.answers import NamesAnswer, names_answer
from webui.api.blueprint import blueprint
from webui.collection import current_build
from webui.freshness import partial
from webui.parameters import read_parameters
from webui.preferences import request_voice
from webui.schemas.errors import ErrorsSchema
from webui.schemas.facets import NamesParameters, NamesSchema
from webui.workbench.names import FACETS, find_names


@blueprint.route("/facets/<string:name>")
class FacetResource(MethodView):
    """The values of one facet."""

    @blueprint.doc(parameters=[{"in": "query", "schema": NamesParameters}])
    @blueprint.response(200, NamesSchema)
    @blueprint.alt_response(400, schema=ErrorsSchema, description="Not a request")
    @blueprint.alt_response(404, schema=ErrorsSchema, description="No such facet")
    @blueprint.alt_response(422, schema=ErrorsSchema, description="The query or a filter is not understood")
    @blueprint.alt_response(503, schema=ErrorsSchema, description="Nothing has been indexed yet")
    def get(self, name: str) -> NamesAnswer:
        """Find values of a facet by a part of their name.

        For region, province, city, county, department and agency. Counts are over the reports that the
        search finds, whatever it asks of the facet itself; the most frequent values come first, and at most
        50 of them are listed. size tells how many there are.
        """
        if name not in FACETS:
            abort(404)
        build = current_build()
        asked = read_parameters(request.args.to_dict(flat=False), build.segmenter.query_words)
        found = find_names(build, asked, name, request.args.get("find", ""))
        if not found.complete:
            partial()
        return names_answer(found, asked, request_voice())
