"""Indicators derived from the figures: what each report discloses, refuses, carries over and loses."""

from __future__ import annotations

from indexer.indicators.assess import Assessed, Reason, Selection, assess, select
from indexer.indicators.formulas import (
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
from indexer.indicators.stated import FACTS, REPEATED_SHARE, STATED, read_stated

__all__ = [
    "FACTS",
    "REPEATED_SHARE",
    "STATED",
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
    "read_stated",
    "select",
    "series",
]
