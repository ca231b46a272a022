"""What a report says about fees charged for information requests.

Six things look like such a fee and are none: money the agency spent (用于印制宣传手册…费用约10万元), the
行政事业性收费 of table 二, procurement, fines, the tariff itself, and a demand that nobody paid. What
the report does not state is ``not_stated``, never "none" (law: 令492 art. 27, 令711 art. 42,
国办函〔2020〕109号; domain notes, §4.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.facts.fee_statements import FeeStatement, Money, read_fee_statements, says_no_fees
from indexer.facts.fee_wordings import load_fee_wordings
from indexer.facts.reading import Passage, Reading
from indexer.model import Evidence, FeeStatus, Figure, SectionKind

Number = int | float
_BROKEN_LIST = re.compile(r"、[^。;!?\n]{0,40}\n|\n、")
"""A list of sums that goes on behind the end of a line: what stands before it is not all."""
_FIRST = (SectionKind.FEES, SectionKind.OTHER_MATTERS, SectionKind.REQUESTS)


@dataclass(frozen=True, slots=True)
class Fees:
    """What is charged, demanded and spent; None: not stated."""

    status: FeeStatus
    evidence: Evidence | None = None
    amount_yuan: Number | None = None
    amount_evidence: Evidence | None = None
    notices: Number | None = None
    notices_evidence: Evidence | None = None
    notified_yuan: Number | None = None
    notified_evidence: Evidence | None = None
    spending_yuan: Number | None = None
    spending_evidence: Evidence | None = None
    flags: tuple[str, ...] = ()


def find_fees(reading: Reading, figures: Sequence[Figure], year: int | None) -> Fees:
    """The fees, from the table where it has them, else from the first chapter that speaks of them."""
    fees = _from_table(figures) or _from_prose(reading)
    unpaid = next((f for f in figures if f.name == "rq_otherwise_fee_unpaid_total" and f.value), None)
    if unpaid and fees.status in (FeeStatus.NONE, FeeStatus.NOT_STATED, FeeStatus.UNCLEAR):
        evidence = Evidence("fee.table.unpaid", unpaid.evidence.span, unpaid.evidence.text)
        fees = Fees(FeeStatus.NOTICE_ONLY, evidence, fees.amount_yuan, fees.amount_evidence)
    if fees.status is FeeStatus.CHARGED and year is not None and not may_charge(year):
        fees = replace(fees, flags=("fee_outside_period",))
    return fees


def may_charge(year: int) -> bool:
    """Whether the law let agencies charge for requests on at least one day of the year.

    >>> [may_charge(year) for year in (2012, 2017, 2018, 2020, 2021)]
    [True, True, False, False, True]
    """
    periods = load_fee_wordings().periods
    ends = [*(period.start for period in periods[1:]), date.max]
    return any(
        period.charging and period.start <= date(year, 12, 31) and end > date(year, 1, 1)
        for period, end in zip(periods, ends, strict=True)
    )


def _from_table(figures: Sequence[Figure]) -> Fees | None:
    """The fee rows of the annexes before 2019. A total is taken only where it is all about requests."""
    by_name = {figure.name: figure for figure in figures if figure.value is not None}
    for name, factor in load_fee_wordings().table:
        if name in by_name:
            return _table_fees(by_name[name], factor)
    total, proactive = by_name.get("s1_fee_total"), by_name.get("s1_fee_proactive")
    if total and (total.value == 0 or (proactive and proactive.value == 0)):
        return _table_fees(total, 1)
    return None


def _table_fees(figure: Figure, factor: int) -> Fees:
    value = round((figure.value or 0) * factor, 2)
    value = int(value) if float(value).is_integer() else value
    evidence = Evidence(f"fee.table.{figure.name}", figure.evidence.span, figure.evidence.text)
    return Fees(FeeStatus.CHARGED if value else FeeStatus.NONE, evidence, value, evidence)


def _from_prose(reading: Reading) -> Fees:
    for passages in _scopes(reading):
        statements = list(_statements(reading, passages))
        if statements:
            return _decide(reading, statements)
    return Fees(FeeStatus.NOT_STATED)


def _scopes(reading: Reading) -> Iterator[list[Passage]]:
    passages = list(reading.passages())
    for kind in _FIRST:
        yield [p for p in passages if p.section and kind in p.section.kinds]
    yield passages


def _statements(reading: Reading, passages: Sequence[Passage]) -> Iterator[FeeStatement]:
    for passage in passages:
        chapter = passage.kind is SectionKind.FEES
        found = False
        for start, end in reading.prose(passage):
            for statement in read_fee_statements(reading.text, start, end, chapter=chapter):
                found = True
                yield statement
        if chapter and not found:
            yield from says_no_fees(reading.text, passage.start, passage.end)


def _decide(reading: Reading, statements: Sequence[FeeStatement]) -> Fees:
    """One status out of everything that a chapter says: money that came in weighs most."""
    by_kind: dict[str, FeeStatement] = {}
    for statement in statements:
        by_kind.setdefault(statement.kind, statement)
    collected = [s for s in statements if s.kind == "collected"]
    paid = next((s for s in collected if s.money and s.money.yuan), None)
    extras = _Extras(by_kind.get("notice"), by_kind.get("notified"), by_kind.get("spending"))
    if paid:
        whole, money = _collected_sum(collected, paid)
        if _BROKEN_LIST.match(reading.text, whole.end):
            money = None
        return _with(reading, FeeStatus.CHARGED, whole, money, extras)
    demand = by_kind.get("notice") or by_kind.get("notified")
    demanded = demand is not None and (demand.count != 0 if demand.kind == "notice" else True)
    if demanded and demand:
        money = collected[0].money if collected else None
        return _with(reading, FeeStatus.NOTICE_ONLY, demand, money, extras)
    if "waived" in by_kind:
        return _with(reading, FeeStatus.WAIVED, by_kind["waived"], None, extras)
    denial = by_kind.get("none") or (collected[0] if collected else None) or demand
    if denial:
        zero = Money(0, denial.start, denial.end)
        return _with(reading, FeeStatus.NONE, denial, zero, extras)
    return _with(reading, FeeStatus.UNCLEAR, statements[0], None, extras)


@dataclass(frozen=True, slots=True)
class _Extras:
    """The numbers beside the status, each with its statement."""

    notice: FeeStatement | None
    notified: FeeStatement | None
    spending: FeeStatement | None


def _collected_sum(
    collected: Sequence[FeeStatement], paid: FeeStatement
) -> tuple[FeeStatement, Money | None]:
    """What a sentence says was collected in all: its total, or the sum (检索费30元、复制费12.5元)."""
    together = [s for s in collected if s.sentence == paid.sentence]
    total = next((s for s in together if s.total), None)
    if total or len(together) == 1:
        return total or paid, (total or paid).money
    yuan = sum(s.money.yuan for s in together if s.money)
    whole = replace(paid, start=together[0].start, end=together[-1].end)
    return whole, Money(int(yuan) if float(yuan).is_integer() else round(yuan, 2), whole.start, whole.end)


def _with(
    reading: Reading, status: FeeStatus, statement: FeeStatement, money: Money | None, extras: _Extras
) -> Fees:
    def evidence(found: FeeStatement | None, kind: str) -> Evidence | None:
        return reading.quote(f"fee.prose.{kind}", found.start, found.end) if found else None

    amount = reading.quote("fee.prose.amount", statement.start, statement.end) if money else None
    notice, notified, spending = extras.notice, extras.notified, extras.spending
    counted = notice if notice and notice.count is not None else None
    return Fees(
        status,
        evidence(statement, statement.kind),
        money.yuan if money else None,
        amount,
        counted.count if counted else None,
        evidence(counted, "notice"),
        notified.money.yuan if notified and notified.money else None,
        evidence(notified, "notified"),
        spending.money.yuan if spending and spending.money else None,
        evidence(spending, "spending"),
    )
