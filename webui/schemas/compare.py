"""The shape of a comparison, and its parameters."""

from __future__ import annotations

from marshmallow import Schema, fields

from webui.schemas.search import SearchParameters


class CompareParameters(SearchParameters):
    """What to compare: the filters of a search choose agencies and years, section what of their reports."""

    report = fields.List(
        fields.String(),
        metadata={"description": "Two: these reports side by side. More, or one: the agencies of these."},
    )


class StatementSchema(Schema):
    """One statement; text is exactly what stands from start to end of the original."""

    role = fields.String(required=True, metadata={"description": "problem, remedy or neither"})
    marker = fields.String(required=True)
    text = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    shared = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": "Other reports with the same sentences, numbers aside; null without a role."
        },
    )
    url = fields.String(required=True)


class ComparedReportSchema(Schema):
    """What one report states in the section that is compared."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    agency = fields.String(required=True, allow_none=True)
    year = fields.Integer(required=True, allow_none=True)
    url = fields.String(required=True)
    sha256 = fields.String(required=True)
    has_section = fields.Boolean(required=True)
    statements = fields.List(fields.Nested(StatementSchema), required=True)


class CompareCellSchema(Schema):
    """One agency and year; without reports where the corpus has none. Year null: not stated."""

    year = fields.Integer(required=True, allow_none=True)
    reports = fields.List(fields.Nested(ComparedReportSchema), required=True)


class CompareRowSchema(Schema):
    """One agency: a cell for each year."""

    agency = fields.String(required=True)
    cells = fields.List(fields.Nested(CompareCellSchema), required=True)


class PairSideSchema(Schema):
    """A statement; changed are the places in its text that the other report has otherwise, or has not."""

    role = fields.String(required=True)
    text = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    changed = fields.List(fields.List(fields.Integer()), required=True)


class PairRowSchema(Schema):
    """What stands side by side; null where the other report has nothing like it."""

    same = fields.Boolean(required=True)
    left = fields.Nested(PairSideSchema, required=True, allow_none=True)
    right = fields.Nested(PairSideSchema, required=True, allow_none=True)


class PairSchema(Schema):
    """Two reports side by side; bounded: something was too long to be compared closely."""

    left = fields.Nested(ComparedReportSchema, required=True)
    right = fields.Nested(ComparedReportSchema, required=True)
    rows = fields.List(fields.Nested(PairRowSchema), required=True)
    bounded = fields.Boolean(required=True)


class CompareSchema(Schema):
    """A comparison: agencies down, years across; or a pair where two reports are named."""

    section = fields.String(required=True)
    complete = fields.Boolean(required=True)
    total_agencies = fields.Integer(required=True)
    years = fields.List(fields.Integer(allow_none=True), required=True)
    earlier_years = fields.Integer(required=True)
    agencies = fields.List(fields.Nested(CompareRowSchema), required=True)
    pair = fields.Nested(PairSchema, required=True, allow_none=True)
    next = fields.String(required=True, allow_none=True)
