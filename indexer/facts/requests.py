"""How many requests for information an agency received in the year, and the four numbers beside it.

The statutory table is taken before the prose, and the prose of the requests chapter before any other.
Three things make the obvious reading wrong: not stated is not zero; a total may include last year's
requests (办理18件,其中上年转入3件 means 15 received); and a sentence copied from the report of a superior
(向市政府提出的…申请5件) counts that one's requests (domain notes, §4.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.facts.reading import Reading
from indexer.facts.requests_choice import Amount
from indexer.facts.requests_prose import read_prose
from indexer.model import Evidence, Figure, Problem

APPLICANTS = ("natural", "biz", "research", "npo", "legal", "other")


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


def find_requests(
    reading: Reading, figures: Sequence[Figure], year: int | None, agency: str | None
) -> RequestNumbers:
    """The five numbers, each from the best source that states it."""
    table = {figure.name: figure for figure in figures}
    prose = read_prose(reading, year, agency)
    received = _received_in_table(table, prose.received) or prose.received
    return RequestNumbers(
        received=received,
        carried_in=_cell(table, "rq_carried_in_total") or prose.carried_in,
        closed=_cell(table, "rq_result_total_total", "s1_answers", "s2_answers") or prose.closed,
        carried_out=_cell(table, "rq_carried_out_total") or prose.carried_out,
        prose=prose.received,
        flags=("suspect_copied",) if prose.copied else (),
        problems=() if received else prose.problems,
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
