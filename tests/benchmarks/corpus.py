"""A corpus of any number of made-up annual reports, as like real ones as a grammar can make them.

Report i of a seed is the same whatever the size of the corpus and whoever asks for it, so parts of a
corpus can be made in parallel, in any order, and again where only a few are needed. Each comes in two
forms: a text file that the whole pipeline reads, and the :class:`IndexedReport` that an engine indexes.

How like real ones is measured by ``python -m tests.benchmarks.calibration``; its docstring has the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from indexer.engines.protocol import IndexedReport, IndexedSection
from indexer.extract import report_id
from indexer.model import SourceFile
from tests.benchmarks.agencies import slot
from tests.benchmarks.facts import Facts, facts_of
from tests.benchmarks.printing import print_text
from tests.benchmarks.sections import MadeSection, make_sections
from tests.benchmarks.statements import Statement, statements

FILES_PER_FOLDER = 1000


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    """One report, and the truth about it."""

    number: int
    facts: Facts
    sections: tuple[MadeSection, ...]
    statements: tuple[Statement, ...]
    """What the problems section states, with the origin of each statement."""

    @property
    def path(self) -> str:
        """Where the report's file stands in the corpus."""
        return path_of(self.number)

    def text(self) -> str:
        """The report as a file prints it."""
        return print_text(self.sections, self.facts)

    def indexed(self) -> IndexedReport:
        """The report as an engine sees it: what reading the printed text gives, without reading it."""
        return IndexedReport(
            doc=self.number + 1,
            report_id=report_id(SourceFile(self.path, "", 0)),
            sections=tuple(
                IndexedSection(section.kinds, section.path, section.normalised) for section in self.sections
            ),
            facets=self.facts.facets(),
        )


def path_of(number: int) -> str:
    """The path of a report's file.

    >>> path_of(12_345)
    '012/012345.txt'
    """
    return f"{number // FILES_PER_FOLDER:03}/{number:06}.txt"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports of one seed."""

    size: int
    seed: int = 1

    def report(self, number: int) -> GeneratedReport:
        """Report ``number``, counted from 0; the corpus's size does not matter to it."""
        facts = facts_of(number, self.seed)
        stated = statements(number, self.seed)
        return GeneratedReport(number, facts, make_sections(facts, stated, self.seed), stated)

    def __iter__(self) -> Iterator[GeneratedReport]:
        return map(self.report, range(self.size))

    def indexed(self, numbers: Iterable[int] | None = None) -> Iterator[IndexedReport]:
        """The reports of the corpus as an engine sees them, one after the other."""
        return (
            self.report(number).indexed() for number in (range(self.size) if numbers is None else numbers)
        )

    def write(self, folder: Path, numbers: Iterable[int] | None = None) -> int:
        """Write the corpus's files; returns the number of characters written."""
        characters = 0
        chosen = range(self.size) if numbers is None else numbers
        for _, group in groupby(chosen, key=lambda number: number // FILES_PER_FOLDER):
            for position, number in enumerate(group):
                path = folder / path_of(number)
                if position == 0:
                    path.parent.mkdir(parents=True, exist_ok=True)
                text = self.report(number).text()
                path.write_text(text, encoding="utf-8")
                characters += len(text)
        return characters


@lru_cache(2)
def copies(size: int, seed: int = 1) -> dict[tuple[int, int], tuple[tuple[int, Statement], ...]]:
    """Every wording that different agencies share, by its origin: what a search for copies must find.

    Formulas that everybody uses are left out. Each value lists the reports, with the statement as it
    stands there.
    """
    found: dict[tuple[int, int], list[tuple[int, Statement]]] = {}
    for number in range(size):
        for statement in statements(number, seed):
            if not statement.stock:
                found.setdefault(statement.origin, []).append((number, statement))
    return {
        origin: tuple(uses)
        for origin, uses in found.items()
        if len({slot(number)[0] for number, _ in uses}) > 1
    }
