"""A place that may be a heading, before anyone has decided whether it opens a section."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from indexer.structure.headings import Wording


class Style(Enum):
    """How a heading is numbered; the first style that yields chapters is the style of chapters."""

    CHAPTER = "一、"
    BARE = ""
    ARABIC = "1."
    PART = "(一)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a heading: ``[start, end)`` of the normalised text."""

    start: int
    end: int
    style: Style
    number: int | None
    wording: Wording
    own_line: bool
    """True where it begins a line."""
    whole_line: bool
    """True where nothing follows it on its line."""
