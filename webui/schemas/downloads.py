"""What the downloads of a search take."""

from __future__ import annotations

from marshmallow import fields, validate

from webui.schemas.search import SearchParameters
from webui.view.exports import REPORTS, ROWS

TEXT = {"type": "string"}
"""The body of what is no JSON."""


class FeedParameters(SearchParameters):
    """What a search takes but for its pages."""

    class Meta:
        """Downloads have no pages."""

        exclude = ("page", "size")


class TableParameters(FeedParameters):
    """What a table takes besides."""

    rows = fields.String(
        validate=validate.OneOf(ROWS),
        load_default=REPORTS,
        metadata={"description": "One row for each report, or for each passage that is quoted:"},
    )
