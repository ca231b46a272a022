"""The last table: each figure beside what is to be reached at 100,000 reports on two cores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.rows import BuildRow, QueryRow, Row, table
from tests.benchmarks.serving import Crowd
from tests.benchmarks.work import InstanceRow

EXACT = ("tantivy", "fts5-trigram")
"""Peers whose quotations are exact."""
_MOST_GROWTH = 12
_Line = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a run has measured."""

    rows: Sequence[Row]
    instance: InstanceRow | None
    """None where the instance was not built by a run that noted what it took."""
    crowds: Sequence[Crowd] = ()
    serving_mb: float = 0.0
    before: Sequence[Row] = ()
    """The rows of a run on fewer reports, to see how times grow."""

    def query(self, engine: str, kind: str, state: str) -> QueryRow | None:
        """One engine's times for a kind of question; None where it was not asked."""
        return _queries(self.rows).get((engine, kind, state))

    def build(self, engine: str) -> BuildRow | None:
        """What one engine's index took; None where it was not built."""
        return next((r for r in self.rows if isinstance(r, BuildRow) and r.engine == engine), None)


def _queries(rows: Sequence[Row]) -> Mapping[tuple[str, str, str], QueryRow]:
    return {(row.engine, row.query, row.state): row for row in rows if isinstance(row, QueryRow)}


def print_closing(figures: Figures) -> None:
    """Print it. What this run has not measured is left out."""
    lines = [
        *_answers(figures), *_beside_peers(figures), *_pages(figures), *_building(figures), *_growth(figures)
    ]  # fmt: skip
    print(
        "\nBeside the aims for 100,000 reports on two cores. Answers are the first ten hits, total, and all"
    )
    print("facets, without passages to quote; pages are whole. For updates, see tests/test_build_parts.py")
    print(table(("what", "measured", "aim", "reached"), lines))


def _at_most(what: str, found: float, aim: float, unit: str) -> _Line:
    return what, f"{found:,.1f} {unit}", f"<= {aim:,g} {unit}", "yes" if found <= aim else "NO"


def _at_least(what: str, found: float, aim: float, unit: str) -> _Line:
    return what, f"{found:,.1f} {unit}", f">= {aim:,g} {unit}", "yes" if found >= aim else "NO"


def _answers(figures: Figures) -> Iterator[_Line]:
    for kind, name, state, p50, p95 in (
        ("common", "common word", "warm", 5.0, 5.0),
        ("common", "common word", "cold", 100.0, 100.0),
        ("quote", "quotation", "warm", 2.0, 25.0),
        ("quote", "quotation", "cold", 2.0, 25.0),
    ):
        row = figures.query("gongkai", kind, state)
        if row:
            yield _at_most(f"{name}, {state}, p50", row.p50_ms, p50, "ms")
            yield _at_most(f"{name}, {state}, p95", row.p95_ms, p95, "ms")


def _beside_peers(figures: Figures) -> Iterator[_Line]:
    own, tantivy = figures.query("gongkai", "common", "warm"), figures.query("tantivy", "common", "warm")
    if own and tantivy:
        found = tantivy.p50_ms / own.p50_ms
        yield _at_least("common word, warm, p50: tantivy takes", found, 2, "times as long")
    for state in ("warm", "cold"):
        own = figures.query("gongkai", "quote", state)
        peers = [row for name in EXACT if (row := figures.query(name, "quote", state))]
        if own and peers:
            best = min(peers, key=lambda row: row.p50_ms)
            found = best.p50_ms / own.p50_ms
            yield _at_least(f"quotation, {state}, p50: {best.engine} takes", found, 5, "times as long")


def _pages(figures: Figures) -> Iterator[_Line]:
    for crowd in figures.crowds:
        one = crowd.clients == 1
        name = f"results page, {crowd.clients} client{'' if one else 's'}{', asked again' * crowd.again}"
        yield _at_most(f"{name}, p95", crowd.times.p95_ms, 60 if one else 200, "ms")
        if not one:
            yield _at_least(name, crowd.per_second, 100, "pages/s")
        yield _at_most(f"{name}, errors", crowd.errors, 0, "")
    if figures.serving_mb:
        yield _at_most("memory while serving", figures.serving_mb, 1_000, "MB")


def _building(figures: Figures) -> Iterator[_Line]:
    own, stock = figures.build("gongkai"), figures.build("whoosh")
    if own:
        yield _at_least("indexing", own.build_reports_per_s, 120, "reports/s")
        yield _at_most("memory while indexing", own.peak_rss_mb, 3_000, "MB")
        yield _at_most("opening", own.open_ms, 1_000, "ms")
    if own and stock:
        found = own.build_reports_per_s / stock.build_reports_per_s
        yield _at_least("indexing: gongkai is", found, 3, "times stock Whoosh")
    if figures.instance:
        taken = figures.instance.reading_s + figures.instance.indexing_s
        yield _at_least("whole build from files", figures.instance.reports / taken, 60, "reports/s")
        yield _at_most("memory of a whole build", figures.instance.peak_rss_mb, 3_000, "MB")


def _growth(figures: Figures) -> Iterator[_Line]:
    """How many times longer a question takes than on the smaller corpus."""
    for key, row in _queries(figures.rows).items():
        small = _queries(figures.before).get(key)
        if small and row.engine == "gongkai":
            what = f"growth from {small.reports:,} reports: {row.query}, {row.state}, p50"
            yield _at_most(what, row.p50_ms / small.p50_ms, _MOST_GROWTH, "times")
