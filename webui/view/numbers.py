"""How numbers, shares and failed sums are said on the pages about figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from indexer.model import Form
from webui.address import report_address
from webui.view import headline
from webui.view.anchors import figure_anchor
from webui.wording import N_, Voice
from webui.workbench.printed import FailedSum, PrintedRow

_LEVELS = {
    "C20": N_("text against table"),
    "error": N_("sum does not hold"),
    "warning": N_("does not follow from the year before"),
    "info": N_("percentage does not follow"),
}


@dataclass(frozen=True, slots=True)
class CheckName:
    """A check, and what it says."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FailedSumView:
    """A sum that does not hold, beside the rows as printed."""

    check: CheckName
    kind: str
    """What has failed, in a few words."""
    level: str
    details: tuple[str, ...]
    """The sums, written out."""
    agency: str
    year: str
    url: str
    """Its place in the report."""
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    more: str
    """What is not shown of the rows; empty where all are."""


def number(value: float, voice: Voice) -> str:
    """A number without a fraction that is none.

    >>> from webui.wording import voice
    >>> number(1200.0, voice("en")) == "1\\u2009200"
    True
    """
    return voice.number(int(value) if float(value).is_integer() else round(value, 2))


def share(value: float) -> str:
    """A share as a percentage with one decimal.

    >>> share(0.3416), share(1.0), share(0.0)
    ('34.2%', '100%', '0%')
    """
    text = f"{100 * value:.1f}"
    return f"{text.removesuffix('.0')}%"


def form_label(form: Form | None, voice: Voice) -> str:
    """What a statutory form is called."""
    return voice.label("form", form.value) if form else voice.gettext("no table")


@cache
def _checks() -> Mapping[str, Mapping[str, str]]:
    names: Mapping[str, Mapping[str, str]] = tomllib.loads(
        resources.files(__package__).joinpath("checks.toml").read_text(encoding="utf-8")
    )
    return names


def known_checks() -> tuple[str, ...]:
    """The id of every check."""
    return tuple(_checks())


def check_name(check: str, voice: Voice) -> CheckName:
    """A check with what it says."""
    names = _checks().get(check, {})
    return CheckName(check, names.get(voice.locale, ""))


def failed_sum(one: FailedSum, voice: Voice) -> FailedSumView:
    """A sum that does not hold."""
    check, report = one.checks[0], one.report
    level = "C20" if check.id == "C20" else check.level
    anchor = f"c-{one.figure}" if one.figure else ""
    if not anchor and check.figures:
        anchor = figure_anchor(check.figures[0].removesuffix("@previous"))
    return FailedSumView(
        check=check_name(check.id, voice),
        kind=voice.gettext(_LEVELS[level]),
        level=check.level,
        details=tuple(each.detail for each in one.checks),
        agency=headline.agency(report, voice),
        year=headline.year(report, voice),
        url=report_address(report.id, anchor=anchor),
        columns=one.columns,
        rows=one.rows,
        more=voice.ngettext(
            "%(num)s row that adds nothing is not shown.",
            "%(num)s rows that add nothing are not shown.",
            one.left_out,
        )
        if one.left_out
        else "",
    )
