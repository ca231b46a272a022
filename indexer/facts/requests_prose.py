"""What the running text says of requests, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.facts.reading import Passage, Reading, is_about_requests
from indexer.facts.requests_choice import Amount, amount_of, choose_received
from indexer.facts.statements import Role, Statement, read_statements
from indexer.model import Problem, SectionKind

_NOT_HERE = {
    SectionKind.CONSULTATION,
    SectionKind.REVIEW_LITIGATION,
    SectionKind.FEES,
    SectionKind.ANNEX_STATISTICS,
    SectionKind.COMPLAINTS_SUPERVISION,
}


@dataclass(frozen=True, slots=True)
class ProseNumbers:
    """The numbers of requests that the running text states; None: not stated."""

    received: Amount | None = None
    carried_in: Amount | None = None
    closed: Amount | None = None
    carried_out: Amount | None = None
    copied: bool = False
    """True where a count of requests made to another organ was left out."""
    problems: tuple[Problem, ...] = ()


def read_prose(reading: Reading, year: int | None, agency: str | None) -> ProseNumbers:
    """The number received by the first scope that states it, and the others from as far as was read."""
    best = ProseNumbers()
    for passages in scopes(reading):
        statements = list(statements_in(reading, passages, year))
        own = [statement for statement in statements if not _to_another(statement, agency)]
        received, problems = choose_received(reading, passages, own, year)
        best = ProseNumbers(
            received,
            best.carried_in or _first(reading, own, Role.CARRIED_IN),
            best.closed or _first(reading, own, Role.CLOSED),
            best.carried_out or _first(reading, own, Role.CARRIED_OUT),
            best.copied or len(own) < len(statements),
            problems,
        )
        if received or problems:
            break
    return best


def scopes(reading: Reading) -> Iterator[list[Passage]]:
    """Where to look, in turn: the requests chapter, the part of the overview on requests, everywhere."""
    passages = list(reading.passages())
    chapter = [p for p in passages if p.section and p.section.level < 2 and is_about_requests(p)]
    part = [p for p in passages if is_about_requests(p) and p not in chapter]
    yield chapter
    yield part
    yield [p for p in passages if p.kind not in _NOT_HERE and p not in chapter and p not in part]


def statements_in(reading: Reading, passages: Sequence[Passage], year: int | None) -> Iterator[Statement]:
    """Every count of requests in the prose of ``passages``."""
    for passage in passages:
        topic = is_about_requests(passage)
        for start, end in reading.prose(passage):
            yield from read_statements(reading.text, start, end, topic=topic, year=year)


def _to_another(statement: Statement, agency: str | None) -> bool:
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


def _first(reading: Reading, statements: Sequence[Statement], role: Role) -> Amount | None:
    for statement in statements:
        if statement.role is role:
            return amount_of(reading, statement, f"requests.prose.{role.value}")
    return None
