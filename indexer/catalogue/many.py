"""What is compared between thousands of reports, read with one question for all of them.

Reading them one by one takes a minute for 20,000 reports, and their 200 figures each take seconds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.facts.figures import derived_figures
from indexer.model import Check, Figure, Form, Span
from indexer.structure.forms import load_forms

Number = int | float


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one document that are compared, and the form that they follow."""

    doc: int
    form: Form | None
    """None: no statutory table was found."""
    figures: Mapping[str, Number]
    """Only those that have a value: a blank cell is no number."""


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A sum of one document that does not hold."""

    doc: int
    place: int
    """Its place among the checks of the report, from 0."""
    check: Check


@dataclass(frozen=True, slots=True)
class Dated:
    """Which agency wrote a document, about which year; None: the report does not state it."""

    doc: int
    agency: str | None
    year: int | None


def dump_totals(figures: Iterable[Figure]) -> str:
    """The figures that reports are compared by, sums of outcomes among them, as ``totals`` keeps them."""
    printed = tuple(figures)
    every = (*printed, *derived_figures(printed))
    kept = {one.name: one.value for one in every if one.value is not None and _is_compared(one.name)}
    return json.dumps(kept, separators=(",", ":"))


def _is_compared(name: str) -> bool:
    """Every figure but who asked: that is compared for the requests received only.

    >>> [_is_compared(name) for name in ("rq_granted_total", "rq_new_biz", "rq_granted_biz", "s1_requests")]
    [True, True, False, True]
    """
    if not name.startswith("rq_") or name.startswith("rq_new_"):
        return True
    *columns, _ = load_forms().request_names
    return name.rpartition("_")[2] not in columns


def tallies(connection: sqlite3.Connection, docs: Sequence[int]) -> Iterator[Tally]:
    """The compared figures of each document, in ascending order of their numbers."""
    rows = connection.execute(
        "SELECT doc, form, figures FROM documents JOIN totals USING (doc) WHERE doc IN"
        " (SELECT value FROM json_each(?)) ORDER BY doc",
        (json.dumps(docs),),
    )
    for doc, form, figures in rows:
        yield Tally(doc, Form(form) if form else None, json.loads(figures))


def failed_checks(connection: sqlite3.Connection, docs: Sequence[int]) -> Iterator[FailedCheck]:
    """Every check of the documents that fails, in ascending order; those across years are not among them."""
    rows = connection.execute(
        "SELECT doc, position, id, detail, figures, level, used_blanks FROM checks INDEXED BY checks_failed"
        " WHERE ok = 0 AND doc IN (SELECT value FROM json_each(?)) ORDER BY doc, position",
        (json.dumps(docs),),
    )
    for doc, place, name, detail, figures, level, blanks in rows:
        check = Check(name, False, detail, tuple(figures.split()), level, bool(blanks))
        yield FailedCheck(doc, place, check)


def report_ids(connection: sqlite3.Connection, docs: Sequence[int]) -> dict[int, str]:
    """The id of the report that each document is a version of."""
    return dict(
        connection.execute(
            "SELECT doc, report_id FROM documents WHERE doc IN (SELECT value FROM json_each(?))",
            (json.dumps(docs),),
        ).fetchall()
    )


def dated(connection: sqlite3.Connection, docs: Sequence[int]) -> Iterator[Dated]:
    """The agency and the year of each document."""
    values = facet_values(connection, docs, ("agency", "year"))
    for doc in docs:
        agency, year = values["agency"].get(doc), values["year"].get(doc)
        yield Dated(doc, agency if isinstance(agency, str) else None, year if isinstance(year, int) else None)


def facet_values(
    connection: sqlite3.Connection, docs: Sequence[int], names: Sequence[str]
) -> dict[str, dict[int, str | int | float]]:
    """For each facet, of which a report has one value, that of every document that states it."""
    wanted = frozenset(docs)
    found: dict[str, dict[int, str | int | float]] = {}
    for name in names:
        # One walk through the index of this facet: a look at each document takes five times as long.
        rows = connection.execute("SELECT doc, value FROM facets WHERE name = ?", (name,))
        found[name] = {doc: value for doc, value in rows if value is not None and doc in wanted}
    return found


def table_spans(connection: sqlite3.Connection, doc: int) -> tuple[Span, ...]:
    """Where the statutory tables of a document stand in its original, without their cells."""
    rows = connection.execute("SELECT start, end FROM statutory_tables WHERE doc = ? ORDER BY start", (doc,))
    return tuple(Span(start, end) for start, end in rows)
