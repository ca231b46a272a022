"""What is known of a report, each value with the words that support it, or a plain word that nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.model import Evidence, Facet, FeeStatus, Report
from indexer.query import NOT_STATED
from webui.view.anchors import evidence_anchor
from webui.view.problems import doubts
from webui.view.requests import FACETS, requests_said
from webui.wording import N_, Voice


class Sign(StrEnum):
    """How sure a value is; each has its own sign and wording on every page."""

    STATED = "stated"
    DERIVED = "derived"
    UNCLEAR = "unclear"
    NOT_STATED = "not_stated"


SIGNS = {
    Sign.STATED: (N_("stated"), N_("The report says so, in the words quoted.")),
    Sign.DERIVED: (
        N_("derived"),
        N_("Follows from the words quoted, by the official list of places and bodies."),
    ),
    Sign.UNCLEAR: (
        N_("cannot be told"),
        N_("The report speaks of it, but its words do not settle the value."),
    ),
    Sign.NOT_STATED: (N_("not stated"), N_("The report does not say. This is not zero.")),
}
"""Name and explanation of each sign."""


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact."""

    label: str
    value: str
    sign: Sign
    sign_name: str
    quote: str
    """The words of the original that support it; empty for none, or where the fact above has the same."""
    place: str
    """Row and column of the table that the words stand in; empty for prose."""
    anchor: str
    """Where they stand in the text."""
    rule: str
    """Name of the rule that found them."""
    secondary: bool
    """Whether it is folded away at first."""
    doubts: tuple[str, ...]
    """Why it is to be checked against the source."""


_ALWAYS = {
    "agency": N_("Agency"),
    "level": N_("Level"),
    "region": N_("Region"),
    "department": N_("Department"),
    "year": N_("Reporting year"),
    "published": N_("Published"),
    "requests": N_("Requests received"),
    "fee_status": N_("Fees for requests"),
}
_WHERE_STATED = {
    "fee_amount_yuan": N_("Fee charged"),
    "fee_notices": N_("Fee notices issued"),
    "fee_notified_yuan": N_("Fees notified"),
    "spending_yuan": N_("Spending on disclosure (not a fee)"),
    "requests_prose": N_("Requests, by the prose"),
    "requests_carried_in": N_("Requests from the year before"),
    "requests_closed": N_("Requests concluded"),
    "requests_carried_out": N_("Requests carried to the next year"),
    "division_code": N_("Division code"),
}
_YUAN = ("fee_amount_yuan", "fee_notified_yuan", "spending_yuan")
_FOLLOWS_FROM_NAME = ("level", "province", "city", "county", "department", "division_code")


def facts(report: Report, voice: Voice) -> Iterator[FactView]:
    """The facts in the order of the column."""
    quoted: Evidence | None = None
    for name, label in _ALWAYS.items():
        fact = _fact(name, voice.gettext(label), report, voice)
        evidence = _facet(name, report).evidence
        # The same words again would hide those that differ; the sign still leads to them.
        yield replace(fact, quote="", place="") if evidence and evidence == quoted else fact
        quoted = evidence or quoted
    for name, label in _WHERE_STATED.items():
        if report.facet(name).value is not None:
            yield _fact(name, voice.gettext(label), report, voice, secondary=True)


def _fact(name: str, label: str, report: Report, voice: Voice, *, secondary: bool = False) -> FactView:
    facet = _facet(name, report)
    sign = _sign(facet)
    evidence = facet.evidence
    return FactView(
        label,
        _value(name, facet, report, voice) if facet.value is not None else voice.gettext("not stated"),
        sign,
        voice.gettext(SIGNS[sign][0]),
        shortened(evidence.text) if evidence else "",
        _cell_name(report, evidence) if evidence else "",
        evidence_anchor(facet.name) if evidence else "",
        evidence.rule if evidence else "",
        secondary,
        doubts(report, name, voice),
    )


def _facet(name: str, report: Report) -> Facet:
    if name == "requests":
        stated = (report.facet(one) for one in FACETS)
        return next((facet for facet in stated if facet.value is not None), Facet(name, None))
    return _region(report) if name == "region" else report.facet(name)


def _region(report: Report) -> Facet:
    """Province, city and county as one value, with the evidence of the smallest."""
    places = [report.facet(name) for name in ("province", "city", "county")]
    stated = [place for place in places if place.value]
    if not stated:
        return Facet("province", None)
    names = dict.fromkeys(str(place.value) for place in stated)
    return Facet(stated[-1].name, " ".join(names), "", stated[-1].evidence)


def _sign(facet: Facet) -> Sign:
    if facet.value is None or facet.value == NOT_STATED:
        return Sign.NOT_STATED
    if facet.value == FeeStatus.UNCLEAR:
        return Sign.UNCLEAR
    derived = facet.name in _FOLLOWS_FROM_NAME or (
        facet.name == "agency" and facet.evidence is not None and str(facet.value) not in facet.evidence.text
    )
    return Sign.DERIVED if derived else Sign.STATED


def _value(name: str, facet: Facet, report: Report, voice: Voice) -> str:
    value = facet.value
    if name == "requests":
        return requests_said(report, voice)
    if name in ("level", "department"):
        return voice.label(name, str(value))
    if name == "fee_status":
        return voice.label("fee", str(value))
    if isinstance(value, int | float) and not isinstance(value, bool) and name != "year":
        number = voice.number(value)
        return voice.gettext("%(number)s yuan", number=number) if name in _YUAN else number
    return str(value)


def _cell_name(report: Report, evidence: Evidence) -> str:
    """Where in a table the words stand: a number alone would quote nothing."""
    for table in report.tables:
        for row in table.rows:
            for column, cell in enumerate(row.values):
                if cell.span == evidence.span:
                    label = row.label.text if row.label else row.group
                    head = table.columns[column] if column < len(table.columns) else ""
                    return " · ".join(" ".join(name.split()) for name in (label, head) if name)
    return ""


def shortened(words: str, most: int = 60) -> str:
    """A quotation on one line, cut in the middle where it is long."""
    text = " ".join(words.split())
    return text if len(text) <= most else f"{text[: most - 20]} … {text[-18:]}"
