"""What could not be read or is not trusted, over many reports: how often, and where."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from indexer.model import Problem, Span


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem of one document."""

    doc: int
    number: int
    """Its number among the problems of the report, from 1."""
    problem: Problem


def problem_counts(connection: sqlite3.Connection, docs: Collection[int]) -> dict[str, int]:
    """How many of the documents have a problem of each code, the most frequent first."""
    rows = connection.execute("SELECT DISTINCT code, doc FROM document_problems WHERE stage = 'report'")
    counts = Counter(code for code, doc in rows if doc in docs)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def problems_of_code(
    connection: sqlite3.Connection, code: str, docs: Collection[int]
) -> tuple[LocatedProblem, ...]:
    """The problems of one code, the first of each of the documents."""
    rows = connection.execute(
        "SELECT doc, position, message, start, end FROM document_problems"
        " WHERE stage = 'report' AND code = ? ORDER BY doc, position",
        (code,),
    )
    found: dict[int, LocatedProblem] = {}
    for doc, position, message, start, end in rows:
        if doc in docs and doc not in found:
            span = None if start is None else Span(start, end)
            found[doc] = LocatedProblem(doc, position + 1, Problem(code, message, span))
    return tuple(found.values())
