"""What is in the corpus, in numbers: for the first page, where nothing has been searched yet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from indexer.catalogue.files import count_unread


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports there are of one province and year; None: the reports do not state it."""

    province: str | None
    year: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The size and the spread of a corpus."""

    reports: int
    agencies: int
    first_year: int | None
    last_year: int | None
    characters: int
    """Length of all original texts together."""
    unread: int
    """Files that are not in the corpus; ``gongkai status`` says why."""
    coverage: tuple[Coverage, ...]
    """By province, then year; what is not stated comes last."""


def overview(connection: sqlite3.Connection) -> Overview:
    """The numbers of the corpus as the catalogue holds it now."""
    reports, characters = connection.execute(
        "SELECT count(*), coalesce(sum(characters), 0) FROM files JOIN documents USING (doc) WHERE indexed"
    ).fetchone()
    agencies, first, last = connection.execute(
        "SELECT count(DISTINCT CASE name WHEN 'agency' THEN value END),"
        " min(CASE name WHEN 'year' THEN value END), max(CASE name WHEN 'year' THEN value END)"
        " FROM files JOIN facets USING (doc) WHERE indexed AND name IN ('agency', 'year')"
    ).fetchone()
    # The plus keeps SQLite from going through every report's province for each report.
    coverage = connection.execute(
        "SELECT province, year, count(*) FROM (SELECT"
        " (SELECT value FROM facets WHERE doc = f.doc AND +name = 'province') AS province,"
        " (SELECT value FROM facets WHERE doc = f.doc AND +name = 'year') AS year"
        " FROM files f WHERE indexed)"
        " GROUP BY province, year ORDER BY province IS NULL, province, year IS NULL, year"
    )
    return Overview(
        reports=reports,
        agencies=agencies,
        first_year=first,
        last_year=last,
        characters=characters,
        unread=count_unread(connection),
        coverage=tuple(Coverage(*row) for row in coverage),
    )
