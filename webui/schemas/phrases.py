"""The shapes of a counted phrase list."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from webui.schemas.downloads import FeedParameters
from webui.view.phrase_links import BY
from webui.workbench.phrase_list import MOST


def _value() -> fields.Raw:
    return fields.Raw(required=True, metadata={"oneOf": [{"type": "string"}, {"type": "integer"}]})


class PhraseNumberSchema(Schema):
    """How many reports of one value hold the phrase, and how often."""

    value = _value()
    reports = fields.Integer(required=True)
    occurrences = fields.Integer(required=True)
    url = fields.String(required=True, metadata={"description": "The search that is counted."})


class PhraseSchema(Schema):
    """One phrase. Values whose reports never say it are left out of ``values``."""

    line = fields.Integer(required=True, metadata={"description": "Its line in the list, from 1."})
    phrase = fields.String(required=True)
    searched = fields.String(required=True, metadata={"description": "As it is searched: normalised."})
    reports = fields.Integer(required=True)
    occurrences = fields.Integer(required=True)
    url = fields.String(required=True)
    values = fields.List(fields.Nested(PhraseNumberSchema), required=True)


class PhraseValueSchema(Schema):
    """One value, and how many reports there are of it, with a phrase or without."""

    value = _value()
    label = fields.String(required=True)
    reports = fields.Integer(required=True)


class UncountedSchema(Schema):
    """A line of the list that is not counted."""

    line = fields.Integer(required=True)
    text = fields.String(required=True)
    same_as = fields.Integer(
        required=True, allow_none=True, metadata={"description": "The earlier line that says the same."}
    )
    problem = fields.String(required=True, allow_none=True)


class PhrasesSchema(Schema):
    """A counted list."""

    understood = fields.String(required=True, metadata={"description": "Among which reports it is counted."})
    by = fields.String(required=True, validate=validate.OneOf(BY))
    complete = fields.Boolean(required=True)
    reports = fields.Integer(required=True, metadata={"description": "All of these reports."})
    values = fields.List(fields.Nested(PhraseValueSchema), required=True)
    phrases = fields.List(fields.Nested(PhraseSchema), required=True)
    uncounted = fields.List(fields.Nested(UncountedSchema), required=True)
    empty_lines = fields.Integer(required=True)
    left_out = fields.Integer(required=True, metadata={"description": f"Lines after the first {MOST}."})


class PhrasesParameters(FeedParameters):
    """What a phrase list takes: the list, and the filters of a search."""

    class Meta:
        """A list has no order of its own."""

        exclude = ("page", "size", "sort")

    list = fields.String(
        metadata={"description": f"Exact phrases, one a line, {MOST} at most; the address may have 128 KB."}
    )
    by = fields.String(
        validate=validate.OneOf(BY), load_default=BY[0], metadata={"description": "What to count by:"}
    )
