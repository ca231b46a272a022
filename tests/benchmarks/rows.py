"""The figures, as they are printed and as they are written to ``OUT``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class BuildRow:
    """What one engine's index costs."""

    engine: str
    build_reports_per_s: float
    bytes: int
    peak_rss_mb: float
    open_ms: float


Row = QueryRow | BuildRow


def query_row(engine: str, query: str, state: str, times: Spread, reports: int) -> QueryRow:
    """A row from the spread of its times."""
    return QueryRow(engine, query, state, round(times.p50_ms, 3), round(times.p95_ms, 3), reports)


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the rows as a JSON list."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


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
         f"{row.open_ms:,.1f}")
        for row in rows
    ]  # fmt: skip
    print(table(("engine", "reports/s", "MB", "peak MB", "open ms"), lines))


def print_queries(rows: Sequence[QueryRow], exact: dict[tuple[str, str], str]) -> None:
    """The table of answers: both states in one line, and how many answers were right."""
    by_key = {(row.engine, row.query, row.state): row for row in rows}
    lines = []
    for engine, query in dict.fromkeys((row.engine, row.query) for row in rows):
        cold, warm = by_key[engine, query, "cold"], by_key[engine, query, "warm"]
        times = (f"{ms:,.2f}" for ms in (cold.p50_ms, cold.p95_ms, warm.p50_ms, warm.p95_ms))
        lines.append((engine, query, *times, exact.get((engine, query), "")))
    print(table(("engine", "query", "cold p50", "p95", "warm p50", "p95", "right"), lines))
