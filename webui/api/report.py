"""Reports, for programs."""

# flask-smorest has no types, and its decorators make the methods below untyped.
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from typing import Any

from flask.views import MethodView

from indexer.report_json import report_json
from webui.api.blueprint import blueprint
from webui.collection import current_build
from webui.schemas.errors import ErrorsSchema
from webui.schemas.report import ReportSchema
from webui.shelf import whole


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
