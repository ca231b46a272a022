"""How many requests for information an agency received in the year, and the four numbers beside it.

The statutory table is taken before the prose, and the prose of the requests chapter before any other.
Three things make the obvious reading wrong: not stated is not zero; a total may include last year's
requests (办理18件,其中上年转入3件 means 15 received); and a sentence copied from the report of a superior
(向市政府提出的…申请5件) counts that one's requests (domain notes, §4.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.facts.reading import Passage, Reading
from indexer.facts.statements import Role, Statement, read_statements
from indexer.facts.zero import find_zeros, says_only_none
from indexer.model import Evidence, Figure, Problem, SectionKind, Span

Number = int | float
APPLICANTS = ("natural", "biz", "research", "npo", "legal", "other")
_NOT_HERE = {
    SectionKind.CONSULTATION,
    SectionKind.REVIEW_LITIGATION,
    SectionKind.FEES,
    SectionKind.ANNEX_STATISTICS,
    SectionKind.COMPLAINTS_SUPERVISION,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of the requests, as stated; ``value`` None where the words name none (数百件)."""

    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RequestNumbers:
    """What the report says of requests; None: not stated."""

    received: Amount | None = None
    carried_in: Amount | None = None
    closed: Amount | None = None
    carried_out: Amount | None = None
    prose: Amount | None = None
    """The number received according to the running text, whatever the table says."""
    flags: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Offer:
    """One possible answer of the prose to "how many were received"."""

    amount: Amount
    strength: float


def find_requests(
    reading: Reading, figures: Sequence[Figure], year: int | None, agency: str | None
) -> RequestNumbers:
    """The five numbers, each from the best source that states it."""
    table = {figure.name: figure for figure in figures}
    prose = _from_prose(reading, year, agency)
    received = _received_in_table(table, prose.received) or prose.received
    return RequestNumbers(
        received=received,
        carried_in=_cell(table, "rq_carried_in_total") or prose.carried_in,
        closed=_cell(table, "rq_result_total_total", "s1_answers", "s2_answers") or prose.closed,
        carried_out=_cell(table, "rq_carried_out_total") or prose.carried_out,
        prose=prose.received,
        flags=prose.flags,
        problems=prose.problems if received is None else (),
    )


def _cell(table: Mapping[str, Figure], *names: str) -> Amount | None:
    for name in names:
        figure = table.get(name)
        if figure and figure.value is not None:
            span = figure.evidence.span
            evidence = Evidence(f"requests.table.{name}", span, figure.evidence.text)
            return Amount(figure.value, figure.value, figure.value, "exact", evidence)
    return None


def _received_in_table(table: Mapping[str, Figure], prose: Amount | None) -> Amount | None:
    """The total; where it is blank, the sum of the applicants' cells, if no cell has to be guessed."""
    total = _cell(table, "rq_new_total", "s1_requests", "s2_requests")
    if total:
        return total
    cells = [table.get(f"rq_new_{applicant}") for applicant in APPLICANTS]
    filled = [cell for cell in cells if cell is not None and cell.value is not None]
    if not filled:
        return None
    value = sum(cell.value for cell in filled if cell.value is not None)
    if len(filled) < len(APPLICANTS) and (prose is None or prose.value != value):
        return None
    first, last = filled[0].evidence, filled[-1].evidence
    if first.span.start > last.span.start or len(filled) == 1:
        last = first
    evidence = Evidence("requests.table.sum_of_applicants", first.span, first.text)
    return Amount(value, value, value, "exact", evidence)


def _from_prose(reading: Reading, year: int | None, agency: str | None) -> RequestNumbers:
    """The numbers of the first scope that says how many were received."""
    best = RequestNumbers()
    flags: list[str] = []
    for passages in _scopes(reading):
        statements = [
            statement
            for passage in passages
            for start, end in reading.prose(passage)
            for statement in read_statements(reading.text, start, end, topic=_is_topic(passage), year=year)
        ]
        if any(_copied(statement, agency) for statement in statements):
            flags.append("suspect_copied")
        statements = [statement for statement in statements if not _copied(statement, agency)]
        found = _numbers(reading, passages, statements, year)
        best = _merge(best, found)
        if best.received or found.problems:
            break
    return RequestNumbers(
        best.received, best.carried_in, best.closed, best.carried_out, None, tuple(dict.fromkeys(flags)), best.problems
    )


def _scopes(reading: Reading) -> Iterator[list[Passage]]:
    """Where to look, in turn: the requests chapter, the part of the overview on requests, everywhere."""
    passages = list(reading.passages())
    chapter = [p for p in passages if p.kind == SectionKind.REQUESTS and p.section and p.section.level < 2]
    part = [p for p in passages if p.section and SectionKind.REQUESTS in p.section.kinds and p not in chapter]
    yield chapter
    yield part
    yield [p for p in passages if p.kind not in _NOT_HERE and p not in chapter and p not in part]


def _is_topic(passage: Passage) -> bool:
    return passage.section is not None and SectionKind.REQUESTS in passage.section.kinds


def _copied(statement: Statement, agency: str | None) -> bool:
    """Whether the requests were made to somebody else than the agency."""
    if not statement.addressee:
        return False
    name = statement.addressee
    if agency is None:
        return True
    same = name in agency or agency in name
    own_government = agency.endswith("人民政府") and name.endswith("政府") and len(name) <= 4
    own_office = "政府办公" in agency and "政府" in name
    return not (same or own_government or own_office)


def _numbers(
    reading: Reading, passages: Sequence[Passage], statements: Sequence[Statement], year: int | None
) -> RequestNumbers:
    offers = [*_offers(reading, statements), *_zeros(reading, passages, year)]
    received, problems = _choose(offers)
    return RequestNumbers(
        received=received,
        carried_in=_first(reading, statements, Role.CARRIED_IN),
        closed=_first(reading, statements, Role.CLOSED),
        carried_out=_first(reading, statements, Role.CARRIED_OUT),
        problems=problems,
    )


def _offers(reading: Reading, statements: Sequence[Statement]) -> Iterator[_Offer]:
    carried_anywhere = any(s.role is Role.CARRIED_IN and s.count.value for s in statements)
    for number, statement in enumerate(statements):
        if statement.role not in (Role.RECEIVED, Role.HANDLED):
            continue
        inside = _carried_inside(statements, number)
        if inside is not None and inside.count.value is not None and statement.count.value is not None:
            yield _Offer(_less(reading, statement, inside), statement.strength)
        elif statement.role is Role.RECEIVED:
            yield _Offer(_amount(reading, statement, "requests.prose.received"), statement.strength)
        elif not carried_anywhere:
            yield _Offer(_amount(reading, statement, "requests.prose.handled"), 1)
    yield from _channel_sums(reading, statements)


def _carried_inside(statements: Sequence[Statement], number: int) -> Statement | None:
    """The part of a count that came from last year: 办理18件,其中上年转入3件."""
    for later in statements[number + 1 :]:
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
    bounds = (value, value) if exact else (None, None)
    return Amount(value, *bounds, "exact" if exact else "approx", evidence)


def _channel_sums(reading: Reading, statements: Sequence[Statement]) -> Iterator[_Offer]:
    """The sum of the ways that one sentence lists, for a report that gives no total."""
    by_sentence: dict[int, list[Statement]] = {}
    for statement in statements:
        by_sentence.setdefault(statement.sentence, []).append(statement)
    for group in by_sentence.values():
        parts = [s for s in group if s.role is Role.CHANNEL]
        whole = [s for s in group if s.role in (Role.RECEIVED, Role.HANDLED)]
        if not parts or whole or any(s.count.qualifier != "exact" for s in parts):
            continue
        value = sum(s.count.value for s in parts if s.count.value is not None)
        evidence = reading.quote("requests.prose.sum_of_channels", parts[0].start, parts[-1].end)
        yield _Offer(Amount(value, value, value, "exact", evidence), 0.5)


def _zeros(reading: Reading, passages: Sequence[Passage], year: int | None) -> Iterator[_Offer]:
    for passage in passages:
        for start, end in reading.prose(passage):
            for zero in find_zeros(reading.text, start, end, year):
                evidence = reading.quote(zero.rule, zero.start, zero.end)
                yield _Offer(Amount(0, 0, 0, "exact", evidence), 0.4 if zero.strength == 1 else zero.strength)
        body = _body(reading, passage)
        if _is_topic(passage) and body and says_only_none(reading.text[body.start : body.end]):
            evidence = reading.quote("requests.zero.section_says_none", *body)
            yield _Offer(Amount(0, 0, 0, "implied", evidence), 0.3)


def _body(reading: Reading, passage: Passage) -> Span | None:
    """The section without its heading line."""
    border = reading.text.find("\n", passage.start, passage.end)
    if border < 0:
        return None
    text = reading.text[border + 1 : passage.end].rstrip("\n |")
    return Span(border + 1, border + 1 + len(text)) if text else None


def _choose(offers: Sequence[_Offer]) -> tuple[Amount | None, tuple[Problem, ...]]:
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
    message = f"The report states different numbers of requests ({quotes}); check which of them is the year's total."
    return None, (Problem("requests_conflict", message, best[0].evidence.span),)


def _sum_of_others(amounts: Sequence[Amount]) -> Amount | None:
    """The one amount that adds up the others: 区政府收到3件, 各部门收到10件, 共13件."""
    total = sum(amount.value or 0 for amount in amounts)
    largest = max(amounts, key=lambda amount: amount.value or 0)
    distinct = len({amount.value for amount in amounts}) == len(amounts)
    return largest if distinct and len(amounts) > 2 and total == 2 * (largest.value or 0) else None


def _amount(reading: Reading, statement: Statement, rule: str) -> Amount:
    count = statement.count
    evidence = reading.quote(rule, statement.start, statement.end)
    return Amount(count.value, count.low, count.high, count.qualifier, evidence)


def _first(reading: Reading, statements: Sequence[Statement], role: Role) -> Amount | None:
    for statement in statements:
        if statement.role is role:
            return _amount(reading, statement, f"requests.prose.{role.value}")
    return None


def _merge(first: RequestNumbers, second: RequestNumbers) -> RequestNumbers:
    return RequestNumbers(
        first.received or second.received,
        first.carried_in or second.carried_in,
        first.closed or second.closed,
        first.carried_out or second.carried_out,
        None,
        (),
        first.problems + second.problems,
    )
