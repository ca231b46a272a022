"""The figures, as they are printed and as they are written to ``OUT``.

The times of a query are for the first ten hits, the total and the counts of all facets, and are the same
work for every engine. What passages to quote cost on top, and which engines can quote at all, is said by
fields of their own: gongkai can, the peers' indexes keep no texts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.machine import said
from tests.benchmarks.measure import Spread


@dataclass(frozen=True, slots=True)
class QueryRow:
    """How fast one engine answers one kind of query."""

    engine: str
    query: str
    state: str
    """``cold``: asked for the first time of an index that has just been opened; ``warm``: asked again."""
    p50_ms: float
    p95_ms: float
    reports: int
    p50_snippets_ms: float | None = None
    """The same with passages of every hit to quote; None where the engine has none."""
    p95_snippets_ms: float | None = None
    others: float | None = None
    """Cores that other processes used meanwhile; None where the system does not tell."""


@dataclass(frozen=True, slots=True)
class BuildRow:
    """What one engine's index costs."""

    engine: str
    build_reports_per_s: float
    bytes: int
    peak_rss_mb: float
    open_ms: float
    others: float | None = None
    """Cores that other processes used meanwhile; None where it was not noted."""


Row = QueryRow | BuildRow


def query_row(engine: str, query: str, state: str, times: Spread, reports: int) -> QueryRow:
    """A row from the spread of its times."""
    return QueryRow(engine, query, state, round(times.p50_ms, 3), round(times.p95_ms, 3), reports)


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the rows as a JSON list; what is not known is left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = [{name: value for name, value in asdict(row).items() if value is not None} for row in rows]
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> list[Row]:
    """The rows of another run."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return [QueryRow(**row) if "query" in row else BuildRow(**row) for row in content]


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns of text, the first flush left.

    >>> print(table(("engine", "ms"), [("gongkai", "1.2")]))
    engine    ms
    gongkai  1.2
    """
    widths = [max(len(line[column]) for line in (head, *lines)) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.rjust(width) if place else cell.ljust(width)
                  for place, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in (head, *lines)
    )  # fmt: skip


def print_builds(rows: Sequence[BuildRow]) -> None:
    """The table of what indexes cost."""
    lines = [
        (row.engine, f"{row.build_reports_per_s:,.0f}", f"{row.bytes / 1e6:,.1f}", f"{row.peak_rss_mb:,.0f}",
         f"{row.open_ms:,.1f}", said(row.others))
        for row in rows
    ]  # fmt: skip
    print(table(("engine", "reports/s", "MB", "peak MB", "open ms", "cores used by others"), lines))


def print_queries(rows: Sequence[QueryRow], exact: dict[tuple[str, str], str]) -> None:
    """The table of answers: both states in one line, and how many answers were right."""
    by_key = {(row.engine, row.query, row.state): row for row in rows}
    lines = []
    for engine, query in dict.fromkeys((row.engine, row.query) for row in rows):
        cold, warm = by_key[engine, query, "cold"], by_key[engine, query, "warm"]
        times = (cold.p50_ms, cold.p95_ms, warm.p50_ms, warm.p95_ms, cold.p95_snippets_ms,
                 warm.p50_snippets_ms, warm.p95_snippets_ms)  # fmt: skip
        shown = ("-" if ms is None else f"{ms:,.2f}" for ms in times)
        lines.append((engine, query, *shown, exact.get((engine, query), ""), said(warm.others)))
    head = ("engine", "query", "cold p50", "p95", "warm p50", "p95", "quoting: cold p95", "warm p50", "p95",
            "right", "cores used by others")  # fmt: skip
    print(table(head, lines))
