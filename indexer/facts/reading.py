"""What the rules of prose facts read: a report's text, its sections, and where its tables stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from indexer.model import Evidence, Normalised, Original, Problem, Section, SectionKind, Table
from indexer.text.evidence import quote

_BROKEN_NUMBER = re.compile(r"\d\n\d+[^\d.、:)\n\-/年|]")
"""收到申请1⏎4件: a line that begins inside of a number."""
MOST_CHARACTERS = 300_000
"""How far a text is read for facts; the longest reports of provinces have a tenth of this."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``[start, end)`` of the normalised text, and the section that it belongs to."""

    start: int
    end: int
    section: Section | None = None

    @property
    def kind(self) -> SectionKind | None:
        """The kind of the section, None where the report has no sections."""
        return self.section.kind if self.section else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, ready to be read for facts."""

    original: Original
    normalised: Normalised
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def text(self) -> str:
        """The text that every rule works on."""
        return self.normalised.text

    def quote(self, rule: str, start: int, end: int) -> Evidence:
        """The evidence that ``rule`` found in ``[start, end)`` of the normalised text."""
        return quote(self.original, self.normalised, rule, start, end)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not read, if anything."""
        if len(self.text) <= MOST_CHARACTERS:
            return ()
        message = (
            f"Facts were looked for in the first {MOST_CHARACTERS:,} characters only, this text has "
            f"{len(self.text):,}. Check that the file holds one report."
        )
        return (Problem("text_too_long", message),)

    def passages(self) -> Iterator[Passage]:
        """The text by section, in order; one passage where no sections were found."""
        if not self.sections:
            yield Passage(0, min(len(self.text), MOST_CHARACTERS))
        for section in self.sections:
            start, end = section.normalised
            if start < MOST_CHARACTERS:
                yield Passage(start, min(end, MOST_CHARACTERS), section)

    def prose(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """The paragraphs of a passage that are not part of a table.

        The rows of the tables read like statements (本年新收政府信息公开申请数量 | 8): a number in
        them is a cell, and belongs to the figures.
        """
        taken = [self.normalised.alignment.to_normalised(table.span) for table in self.tables]
        start = passage.start
        while start < passage.end:
            end = self.text.find("\n", start, passage.end)
            end = passage.end if end < 0 else end
            cell = self.text.count("|", start, end) > 1 and end - start < 200
            if start < end and not cell and not _BROKEN_NUMBER.match(self.text, max(start - 2, 0)):
                yield from _outside(start, end, taken)
            start = end + 1


def is_about_requests(passage: Passage) -> bool:
    """Whether a passage stands under a heading about requests, so that its counts need no noun."""
    return passage.section is not None and SectionKind.REQUESTS in passage.section.kinds


def _outside(start: int, end: int, taken: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a paragraph between tables: a table that lost its lines stands inside of one."""
    for first, last in sorted(taken):
        if last <= start or end <= first:
            continue
        if start < first:
            yield start, first
        start = last
    if start < end:
        yield start, end
