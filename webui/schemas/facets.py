"""The shapes of a look-up among the values of a facet."""

from __future__ import annotations

from marshmallow import Schema, fields

from webui.schemas.search import FacetSchema, SearchParameters
from webui.workbench.names import LONGEST


class NamedValueSchema(FacetSchema):
    """A value, and the search that a click on it leads to."""

    url = fields.String(
        required=True, metadata={"description": "The search with it, or without it if it is set."}
    )


class NamesSchema(Schema):
    """The values whose name has a part."""

    facet = fields.String(required=True)
    find = fields.String(required=True)
    complete = fields.Boolean(required=True)
    size = fields.Integer(
        required=True, metadata={"description": "How many values there are, listed or not."}
    )
    values = fields.List(fields.Nested(NamedValueSchema), required=True)


class NamesParameters(SearchParameters):
    """What a look-up takes: a part of the name, and the search to count over."""

    find = fields.String(metadata={"description": f"A part of the name, at most {LONGEST} characters."})
