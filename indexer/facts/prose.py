"""C20: what the running text says, against what the tables say.

Both are kept. The disagreement is a finding of its own: the report contradicts itself, and a journalist
wants both quotations side by side (domain notes, §3.6).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.facts.counts import Count, find_counts
from indexer.facts.reading import Reading
from indexer.facts.requests import RequestNumbers
from indexer.facts.requests_choice import Amount
from indexer.facts.requests_prose import scopes, statements_in
from indexer.facts.statements import Role, Statement
from indexer.facts.wordings import mask_names
from indexer.model import Check, Evidence, Figure, SectionKind

Number = int | float
_RECEIVED = ("rq_new_total", "s1_requests", "s2_requests")
_ROLES = {
    Role.CARRIED_IN: ("rq_carried_in_total",),
    Role.CARRIED_OUT: ("rq_carried_out_total",),
    Role.CLOSED: ("rq_result_total_total", "s1_answers", "s2_answers"),
}


@dataclass(frozen=True, slots=True)
class _Rules:
    outcomes: tuple[tuple[re.Pattern[str], str], ...]
    """Words of an outcome, and the beginning of the names of its figures."""
    cases: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    case_stop: re.Pattern[str]
    partial: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = tomllib.loads(files("indexer.data").joinpath("prose.toml").read_text("utf-8"))
    return _Rules(
        tuple((re.compile(row["words"]), row["figures"]) for row in data["outcome"]),
        tuple((re.compile(row["words"]), tuple(row["figures"])) for row in data["case"]),
        re.compile(data["case_stop"]),
        re.compile(data["partial"]),
    )


def compare_prose(
    reading: Reading, figures: Sequence[Figure], numbers: RequestNumbers, year: int | None
) -> tuple[Check, ...]:
    """One check for each number that both the text and the tables state."""
    table = {figure.name: figure for figure in figures if figure.value is not None}
    if not table:
        return ()
    checks = [
        *_received(table, numbers.prose),
        *_requests(reading, table, year),
        *_cases(reading, table, year),
    ]
    return tuple({(check.figures, check.detail): check for check in checks}.values())


def _received(table: Mapping[str, Figure], prose: Amount | None) -> Iterator[Check]:
    name = next((name for name in _RECEIVED if name in table), None)
    if name is None or prose is None or prose.value is None:
        return
    value = table[name].value or 0
    fits = _fits(value, prose.value, prose.low, prose.high, prose.qualifier)
    if not fits and prose.evidence.rule == "requests.prose.handled":
        others = (_value(table, "rq_result_total_total"), value + (_value(table, "rq_carried_in_total") or 0))
        fits = prose.value in others
    yield _check(fits, prose.value, prose.evidence, [table[name]])


def _requests(reading: Reading, table: Mapping[str, Figure], year: int | None) -> Iterator[Check]:
    """Carried over, closed, and each outcome, where the chapters on requests state them."""
    chapter, part, _ = scopes(reading)
    for statement in statements_in(reading, [*chapter, *part], year):
        if statement.count.qualifier != "exact" or _rules().partial.search(statement.words):
            continue
        names = _names(statement, table)
        if names:
            yield from _compare(reading, table, statement.count, names, statement.start, statement.end)


def _names(statement: Statement, table: Mapping[str, Figure]) -> list[str]:
    """The figures that a statement counts together: 予以公开及部分公开258件 is the sum of two rows."""
    if statement.role in _ROLES:
        return [name for name in _ROLES[statement.role] if name in table][:1]
    if statement.role is not Role.OUTCOME:
        return []
    names: list[str] = []
    for words, beginning in _rules().outcomes:
        if words.search(statement.words):
            names += [name for name in table if name.startswith(beginning) and name.endswith("_total")]
    return names


def _cases(reading: Reading, table: Mapping[str, Figure], year: int | None) -> Iterator[Check]:
    """Reviews and suits: 行政复议案件1件, against table 四."""
    for passage in reading.passages():
        if passage.kind not in (SectionKind.REVIEW_LITIGATION, SectionKind.OVERVIEW):
            continue
        for start, end in reading.prose(passage):
            masked = mask_names(reading.text[start:end])
            done = 0
            for count in find_counts(masked):
                words = re.split("[。;\n]", masked[max(done, count.start - 40) : count.start])[-1]
                done = count.end
                if passage.kind is SectionKind.OVERVIEW and "信息公开" not in words:
                    continue
                names = _case_figures(words, year)
                if names and count.qualifier == "exact" and all(name in table for name in names):
                    first = start + count.start - len(words)
                    yield from _compare(reading, table, count, list(names), first, start + count.end)


def _case_figures(words: str, year: int | None) -> tuple[str, ...]:
    rules = _rules()
    years = re.findall(r"(20\d\d)年", words)
    if rules.case_stop.search(words) or (years and str(year) not in years):
        return ()
    found = [figures for pattern, figures in rules.cases if pattern.search(words)]
    return found[0] if len(found) == 1 else ()


def _compare(
    reading: Reading, table: Mapping[str, Figure], count: Count, names: Sequence[str], start: int, end: int
) -> Iterator[Check]:
    if count.value is None:
        return
    cells = [table[name] for name in names]
    total = sum(cell.value or 0 for cell in cells)
    fits = _fits(total, count.value, count.low, count.high, count.qualifier)
    yield _check(fits, count.value, reading.quote("prose", start, end), cells)


def _fits(table: Number, stated: Number, low: Number | None, high: Number | None, qualifier: str) -> bool:
    """Whether the words allow the number of the table: 30余件 allows 31 to 39, 约30件 about 30."""
    if qualifier == "approx":
        return abs(table - stated) <= max(1, stated * 0.15)
    if qualifier == "under":
        return table <= stated
    return (low is None or table >= low) and (high is None or table <= high)


def _check(fits: bool, stated: Number, evidence: Evidence, cells: Sequence[Figure]) -> Check:
    """The check with both quotations: the words of the text, then the cells, zeros left out."""
    sign = "=" if fits else "≠"
    printed = " + ".join(cell.raw.strip() for cell in cells if cell.value) or "0"
    words = " ".join(evidence.text.split())
    return Check("C20", fits, f"“{words}”: {stated} {sign} {printed}", tuple(cell.name for cell in cells))


def _value(table: Mapping[str, Figure], name: str) -> Number | None:
    figure = table.get(name)
    return figure.value if figure else None
