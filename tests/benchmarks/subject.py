"""What is measured: anything that answers the questions with hits, a total and the counts of all facets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from indexer.engines.protocol import FACETS, REQUEST_BUCKETS, IndexedReport
from indexer.query import NOT_STATED
from indexer.segment import Segmenter
from tests.benchmarks.questions import KINDS, Question
from webui.view.facets import LISTED as MORE
from webui.view.facets import SHOWN

_OWN = ("section", "region", "reuse")
COUNTED = tuple(facet for facet in FACETS if facet not in _OWN)
"""The facets that every engine counts: those that reports state. Only gongkai counts ``section``, which
asks each query 16 times, the tree of regions, and how much is repeated."""
LISTED = SHOWN + MORE
"""Values that an engine names of a facet with thousands, as the results page does."""
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What every engine must agree on."""

    total: int
    facets: Counts
    """Reports by value; values as text, no entry for a count of 0."""


class Subject(Protocol):
    """An opened index that answers questions."""

    def ask(self, question: Question) -> object:
        """Top 10, total and all facets, of long ones the ``LISTED`` most frequent values. This is timed."""
        ...

    def answer(self, question: Question) -> Answer:
        """The whole answer, with every value of every facet."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class Maker(Protocol):
    """Knows how to build and open an engine's index."""

    @property
    def name(self) -> str:
        """What the engine is called in the figures."""
        ...

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of question that it can answer at all."""
        ...

    def build(self, reports: Iterable[IndexedReport], folder: Path, cache: Path) -> None:
        """Write the index into a new folder; ``cache`` holds jieba's compiled dictionary."""
        ...

    def open(self, folder: Path, cache: Path) -> Subject:
        """Open the index."""
        ...


ALL_KINDS = KINDS


@cache
def segmenter_in(cache_folder: Path) -> Segmenter:
    """One segmenter for all that is opened in this process: jieba's start is nobody's query."""
    return Segmenter(cache_folder)


def shown(report: IndexedReport) -> dict[str, tuple[str, ...]]:
    """The facet values that a report counts under: buckets for requests, ``not_stated`` where it has none.

    >>> shown(IndexedReport(1, "r1", (), {"requests": (12,), "level": ("county",)}))["requests"]
    ('10-49',)
    """
    found = {facet: tuple(map(str, report.facets.get(facet, ()))) or (NOT_STATED,) for facet in COUNTED}
    requests = report.facets.get("requests", ())
    if requests:
        found["requests"] = (_bucket(int(requests[0])),)
    return found


def _bucket(requests: int) -> str:
    return next(
        name for name, low, high in REQUEST_BUCKETS if low <= requests and (high is None or requests <= high)
    )
