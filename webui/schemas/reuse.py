"""The shapes of who else wrote a passage."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from webui.wording import LOCALES
from webui.workbench.passage import LONGEST, SHORTEST
from webui.workbench.reuse_list import SHOWN


class ReuseParameters(Schema):
    """What it takes: a passage as text, or report, start and end. Only described here."""

    text = fields.String(
        metadata={"description": f"The passage: {SHORTEST} to {LONGEST} characters. Or the next three:"}
    )
    report = fields.String(metadata={"description": "The report that it stands in."})
    start = fields.Integer(
        validate=validate.Range(min=0), metadata={"description": "First character in the original text."}
    )
    end = fields.Integer(
        validate=validate.Range(min=1), metadata={"description": "The character after the last one."}
    )
    year = fields.String(metadata={"description": "Only reports of this year, or not_stated."})
    province = fields.String(metadata={"description": "Only reports of this province, or not_stated."})
    page = fields.Integer(
        validate=validate.Range(min=1),
        load_default=1,
        metadata={"description": f"Page of the list, {SHOWN} reports each."},
    )
    lang = fields.String(validate=validate.OneOf(LOCALES), metadata={"description": "Language of messages."})


class PassageSchema(Schema):
    """The passage that was looked for."""

    text = fields.String(required=True, metadata={"description": "In its original wording."})
    searched = fields.String(required=True, metadata={"description": "As it was looked for."})
    report = fields.String(required=True, allow_none=True)
    start = fields.Integer(required=True, allow_none=True)
    end = fields.Integer(required=True, allow_none=True)


class ReuseTotalSchema(Schema):
    """How many other reports have it."""

    reports = fields.Integer(required=True)
    verbatim = fields.Integer(required=True, metadata={"description": "Word for word, in any section."})
    near = fields.Integer(
        required=True, metadata={"description": "Nearly, in the sections on problems and improvements."}
    )
    agencies = fields.Integer(required=True, metadata={"description": "Other agencies among them."})


class YearCountSchema(Schema):
    """Reports of one year; null where they state none."""

    year = fields.Integer(required=True, allow_none=True)
    reports = fields.Integer(required=True)


class PlaceCountSchema(Schema):
    """Reports of one province; null where they state none."""

    province = fields.String(required=True, allow_none=True)
    reports = fields.Integer(required=True)


class UseSchema(Schema):
    """One report that has the passage."""

    id = fields.String(required=True)
    agency = fields.String(required=True, allow_none=True)
    year = fields.Integer(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True)
    likeness = fields.String(required=True, validate=validate.OneOf(["verbatim", "near"]))
    share = fields.Float(
        required=True,
        metadata={"description": "Of the shorter sentence's characters so many the other has, in order."},
    )
    same_agency = fields.Boolean(required=True)
    section = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    start = fields.Integer(required=True, allow_none=True)
    end = fields.Integer(required=True, allow_none=True)
    url = fields.String(required=True)


class ReuseSchema(Schema):
    """Who else wrote a passage."""

    passage = fields.Nested(PassageSchema, required=True)
    complete = fields.Boolean(required=True)
    total = fields.Nested(ReuseTotalSchema, required=True)
    statutory = fields.Boolean(
        required=True, metadata={"description": "Words of the law or of the official form."}
    )
    common = fields.Boolean(
        required=True, metadata={"description": "One agency in fifty, and ten at least, use it."}
    )
    compared = fields.Boolean(
        required=True, metadata={"description": "Whether it was looked for nearly, not only word for word."}
    )
    years = fields.List(fields.Nested(YearCountSchema), required=True)
    provinces = fields.List(fields.Nested(PlaceCountSchema), required=True)
    uses = fields.List(
        fields.Nested(UseSchema),
        required=True,
        metadata={"description": "Word for word first, then nearly; each the oldest first."},
    )
    next = fields.String(required=True, allow_none=True)
