"""The shapes of figures, and their parameters."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from indexer.indicators import indicators
from indexer.model import Form
from webui.labels import labels
from webui.schemas.search import SearchParameters
from webui.view.numbers import known_checks
from webui.workbench.selection_figures import ANY


class FiguresParameters(SearchParameters):
    """The filters of a search choose the reports; one agency alone is answered with its years."""

    indicator = fields.String(
        validate=validate.OneOf(list(indicators())), metadata={"description": "With the reports behind it."}
    )
    bin = fields.Integer(metadata={"description": "The bar of its histogram to list, from 0."})
    form = fields.String(
        validate=validate.OneOf([form.value for form in Form]),
        metadata={"description": "Only reports of this form are listed."},
    )
    scope = fields.String(
        validate=validate.OneOf(list(labels("scope"))),
        metadata={"description": "Only reports that speak for the agency, its territory, or its office."},
    )
    check = fields.String(
        validate=validate.OneOf([ANY, *known_checks()]),
        metadata={"description": "Lists the reports in which this check fails."},
    )


class ReportColumnSchema(Schema):
    """A report, or a year without one."""

    year = fields.Integer(required=True, allow_none=True)
    report = fields.String(required=True, allow_none=True)
    form = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    year_conflict = fields.Boolean(required=True)


class YearFigureSchema(Schema):
    """One figure of one column; value null: state says why."""

    state = fields.String(
        required=True,
        metadata={"description": "value, prose, blank, no_row, no_table, other_form or no_report"},
    )
    value = fields.Float(required=True, allow_none=True)
    printed = fields.String(required=True, allow_none=True)
    figure = fields.String(required=True, allow_none=True)
    doubtful = fields.Boolean(
        required=True, metadata={"description": "A sum that it stands in does not hold."}
    )
    url = fields.String(required=True, allow_none=True)


class SeriesSchema(Schema):
    """One figure over the columns."""

    group = fields.String(required=True)
    name = fields.String(required=True)
    label = fields.String(required=True)
    figures = fields.List(fields.Nested(YearFigureSchema), required=True)


class RateSchema(Schema):
    """An indicator of one report; value null: reason says why."""

    value = fields.Float(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class DerivedSchema(Schema):
    """An indicator over the columns that have a report."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    formula = fields.String(required=True)
    values = fields.List(fields.Nested(RateSchema), required=True)


class FailedSumSchema(Schema):
    """A rule that does not hold in a report."""

    report = fields.String(required=True)
    check = fields.String(required=True)
    rule = fields.String(required=True)
    level = fields.String(required=True)
    sums = fields.List(fields.String(), required=True)
    figures = fields.List(fields.String(), required=True)
    url = fields.String(required=True)


class AgencyFiguresSchema(Schema):
    """One agency over the years."""

    agency = fields.String(required=True)
    columns = fields.List(fields.Nested(ReportColumnSchema), required=True)
    series = fields.List(fields.Nested(SeriesSchema), required=True)
    indicators = fields.List(fields.Nested(DerivedSchema), required=True)
    failed = fields.List(fields.Nested(FailedSumSchema), required=True)
    left_out = fields.Integer(required=True, metadata={"description": "Older reports that are not here."})


class SpreadSchema(Schema):
    """Numbers, summed up; quartiles between two values are interpolated."""

    n = fields.Integer(required=True)
    least = fields.Float(required=True)
    lower = fields.Float(required=True)
    median = fields.Float(required=True)
    upper = fields.Float(required=True)
    most = fields.Float(required=True)


class HistogramBinSchema(Schema):
    """One bar: low is in it, high is not, but for the last; null: without an end."""

    low = fields.Float(required=True)
    high = fields.Float(required=True, allow_none=True)
    reports = fields.Integer(required=True)


class IndicatorYearSchema(Schema):
    """The reports of one year that follow one form."""

    form = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "null: without tables, or whatever form where the indicator needs no table"},
    )
    year = fields.Integer(required=True)
    of = fields.Integer(required=True)
    spread = fields.Nested(SpreadSchema, required=True, allow_none=True)


class IndicatorSchema(Schema):
    """One indicator over a selection: n of ``of`` reports could be assessed."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    formula = fields.String(required=True)
    note = fields.String(required=True)
    of = fields.Integer(required=True)
    spread = fields.Nested(SpreadSchema, required=True, allow_none=True)
    zeros = fields.Integer(required=True)
    not_assessable = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    bins = fields.List(fields.Nested(HistogramBinSchema), required=True)
    years = fields.List(fields.Nested(IndicatorYearSchema), required=True)


class IndicatorRowSchema(Schema):
    """A report behind an indicator; place null: not ranked."""

    report = fields.String(required=True)
    agency = fields.String(required=True, allow_none=True)
    year = fields.Integer(required=True, allow_none=True)
    level = fields.String(required=True, allow_none=True)
    form = fields.String(required=True, allow_none=True)
    scope = fields.String(required=True, allow_none=True)
    value = fields.Float(required=True)
    part = fields.Float(required=True)
    base = fields.Float(required=True, allow_none=True)
    place = fields.Integer(required=True, allow_none=True)
    url = fields.String(required=True)


class CheckCountSchema(Schema):
    """A check, with the number of reports in which it fails."""

    check = fields.String(required=True)
    rule = fields.String(required=True)
    reports = fields.Integer(required=True)


class FiguresSchema(Schema):
    """The figures of an agency, or of a selection."""

    complete = fields.Boolean(required=True)
    found = fields.Integer(required=True)
    read = fields.Integer(required=True)
    agency = fields.Nested(AgencyFiguresSchema, required=True, allow_none=True)
    indicators = fields.List(fields.Nested(IndicatorSchema), required=True)
    rows = fields.List(fields.Nested(IndicatorRowSchema), required=True)
    total_rows = fields.Integer(required=True)
    ranked = fields.Boolean(required=True)
    checks = fields.List(fields.Nested(CheckCountSchema), required=True)
    failed = fields.List(fields.Nested(FailedSumSchema), required=True)
