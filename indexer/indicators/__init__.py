"""Indicators derived from the figures: what each report discloses, refuses, carries over and loses."""

from __future__ import annotations

from indexer.indicators.assess import Assessed, Reason, Selection, assess, select
from indexer.indicators.formulas import (
    REQUESTS,
    Indicator,
    Kind,
    Name,
    SeriesGroup,
    SeriesRow,
    Sum,
    indicators,
    printed_figure,
    series,
)

__all__ = [
    "REQUESTS",
    "Assessed",
    "Indicator",
    "Kind",
    "Name",
    "Reason",
    "Selection",
    "SeriesGroup",
    "SeriesRow",
    "Sum",
    "assess",
    "indicators",
    "printed_figure",
    "select",
    "series",
]
