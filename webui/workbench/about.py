"""What is known of the data as a whole: how well it was read, what is flagged, and what could not be read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from indexer.builds import OpenBuild
from indexer.catalogue import LocatedProblem, Overview, ReportSummary
from indexer.query import NOT_STATED, Query

PAGE = 100
"""Reports with one problem that a page lists."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one kind of fact was read from the labelled cases."""

    name: str
    right: int
    wrong: int
    missed: int


@dataclass(frozen=True, slots=True)
class Quality:
    """The measurement, as the last run of the quality gate wrote it."""

    measured: date
    cases: Mapping[str, int]
    """Labelled reports by file format."""
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class DataSource:
    """A published collection that place names were taken from."""

    name: str
    version: str
    licence: str
    taken: str


@dataclass(frozen=True, slots=True)
class About:
    """Everything that is told of the data."""

    overview: Overview
    quality: Quality
    flags: Mapping[str, int]
    """Reports by flag."""
    problems: Mapping[str, int]
    """Reports by what could not be read of them, or is not trusted."""
    sources: tuple[DataSource, ...]
    build: int
    built_at: str
    version: str
    catalogue: str


@dataclass(frozen=True, slots=True)
class Affected:
    """One page of the reports that have a problem of one code."""

    code: str
    total: int
    page: int
    pages: int
    reports: tuple[tuple[ReportSummary, LocatedProblem], ...]
    build: int
    built_at: str


def about(build: OpenBuild) -> About:
    """What the page about the data tells."""
    counts = build.engine.search(Query(size=1)).facets.get("flag", ())
    flags = {str(one.value): one.count for one in counts if one.value != NOT_STATED}
    return About(
        overview=build.overview(),
        quality=measured_quality(),
        flags=dict(sorted(flags.items(), key=lambda one: -one[1])),
        problems=build.problem_counts(),
        sources=data_sources(),
        build=build.number,
        built_at=build.built_at,
        version=build.manifest.gongkai,
        catalogue=build.manifest.catalogue,
    )


def affected(build: OpenBuild, code: str, page: int) -> Affected | None:
    """The reports that have a problem of this code; None where there are none, or no such page."""
    found = build.problems_of_code(code)
    pages = -(-len(found) // PAGE)
    if not 1 <= page <= pages:
        return None
    shown = found[(page - 1) * PAGE : page * PAGE]
    summaries = build.summaries([one.doc for one in shown])
    reports = tuple(zip(summaries, shown, strict=True))
    return Affected(code, len(found), page, pages, reports, build.number, build.built_at)


@cache
def measured_quality() -> Quality:
    """The numbers of the quality gate: ``quality.toml``, which the gate writes and no one else."""
    raw = tomllib.loads(resources.files("webui").joinpath("quality.toml").read_text(encoding="utf-8"))
    scores = (Score(name, row["right"], row["wrong"], row["missed"]) for name, row in raw["fields"].items())
    return Quality(date.fromisoformat(raw["measured"]), raw["cases"], tuple(scores))


@cache
def data_sources() -> tuple[DataSource, ...]:
    """The rows of the first table of ``SOURCES.md``, which goes with the data."""
    text = resources.files("indexer").joinpath("data", "SOURCES.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines[2:]]
    return tuple(DataSource(*row[:4]) for row in rows)
