"""The shapes of a search: what it takes, and what it answers."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from indexer.model import FeeStatus, Level, SectionKind
from indexer.query import Sort
from webui.parameters import DEFAULT_SIZE, MAX_PAGE, MAX_SIZE
from webui.wording import LOCALES


class QuerySchema(Schema):
    """The search, and how it was read."""

    text = fields.String(required=True)
    understood = fields.String(required=True)


class TotalSchema(Schema):
    """Totals over all reports."""

    reports = fields.Integer(required=True)
    sections = fields.Integer(required=True)
    occurrences = fields.Integer(required=True)


class SnippetSchema(Schema):
    """A passage in the original wording."""

    text = fields.String(required=True)
    marks = fields.List(
        fields.List(fields.Integer(), validate=validate.Length(equal=2)),
        required=True,
        metadata={"description": "Places in text, [start, end)."},
    )
    start = fields.Integer(required=True, metadata={"description": "Place in the original text."})
    end = fields.Integer(required=True)


class SectionSchema(Schema):
    """A section that matches."""

    kind = fields.String(required=True, validate=validate.OneOf(list(SectionKind)))
    title = fields.String(required=True)
    url = fields.String(required=True)
    source_url = fields.String(required=True, allow_none=True)
    occurrences = fields.Integer(required=True)
    snippets = fields.List(fields.Nested(SnippetSchema), required=True)


class HitSchema(Schema):
    """A report that matches."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    agency = fields.String(required=True, allow_none=True)
    year = fields.Integer(required=True, allow_none=True)
    level = fields.String(required=True, allow_none=True, validate=validate.OneOf([*Level, None]))
    requests = fields.Integer(required=True, allow_none=True)
    fee_status = fields.String(required=True, allow_none=True, validate=validate.OneOf([*FeeStatus, None]))
    url = fields.String(required=True)
    sections = fields.List(fields.Nested(SectionSchema), required=True)


class FacetSchema(Schema):
    """One value of a facet, with the number of reports that have it."""

    value = fields.Raw(required=True, metadata={"oneOf": [{"type": "string"}, {"type": "integer"}]})
    label = fields.String(required=True)
    count = fields.Integer(required=True)
    selected = fields.Boolean(required=True, metadata={"description": "The search filters by it."})
    excluded = fields.Boolean(required=True, metadata={"description": "The search leaves it out."})


class SearchSchema(Schema):
    """The answer to a search."""

    query = fields.Nested(QuerySchema, required=True)
    complete = fields.Boolean(required=True)
    total = fields.Nested(TotalSchema, required=True)
    hits = fields.List(fields.Nested(HitSchema), required=True)
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetSchema)), required=True)
    facet_sizes = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "How many values each facet has among these reports, listed or not."},
    )
    next = fields.String(required=True, allow_none=True)


def _several(description: str) -> fields.Field[list[str | None]]:
    return fields.List(fields.String(), metadata={"description": f"{description} Repeat for alternatives."})


def _excluded(facet: str) -> fields.Field[list[str | None]]:
    return _several(f"Like {facet}, but leaves these reports out.")


class SearchParameters(Schema):
    """What a search takes. Only described here: ``webui.parameters`` reads it for pages and programs."""

    q = fields.String(metadata={"description": "The search, in the query language. Empty: every report."})
    page = fields.Integer(
        validate=validate.Range(1, MAX_PAGE),
        load_default=1,
        metadata={"description": "Page of the hits, from 1."},
    )
    size = fields.Integer(
        validate=validate.Range(1, MAX_SIZE),
        load_default=DEFAULT_SIZE,
        metadata={"description": f"Hits on a page, {MAX_SIZE} at most."},
    )
    sort = fields.String(
        validate=validate.OneOf(list(Sort)),
        load_default=Sort.RELEVANCE,
        metadata={"description": "Order of the hits:"},
    )
    year = _several("Reporting year, or a range: 2019..2021.")
    year_min = fields.Integer(metadata={"description": "First year."})
    year_max = fields.Integer(metadata={"description": "Last year."})
    level = _several(f"Level of the agency: {', '.join(Level)}.")
    region = _several("A place with those that it is in: 辽宁省, 辽宁省/抚顺市.")
    province = _several("Full name of the province.")
    city = _several("Full name of the city.")
    county = _several("Full name of the county.")
    agency = _several("Full name of the agency.")
    department = _several("Kind of department.")
    requests = _several("Requests received: a number, a range like 1..9, or not_stated.")
    requests_min = fields.Integer(metadata={"description": "Fewest requests."})
    requests_max = fields.Integer(metadata={"description": "Most requests."})
    fee = _several(f"Fee status: {', '.join(FeeStatus)}.")
    reuse = _several("How much of the problems section repeats the agency's report of the year before.")
    section = _several("Kinds of section to search in.")
    flag = _several("Flags of a report, like figures_conflict.")
    not_year = _excluded("year")
    not_level = _excluded("level")
    not_region = _excluded("region")
    not_province = _excluded("province")
    not_city = _excluded("city")
    not_county = _excluded("county")
    not_agency = _excluded("agency")
    not_department = _excluded("department")
    not_requests = _excluded("requests")
    not_fee = _excluded("fee")
    not_reuse = _excluded("reuse")
    not_flag = _excluded("flag")
    lang = fields.String(
        validate=validate.OneOf(LOCALES), metadata={"description": "Language of labels and messages."}
    )
