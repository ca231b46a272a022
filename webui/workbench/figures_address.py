"""What the address of the figures asks for, and the address of what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.indicators import indicators
from indexer.model import Form
from indexer.query import Filter
from webui.address import join, pairs
from webui.labels import labels
from webui.language import Segment, Typed
from webui.language.fields import unknown_value
from webui.language.misread import MisreadError
from webui.parameters import Asked, Parameters, read_parameters
from webui.workbench.distribution import bin_edges
from webui.workbench.selection_figures import ANY, FiguresAsked

FIGURES = "/figures"
OWN = ("indicator", "bin", "form", "scope", "check")
"""Parameters that only the figures know."""


def read_figures(given: Parameters, segment: Segment, checks: Sequence[str]) -> FiguresAsked:
    """What the parameters ask for, or an error that names the parameter.

    >>> read_figures({"indicator": ["denied_rate"], "level": ["county"]}, str.split, ()).indicator
    'denied_rate'
    """
    asked = read_parameters({name: given[name] for name in given if name not in OWN}, segment)
    indicator = one_of(given, "indicator", tuple(indicators()))
    return FiguresAsked(
        asked,
        indicator,
        _bin(given, indicator),
        Form(form) if (form := one_of(given, "form", tuple(Form))) else None,
        one_of(given, "scope", tuple(labels("scope"))),
        one_of(given, "check", (ANY, *checks)),
    )


def figures_address(wanted: FiguresAsked, path: str = FIGURES) -> str:
    """The address of a page of figures."""
    more = [
        ("indicator", wanted.indicator),
        ("bin", "" if wanted.bin is None else str(wanted.bin)),
        ("form", wanted.form.value if wanted.form else ""),
        ("scope", wanted.scope),
        ("check", wanted.check),
    ]
    return join(path, [*pairs(wanted.asked), *(pair for pair in more if pair[1])])


def figures_of_agency(agency: str, path: str = FIGURES) -> str:
    """The address of one agency's figures."""
    return join(path, [("agency", agency)])


def search_of_agency(agency: str) -> Asked:
    """The search for the reports of one agency."""
    return Asked(chosen=Typed(filters=(Filter("agency", (agency,)),)))


def one_of(given: Parameters, name: str, known: Sequence[str]) -> str:
    """The value of a parameter, one of those known; empty where it is not given."""
    values = [value for value in given.get(name, ()) if value]
    if len(values) > 1:
        raise MisreadError("repeated_parameter", field=name, name=name)
    if not values:
        return ""
    if values[0] not in known:
        raise unknown_value(name, values[0], known)
    return values[0]


def _bin(given: Parameters, indicator: str) -> int | None:
    bins = len(bin_edges(indicators()[indicator])) if indicator else 0
    value = one_of(given, "bin", tuple(map(str, range(bins)))) if bins else ""
    return int(value) if value else None
