"""The sections of a generated report: outline, headings, sentences and tables, in searchable form.

Half of the sentences outside the problems section are the agency's standing text, which it prints again
every year with another year in it; the other half is written for the year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.model import FeeStatus, Form, SectionKind
from tests.benchmarks import tables
from tests.benchmarks.agencies import organ
from tests.benchmarks.chance import Chance, LongChance
from tests.benchmarks.data_files import load
from tests.benchmarks.facts import Facts
from tests.benchmarks.grammar import NEXT_YEAR, YEAR, grammar
from tests.benchmarks.statements import Statement, setting_of
from tests.benchmarks.tables import TableText

Paragraph = str | TableText
_NUMERALS = "一二三四五六七八九十"
_STANDING = 8
"""Sentences of each sort that an agency uses again and again."""
_STANDING_SHARE = 0.5
FEE_RULES_OF_2021 = 2021
_LENGTHS = (0.8, 1.75)
"""How wordy agencies are, compared with the outline's own numbers of sentences."""


@dataclass(frozen=True, slots=True)
class MadeSection:
    """One section: its heading with its number, and its paragraphs."""

    kind: SectionKind
    parent: SectionKind | None
    heading: str
    """As printed but for the width of its punctuation; the title of the report in the preamble."""
    paragraphs: tuple[Paragraph, ...]

    @property
    def kinds(self) -> tuple[SectionKind, ...]:
        """Every kind whose scope includes it, its own first."""
        return tuple(dict.fromkeys((self.kind, self.parent))) if self.parent else (self.kind,)

    @property
    def path(self) -> str:
        """Its place in the report."""
        return (
            f"{self.parent}/{self.kind}" if self.parent and self.parent is not self.kind else str(self.kind)
        )

    @property
    def normalised(self) -> str:
        """Its searchable text, from the heading to the line end before the next one."""
        lines = (part if isinstance(part, str) else part.normalised for part in self.paragraphs)
        return "\n".join((self.heading, *lines, "")).lower()


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of the outline."""

    kind: SectionKind
    parent: SectionKind | None
    headings: tuple[str, ...]
    chance: float
    body: tuple[tuple[str, int, int], ...]


@cache
def _outline(name: str) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            SectionKind(row["kind"]),
            SectionKind(row["parent"]) if "parent" in row else None,
            tuple(row["headings"]),
            row.get("chance", 1.0),
            tuple(_plan(item) for item in row["body"]),
        )
        for row in load("outlines")[name]
    )


def _plan(item: str) -> tuple[str, int, int]:
    symbol, _, count = item.partition(" ")
    low, _, high = count.partition("-")
    return symbol, int(low), int(high or low)


@lru_cache(1024)
def _standing(agency: int, symbol: str, place: int, seed: int) -> str:
    """A sentence that the agency prints year after year."""
    chance = Chance(seed, 10, agency, place, *symbol.encode())
    return grammar().expand(symbol, setting_of(organ(agency, seed), chance))


class _Writer:
    """Writes one report."""

    def __init__(self, facts: Facts, stated: Sequence[Statement], seed: int) -> None:
        self._facts = facts
        self._stated = stated
        self._seed = seed
        self._agency = facts.organ.number
        self._chance = LongChance(seed, 8, facts.number)
        low, high = _LENGTHS
        self._wordy = low + (high - low) * Chance(seed, 9, self._agency).random()
        self._setting = setting_of(facts.organ, self._chance)
        self._setting.given = {"REQUESTS": str(facts.requests), "AMOUNT": str(facts.amount)}

    def sections(self) -> Iterator[MadeSection]:
        """The sections in their order, numbered."""
        yield self._preamble()
        chapters = parts = 0
        for part in _outline("current" if self._current else "older"):
            if self._chance.random() >= part.chance or self._dropped(part):
                continue
            if part.parent:
                parts += 1
                number = f"({_NUMERALS[parts - 1]})"
            else:
                chapters, parts = chapters + 1, 0
                number = f"{_numeral(chapters)}、"
            heading = number + self._chance.pick(part.headings)
            paragraphs = (self._paragraphs(*item) for item in part.body)
            yield MadeSection(
                part.kind, part.parent, heading, tuple(p for found in paragraphs for p in found)
            )

    @property
    def _current(self) -> bool:
        return self._facts.form in (Form.Y2019, Form.Y2021)

    def _dropped(self, part: _Part) -> bool:
        """Whether the section has nothing to hold: an annex without its table, fees that are not stated."""
        if part.kind is SectionKind.FEES:
            return self._facts.fee is FeeStatus.NOT_STATED
        return part.kind is SectionKind.ANNEX_STATISTICS and not self._facts.tables

    def _preamble(self) -> MadeSection:
        title = self._dated(grammar().expand("titles", self._setting))
        expand = grammar().expand
        opening = self._dated(expand("preamble", self._setting) + expand("covered", self._setting))
        return MadeSection(SectionKind.PREAMBLE, None, title, (opening, *self._contact()))

    def _contact(self) -> tuple[str, ...]:
        return (self._dated(_standing(self._agency, "contact", 0, self._seed)),) if self._agency % 3 else ()

    def _paragraphs(self, symbol: str, low: int, high: int) -> Iterator[Paragraph]:
        match symbol:
            case "@requests":
                stated = self._facts.requests
                name = "unstated" if stated is None else "received" if stated else "zero"
                yield self._dated(grammar().expand(name, self._setting))
            case "@fees":
                yield from self._fees()
            case "@problems":
                yield from self._problems()
            case "@pd" | "@rq" | "@rl" | "@annex":
                if self._facts.tables:
                    yield self._table(symbol)
            case _:
                text = self._sentences(symbol, low, high)
                if text:
                    yield text

    def _sentences(self, symbol: str, low: int, high: int) -> str:
        random = self._chance.random
        count = max(low, int((low + random() * (high - low + 1)) * self._wordy))
        standing = int(random() * _STANDING)
        found = []
        for place in range(standing, standing + count):
            if random() < _STANDING_SHARE:
                found.append(_standing(self._agency, symbol, place % _STANDING, self._seed))
            else:
                found.append(grammar().expand(symbol, self._setting))
        return self._dated("".join(dict.fromkeys(found)))

    def _dated(self, text: str) -> str:
        """The text with the report's own years in it."""
        return text.replace(YEAR, str(self._facts.year)).replace(NEXT_YEAR, str(self._facts.year + 1))

    def _fees(self) -> Iterator[str]:
        match self._facts.fee:
            case FeeStatus.NONE:
                yield self._dated(grammar().expand("none", self._setting))
            case FeeStatus.CHARGED:
                name = "charged" if self._facts.year >= FEE_RULES_OF_2021 else "charged_older"
                yield self._dated(grammar().expand(name, self._setting))
            case _:
                return

    def _problems(self) -> Iterator[str]:
        for remedy, lead in ((False, "problem_lead"), (True, "remedy_lead")):
            texts = [statement.text for statement in self._stated if statement.remedy is remedy]
            lead_text = grammar().expand(lead, self._setting)
            if self._agency % 2:
                yield self._dated(lead_text)
                yield from (self._dated(f"{place}.{text}。") for place, text in enumerate(texts, start=1))
            else:
                listed = (f"{_NUMERALS[place]}是{text}。" for place, text in enumerate(texts))
                yield self._dated(lead_text + "".join(listed))

    def _table(self, symbol: str) -> TableText:
        form, requests = self._facts.form, self._facts.requests or 0
        match symbol:
            case "@pd":
                return tables.disclosure_table(form, self._chance)
            case "@rq":
                return tables.requests_table(form, requests, self._chance, wrong=self._facts.wrong_sum)
            case "@rl":
                return tables.disputes_table(requests, self._chance)
            case _:
                return tables.annex_table(form, requests, self._chance)


def _numeral(number: int) -> str:
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else "十" + _NUMERALS[number - 11]


def make_sections(facts: Facts, stated: Sequence[Statement], seed: int) -> tuple[MadeSection, ...]:
    """The sections of a report about which ``facts`` are true and which states ``stated``."""
    return tuple(_Writer(facts, stated, seed).sections())
