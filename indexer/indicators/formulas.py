"""The indicators and the series, as their data files define them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from indexer.facts.figures import summed_figures
from indexer.indicators.stated import STATED
from indexer.model import Form


class Kind(StrEnum):
    """What the value of an indicator is."""

    RATE = "rate"
    """One number out of another."""
    COUNT = "count"
    """A number as printed."""
    ZERO = "zero"
    """Whether a number is 0."""


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called in both languages."""

    zh: str
    en: str

    def said(self, locale: str) -> str:
        """The name in the reader's language."""
        return self.zh if locale.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures added up; those in ``minus`` are subtracted."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """Every figure in it."""
        return (*self.plus, *self.minus)

    def __str__(self) -> str:
        written = " + ".join(self.plus) + "".join(f" − {name}" for name in self.minus)
        return f"({written})" if len(self.figures) > 1 else written


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its formula, the forms that it holds for, and what to mind when quoting it."""

    name: str
    label: Name
    note: Name
    kind: Kind
    numerator: Sum
    denominator: Sum | None
    forms: frozenset[Form]
    open: bool
    """Whether it can exceed 1."""
    without_scope: str | None
    """Reports of this scope are left out."""
    written: str
    """The formula where the figures alone do not say it."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Every figure that it needs."""
        return (*self.numerator.figures, *(self.denominator.figures if self.denominator else ()))

    @property
    def of_tables(self) -> bool:
        """Whether it is computed from tables, which every form has printed otherwise."""
        return STATED.keys().isdisjoint(self.figures)

    @property
    def formula(self) -> str:
        """The formula in the machine names of the figures.

        >>> indicators()["organisations_share"].formula
        '(rq_new_total − rq_new_natural) / rq_new_total'
        """
        if self.written:
            return self.written
        if self.kind is Kind.ZERO:
            return f"{self.numerator} = 0"
        return f"{self.numerator} / {self.denominator}" if self.denominator else str(self.numerator)


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One figure over the years, under whatever name each form has it."""

    name: str
    label: Name
    figures: Mapping[Form, str]
    """A form without an entry does not have it."""


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """Figures that belong together and share a scale."""

    name: str
    label: Name
    rows: tuple[SeriesRow, ...]


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by name, in the order to show them."""
    return MappingProxyType({row["name"]: _indicator(row) for row in _data("indicators.toml")["indicator"]})


def printed_figure(name: str) -> str:
    """The figure itself, or of a sum that the form does not print the first figure in it: where to look.

    >>> printed_figure("rq_denied_total"), printed_figure("rq_granted_total")
    ('rq_denied_state_secret_total', 'rq_granted_total')
    """
    return dict(summed_figures()).get(name, (name,))[0]


@cache
def series() -> tuple[SeriesGroup, ...]:
    """The groups of figures in the order to show them."""
    return tuple(
        SeriesGroup(one["name"], _name(one), tuple(map(_series_row, one["rows"])))
        for one in _data("series.toml")["group"]
    )


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("indexer.indicators").joinpath(name).read_text("utf-8"))


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        name=row["name"],
        label=_name(row),
        note=Name(row["zh_note"], row["en_note"]),
        kind=Kind(row["kind"]),
        numerator=_sum(row["numerator"]),
        denominator=_sum(row["denominator"]) if "denominator" in row else None,
        forms=frozenset(map(Form, row["forms"])),
        open=row.get("open", False),
        without_scope=row.get("without_scope"),
        written=row.get("formula", ""),
    )


def _series_row(row: dict[str, str]) -> SeriesRow:
    figures = dict.fromkeys((Form.Y2019, Form.Y2021), row["current"])
    figures |= {form: row[form] for form in (Form.E1, Form.E2) if form in row}
    return SeriesRow(row["name"], _name(row), MappingProxyType(figures))


def _name(row: dict[str, Any]) -> Name:
    return Name(row["zh"], row["en"])


def _sum(names: list[str]) -> Sum:
    return Sum(
        tuple(name for name in names if not name.startswith("-")),
        tuple(name[1:] for name in names if name.startswith("-")),
    )
