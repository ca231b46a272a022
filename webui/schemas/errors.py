"""The shape of an error."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import Schema, fields


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """One error."""

    code: str
    message: str
    field: str | None
    column: int | None
    hint: str


class ErrorBodySchema(Schema):
    """What went wrong, where, and what to do."""

    code = fields.String(required=True)
    message = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    column = fields.Integer(required=True, allow_none=True)
    hint = fields.String(required=True)


class ErrorsSchema(Schema):
    """The body of every answer that is not a success."""

    error = fields.Nested(ErrorBodySchema, required=True)
