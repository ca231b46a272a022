"""Which of the statements of one chapter says how many requests were received in the year.

Each statement is an offer with a strength: 共收到 says more than 申请5件, a denial of everything more than
a denial of one way. Two offers of the same strength that contradict each other answer nothing: a wrong
number is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from indexer.facts.reading import Passage, Reading, is_about_requests
from indexer.facts.statements import Role, Statement
from indexer.facts.wordings import load_wordings
from indexer.facts.zero import find_zeros, says_only_none
from indexer.model import Evidence, Problem, Span

Number = int | float
_GOES_ON = ("、", "和", "及", "与")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of the requests, as stated; ``value`` None where the words name none (数百件)."""

    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Offer:
    """One possible answer of the prose to "how many were received"."""

    amount: Amount
    strength: float


def choose_received(
    reading: Reading, passages: Sequence[Passage], statements: Sequence[Statement], year: int | None
) -> tuple[Amount | None, tuple[Problem, ...]]:
    """The number received according to ``passages``, whose counts are ``statements``."""
    return _choose([*_offers(reading, list(_listed(statements))), *_zeros(reading, passages, year)])


def _listed(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, the first of a list of ways as one of them: 本年度收到信函申请4件、网络申请11件."""
    whole = load_wordings().whole
    for statement, following in zip_longest(statements, statements[1:]):
        listed = (
            statement.role is Role.RECEIVED
            and following is not None
            and following.role is Role.CHANNEL
            and following.sentence == statement.sentence
            and not following.inclusive
            and _dimension(statement) == _dimension(following) != ""
            and not whole.search(statement.words)
        )
        yield replace(statement, role=Role.CHANNEL) if listed else statement


def _dimension(statement: Statement) -> str:
    """What a part is a part of: all ways by which requests came, or all kinds of applicants."""
    rules = load_wordings()
    ways = rules.applicant.sub("", statement.words)
    if rules.channel.search(ways):
        return "way"
    return "applicant" if rules.applicant.search(statement.words) else ""


def _offers(reading: Reading, statements: Sequence[Statement]) -> Iterator[Offer]:
    carried_anywhere = any(s.role is Role.CARRIED_IN and s.count.value for s in statements)
    for number, statement in enumerate(statements):
        if statement.role not in (Role.RECEIVED, Role.HANDLED):
            continue
        inside = _carried_inside(statements, number)
        if inside is not None and inside.count.value is not None and statement.count.value is not None:
            yield Offer(_less(reading, statement, inside), statement.strength)
        elif statement.role is Role.RECEIVED:
            yield Offer(amount_of(reading, statement, "requests.prose.received"), statement.strength)
        elif not carried_anywhere:
            yield Offer(amount_of(reading, statement, "requests.prose.handled"), 1)
    yield from _channel_sums(reading, statements)


def _carried_inside(statements: Sequence[Statement], number: int) -> Statement | None:
    """The part of a count that came from last year: 办理18件,其中上年转入3件."""
    for place in range(number + 1, len(statements)):
        later = statements[place]
        if later.sentence != statements[number].sentence or later.role in (Role.RECEIVED, Role.HANDLED):
            return None
        if later.role is Role.CARRIED_IN:
            return later if later.inclusive else None
        if later.role not in (Role.CHANNEL,):
            return None
    return None


def _less(reading: Reading, whole: Statement, part: Statement) -> Amount:
    value = (whole.count.value or 0) - (part.count.value or 0)
    exact = whole.count.qualifier == part.count.qualifier == "exact"
    evidence = reading.quote("requests.prose.less_carried_in", whole.start, part.end)
    if exact:
        return Amount(value, value, value, "exact", evidence)
    return Amount(value, None, None, "approx", evidence)


def _channel_sums(reading: Reading, statements: Sequence[Statement]) -> Iterator[Offer]:
    """The sum of the ways that one sentence lists, for a report that gives no total.

    网络5件,信函3件,其中自然人6件,法人2件 lists eight requests twice: only the parts of one kind add up.
    A list whose first part was not understood (…三件、企业申请两件) has no sum.
    """
    by_sentence: dict[int, list[Statement]] = {}
    for statement in statements:
        by_sentence.setdefault(statement.sentence, []).append(statement)
    for group in by_sentence.values():
        parts = [s for s in group if s.role is Role.CHANNEL]
        whole = [s for s in group if s.role in (Role.RECEIVED, Role.HANDLED)]
        if not parts or whole or any(s.count.qualifier != "exact" for s in parts):
            continue
        parts = _parts_of_one_kind(parts)
        if not parts or parts[0].words.startswith(_GOES_ON):
            continue
        value = sum(s.count.value for s in parts if s.count.value is not None)
        evidence = reading.quote("requests.prose.sum_of_channels", parts[0].start, parts[-1].end)
        yield Offer(Amount(value, value, value, "exact", evidence), 0.5)


def _parts_of_one_kind(parts: Sequence[Statement]) -> list[Statement]:
    """The parts that make up the whole; none where it is not certain which do."""
    kind = _dimension(parts[0])
    own = [part for part in parts if _dimension(part) == kind]
    others = [part for part in parts if part not in own]
    nested = any(part.inclusive for part in own[1:])
    if nested or sum(p.count.value or 0 for p in others) > sum(p.count.value or 0 for p in own):
        return []
    return own


def _zeros(reading: Reading, passages: Sequence[Passage], year: int | None) -> Iterator[Offer]:
    for passage in passages:
        for start, end in reading.prose(passage):
            for zero in find_zeros(reading.text, start, end, year):
                evidence = reading.quote(zero.rule, zero.start, zero.end)
                yield Offer(Amount(0, 0, 0, "exact", evidence), 0.4 if zero.strength == 1 else zero.strength)
        body = _body(reading, passage)
        if is_about_requests(passage) and body and says_only_none(reading.text[body.start : body.end]):
            evidence = reading.quote("requests.zero.section_says_none", *body)
            yield Offer(Amount(0, 0, 0, "implied", evidence), 0.3)


def _body(reading: Reading, passage: Passage) -> Span | None:
    """The section without its heading line."""
    border = reading.text.find("\n", passage.start, passage.end)
    if border < 0:
        return None
    text = reading.text[border + 1 : passage.end].rstrip("\n |")
    return Span(border + 1, border + 1 + len(text)) if text else None


def _choose(offers: Sequence[Offer]) -> tuple[Amount | None, tuple[Problem, ...]]:
    """The strongest offer; none where two equally strong ones contradict each other."""
    if not offers:
        return None, ()
    top = max(offer.strength for offer in offers)
    best = [offer.amount for offer in offers if offer.strength == top]
    values = {amount.value for amount in best}
    if len(values) == 1:
        return best[0], ()
    whole = _sum_of_others(best)
    if whole:
        return whole, ()
    quotes = ", ".join(dict.fromkeys(amount.evidence.text for amount in best))
    message = f"The report states different numbers of requests ({quotes}); check which is the year's total."
    return None, (Problem("requests_conflict", message, best[0].evidence.span),)


def _sum_of_others(amounts: Sequence[Amount]) -> Amount | None:
    """The one amount that adds up the others: 区政府收到3件, 各部门收到10件, 共13件."""
    total = sum(amount.value or 0 for amount in amounts)
    largest = max(amounts, key=lambda amount: amount.value or 0)
    distinct = len({amount.value for amount in amounts}) == len(amounts)
    return largest if distinct and len(amounts) > 2 and total == 2 * (largest.value or 0) else None


def amount_of(reading: Reading, statement: Statement, rule: str) -> Amount:
    """A statement's number with the words that state it."""
    count = statement.count
    evidence = reading.quote(rule, statement.start, statement.end)
    return Amount(count.value, count.low, count.high, count.qualifier, evidence)
