"""The columns of what is taken away from a search: those of reports, and those of passages."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import FacetValue


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report."""

    n: int
    of: int
    id: str
    agency: FacetValue | None
    department: FacetValue | None
    level: FacetValue | None
    province: FacetValue | None
    city: FacetValue | None
    county: FacetValue | None
    year: FacetValue | None
    requests: FacetValue | None
    requests_min: FacetValue | None
    requests_max: FacetValue | None
    requests_status: str
    """``exact``, ``approx``, ``over``, ``under``; ``bounds`` where no number is named; ``not_stated``."""
    fee_status: FacetValue | None
    fee_amount_yuan: FacetValue | None
    flags: tuple[str, ...]
    title: str | None
    sections: tuple[str, ...]
    """The sections that hold the words, by their stable place in the report."""
    occurrences: int | None
    """None where nothing was counted: a search without words."""
    section: str | None
    """The section of the passage."""
    passage: str | None
    """The first passage, in the original wording."""
    passage_url: str | None
    url: str
    source_url: str | None
    """The official page; None where it is not known or not trusted."""
    sha256: str
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage, ready to be quoted."""

    n: int
    of: int
    passage_n: int
    passages: int
    id: str
    agency: FacetValue | None
    level: FacetValue | None
    province: FacetValue | None
    city: FacetValue | None
    county: FacetValue | None
    year: FacetValue | None
    section: str
    heading: str
    passage: str
    """In the original wording: exactly what stands from ``start`` to ``end``."""
    words: tuple[str, ...]
    """The words in it that were searched for, as they are printed."""
    starts_inside: bool
    """Whether its first sentence begins earlier."""
    ends_inside: bool
    start: int
    end: int
    unquoted: int
    """Places of the words in this section that no row quotes."""
    citation: str
    url: str
    source_url: str | None
    sha256: str
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The last row of a table that is not whole."""

    message: str


Row = ReportRow | PassageRow
