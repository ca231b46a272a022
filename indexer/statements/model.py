"""What a section says, one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.model import Span


class Role(StrEnum):
    """What a statement of the problems section is."""

    PROBLEM = "problem"
    """What the agency says is wrong."""
    REMEDY = "remedy"
    """What it says it has done, or will do, about it."""
    NEITHER = "neither"
    """A heading inside the section, an introduction, a transition, or everything in other sections."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One item of a list, or one sentence where nothing is listed. Statements never overlap."""

    role: Role
    marker: str
    """How it is marked, as printed: 一是, 1., (一), ①; without a list the words that decide its role
    (下一步), and empty where nothing marks it."""
    span: Span
    """Its place in the original, the marker and the last sign included."""
    normalised: Span
    """The same place in the normalised text."""

    def quote(self, original: str) -> str:
        """The agency's own words."""
        return original[self.span.start : self.span.end]

    def searchable(self, text: str) -> str:
        """The words as they are searched; ``text`` is ``Normalised.text``."""
        return text[self.normalised.start : self.normalised.end]
