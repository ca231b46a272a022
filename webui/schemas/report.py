"""The shape of a report."""

from __future__ import annotations

from marshmallow import Schema, fields


def _number(*, required: bool = False) -> fields.Raw:
    """A number as it is: a whole one stays whole, which a float field would not do."""
    return fields.Raw(required=required, allow_none=True, metadata={"type": "number", "nullable": True})


class EvidenceSchema(Schema):
    """The words that state a fact."""

    rule = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    text = fields.String(required=True)


class ReportSectionSchema(Schema):
    """One section of a report."""

    kind = fields.String(required=True)
    title = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class CheckSchema(Schema):
    """One arithmetic rule; ok is null where a figure that it needs is missing."""

    id = fields.String(required=True)
    ok = fields.Boolean(required=True, allow_none=True)
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """Something that could not be read, or is not trusted."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class TextsSchema(Schema):
    """The texts: every start and end of the object counts characters of the original."""

    original = fields.String(required=True)
    normalised = fields.String(required=True)


class ReportSchema(Schema):
    """A report: what ``gongkai extract`` prints of it, and its texts. Unknown is null."""

    source = fields.String(required=True)
    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    agency = fields.String(required=True, allow_none=True)
    department = fields.String(required=True, allow_none=True)
    level = fields.String(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True)
    county = fields.String(required=True, allow_none=True)
    division_code = fields.String(required=True, allow_none=True)
    year = fields.Integer(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True)
    form = fields.String(required=True, allow_none=True)
    requests = fields.Integer(required=True, allow_none=True)
    requests_min = fields.Integer(required=True, allow_none=True)
    requests_max = fields.Integer(required=True, allow_none=True)
    fee_status = fields.String(required=True, allow_none=True)
    fee_amount_yuan = _number(required=True)
    sections = fields.List(fields.Nested(ReportSectionSchema), required=True)
    figures = fields.Dict(keys=fields.String(), values=_number(), required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)
    evidence = fields.Dict(keys=fields.String(), values=fields.Nested(EvidenceSchema), required=True)
    problems = fields.List(fields.Nested(ProblemSchema), required=True)
    error = fields.String(required=True, allow_none=True)
    texts = fields.Nested(TextsSchema, required=True)
