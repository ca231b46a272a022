"""The facets of a report, put together from what the other rules found, flags last.

A facet without a value is kept: "the report does not state it" is an answer that readers filter by.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from indexer.facts.agency import AgencyFacts
from indexer.facts.fees import Fees
from indexer.facts.period import FoundYear
from indexer.facts.published import FoundPublication
from indexer.facts.requests import RequestNumbers
from indexer.facts.requests_choice import Amount
from indexer.model import Check, Evidence, Facet, FacetValue, FeeStatus, Normalised, Original, Problem
from indexer.read.hosts import suspect_hosts
from indexer.text.evidence import quote_original

_DAMAGE = {"mend_gbk_slip", "strip_pinyin"}
_TABLES_LOST = {"tables_missing", "table_missing"}


@cache
def _labels() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("indexer.data").joinpath("facets.toml").read_text("utf-8"))


def label_of(facet: str, value: str, language: str = "zh") -> str:
    """What a value is called; empty for names, numbers and unknown values.

    >>> label_of("level", "county"), label_of("fee", "none", "en")
    ('县级', 'None charged')
    """
    return _labels().get(facet, {}).get(value, {}).get(language, "")


def year_facet(years: Sequence[FoundYear]) -> Facet:
    """The year by its best source."""
    return Facet("year", years[0].value, "", years[0].evidence) if years else Facet("year", None)


def published_facet(found: FoundPublication) -> Facet:
    """The day of publication as 2019-03-29."""
    return _facet("published", found.value.isoformat() if found.value else None, found.evidence)


def request_facets(numbers: RequestNumbers) -> Iterator[Facet]:
    """The number received, its bounds and qualifier, and the numbers beside it where they are stated."""
    received = numbers.received
    evidence = received.evidence if received else None
    yield _facet("requests", received.value if received else None, evidence)
    yield _facet("requests_min", received.low if received else None, evidence)
    yield _facet("requests_max", received.high if received else None, evidence)
    yield _facet("requests_qualifier", received.qualifier if received else None, evidence)
    yield _amount_facet("requests_carried_in", numbers.carried_in)
    yield _amount_facet("requests_closed", numbers.closed)
    yield _amount_facet("requests_carried_out", numbers.carried_out)
    yield _amount_facet("requests_prose", numbers.prose)


def fee_facets(fees: Fees) -> Iterator[Facet]:
    """The status of fees, always stated as one of six, and the sums beside it."""
    yield Facet("fee_status", fees.status.value, label_of("fee", fees.status), fees.evidence)
    amount = 0 if fees.status is FeeStatus.NONE else fees.amount_yuan
    yield _facet("fee_amount_yuan", amount, fees.amount_evidence or fees.evidence)
    yield _facet("fee_notices", fees.notices, fees.notices_evidence)
    yield _facet("fee_notified_yuan", fees.notified_yuan, fees.notified_evidence)
    yield _facet("spending_yuan", fees.spending_yuan, fees.spending_evidence)


def assemble_facets(
    agency: AgencyFacts,
    years: Sequence[FoundYear],
    published: FoundPublication,
    requests: RequestNumbers,
    fees: Fees,
    flags: Iterable[Facet],
) -> tuple[Facet, ...]:
    """Every facet of a report, in the order in which they are shown."""
    own_flags = (flag_facet(flag.name, flag.evidence) for flag in agency.flags)
    named = tuple(facet for facet in agency.facets if facet not in agency.flags)
    return (
        *named,
        year_facet(years),
        published_facet(published),
        *request_facets(requests),
        *fee_facets(fees),
        *flags,
        *own_flags,
    )


def flag_facet(flag: str, evidence: Evidence | None = None) -> Facet:
    """One flag: a facet that a report may carry several times."""
    return Facet("flag", flag, label_of("flag", flag), evidence)


def find_flags(
    years: Sequence[FoundYear],
    published: FoundPublication,
    requests: RequestNumbers,
    fees: Fees,
    checks: Sequence[Check],
    problems: Sequence[Problem],
    original: Original,
    normalised: Normalised,
) -> Iterator[Facet]:
    """What a reader should be warned of, each flag once."""
    if any(check.ok is False and check.level == "error" and check.id != "C20" for check in checks):
        yield flag_facet("figures_conflict")
    if any(check.ok is False and check.id == "C20" for check in checks):
        yield flag_facet("prose_conflict")
    if any(step.name in _DAMAGE and step.changes for step in normalised.steps) or "�" in normalised.text:
        yield flag_facet("suspect_text")
    for forged in suspect_hosts(original.text)[:1]:
        yield flag_facet("suspect_host", quote_original(original, "host.claimed", forged.span))
    if any(problem.code in _TABLES_LOST for problem in problems):
        yield flag_facet("tables_missing")
    if conflicting_year(years):
        yield flag_facet("year_conflict", conflicting_year(years))
    for flag in (*published.flags, *requests.flags, *fees.flags):
        yield flag_facet(flag)


def conflicting_year(years: Sequence[FoundYear]) -> Evidence | None:
    """The words of a title that name another year than the period of the statistics."""
    by_rule = {found.evidence.rule: found for found in years}
    period, title = by_rule.get("year.period"), by_rule.get("year.title")
    return title.evidence if period and title and period.value != title.value else None


def _amount_facet(name: str, amount: Amount | None) -> Facet:
    return _facet(name, amount.value, amount.evidence) if amount else Facet(name, None)


def _facet(name: str, value: FacetValue | None, evidence: Evidence | None) -> Facet:
    return Facet(name, value, "", evidence) if value is not None else Facet(name, None)
