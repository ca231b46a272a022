"""The shape of the coverage, and its parameters."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from webui.schemas.search import SearchParameters
from webui.workbench.coverage import By, Presence


class CoverageParameters(SearchParameters):
    """The filters of a search choose the reports."""

    by = fields.String(
        validate=validate.OneOf(list(By)),
        load_default=By.PROVINCE,
        metadata={"description": "What the rows are:"},
    )
    gaps = fields.String(
        validate=validate.OneOf(["1"]), metadata={"description": "Only agencies with missing years."}
    )


class CoverageCellSchema(Schema):
    """One row and year."""

    year = fields.Integer(required=True)
    reports = fields.Integer(required=True)
    presence = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf([*Presence, None]),
        metadata={"description": "For agencies: here, between two of its years, or outside them."},
    )
    ids = fields.List(fields.String(), required=True)


class CoverageRowSchema(Schema):
    """A place or an agency; name null: not stated."""

    name = fields.String(required=True, allow_none=True)
    reports = fields.Integer(required=True)
    agencies = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    cells = fields.List(fields.Nested(CoverageCellSchema), required=True)


class CoverageSchema(Schema):
    """What is here, by place or agency, and year."""

    complete = fields.Boolean(required=True)
    by = fields.String(required=True, validate=validate.OneOf(list(By)))
    years = fields.List(fields.Integer(), required=True)
    reports = fields.Integer(required=True)
    earlier = fields.Integer(required=True, metadata={"description": "Reports before the first year."})
    missing = fields.Integer(required=True, metadata={"description": "Years between two of an agency."})
    duplicates = fields.Integer(required=True)
    total_rows = fields.Integer(required=True)
    rows = fields.List(fields.Nested(CoverageRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)
