"""The current build, opened for reading: what the search pages and the command line look things up in.

A reader keeps the build that it opened, and notices a new one by the pointer file: no restart, and no
request that sees half of one build and half of another.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import catalogue
from indexer.builds import folders
from indexer.builds.folders import Manifest
from indexer.builds.repeats import load_repeated
from indexer.builds.rules import indexing_rules
from indexer.builds.words import segmenter_of
from indexer.catalogue import Dated, FailedCheck, LocatedProblem, Overview, ReportSummary, Tally
from indexer.engines.protocol import Engine
from indexer.errors import NoBuildError, NotFoundError
from indexer.facts.checks import join_years
from indexer.model import Figure, Normalised, Report, Span
from indexer.reuse import ReuseIndex
from indexer.segment import Segmenter
from indexer.settings import Settings

if TYPE_CHECKING:
    from os import stat_result

_BUILD = "Run: gongkai build"


class OpenBuild:
    """One build, open. Safe to share between threads; every answer comes from the same generation."""

    def __init__(self, settings: Settings, number: int, segmenter: Segmenter) -> None:
        self.manifest = folders.read_manifest(settings.builds, number)
        self.seconds = settings.query_seconds
        self.segmenter = segmenter
        self._connections = _Connections(settings.catalogue)
        self._check_origin()
        self._docs: Mapping[str, int] = folders.read_docs(settings.builds, number)
        self._index = settings.builds / str(number) / folders.INDEX
        self.engine = _open_engine(settings, self._index)
        self.reuse = _open_reuse(self._index)

    @property
    def number(self) -> int:
        """The number of the build."""
        return self.manifest.number

    @property
    def built_at(self) -> str:
        """When it was made, in UTC."""
        return self.manifest.built_at

    def read_ahead(self) -> None:
        """Have the system fetch the index from the disk before it is searched. Lasts seconds."""
        from indexer.engines.whoosh import read_ahead

        with suppress(OSError):  # a build that is taken away meanwhile is searched no more
            read_ahead(self._index)

    def report_ids(self) -> tuple[str, ...]:
        """The id of every report, in the order of their paths."""
        return tuple(self._docs)

    def report(self, report_id: str) -> Report:
        """Everything that is known of one report."""
        return catalogue.load(self._connections.mine(), self.docs_of((report_id,))[0])

    def docs_of(self, report_ids: Sequence[str]) -> tuple[int, ...]:
        """The document of each report; :class:`~indexer.errors.NotFoundError` where one is not here."""
        for one in report_ids:
            if one not in self._docs:
                raise NotFoundError(f"There is no report {one}.", "It may have been removed from the corpus.")
        return tuple(self._docs[one] for one in report_ids)

    def report_in_series(self, report_id: str) -> Report:
        """The report, its checks completed by those against the agency's report of the year before.

        They belong to the build, not to the report: which reports stand beside it may change.
        """
        report = self.report(report_id)
        before = self._year_before(report)
        return report if before is None else replace(report, checks=join_years(report, before))

    def _year_before(self, report: Report) -> tuple[Figure, ...] | None:
        """The figures of that report; None where the build has none, or several that may be meant."""
        agency, year = report.facet("agency").value, report.facet("year").value
        if not isinstance(agency, str) or not isinstance(year, int):
            return None
        connection = self._connections.mine()
        found = catalogue.find_reports(connection, agency, year - 1)
        docs = [doc for report_id, doc in found if self._docs.get(report_id) == doc]
        return catalogue.load_figures(connection, docs[0]) if len(docs) == 1 else None

    def summaries(self, docs: Sequence[int]) -> tuple[ReportSummary, ...]:
        """What a list shows of each document, in the order asked for."""
        return catalogue.summaries(self._connections.mine(), docs)

    def texts(self, doc: int) -> tuple[str, Normalised]:
        """The original text of a document, and its searchable one."""
        return catalogue.load_texts(self._connections.mine(), doc)

    def tallies(self, docs: Sequence[int]) -> Iterator[Tally]:
        """The figures of each document that reports are compared by."""
        return catalogue.tallies(self._connections.mine(), docs)

    def failed_checks(self, docs: Sequence[int]) -> Iterator[FailedCheck]:
        """Every sum of the documents that does not hold; those across years are not among them."""
        return catalogue.failed_checks(self._connections.mine(), docs)

    def dated(self, docs: Sequence[int]) -> Iterator[Dated]:
        """The agency and the year of each document, in the order asked for."""
        return catalogue.dated(self._connections.mine(), docs)

    def facet_values(
        self, docs: Sequence[int], names: Sequence[str]
    ) -> dict[str, dict[int, str | int | float]]:
        """For each facet, of which a report has one value, that of every document that states it."""
        return catalogue.facet_values(self._connections.mine(), docs, names)

    @cached_property
    def repeated_shares(self) -> Mapping[int, float]:
        """For each document the share of its problems section that repeats the agency's year before.

        A document has no entry where nothing can be compared.
        """
        return load_repeated(self._index)

    def ids_of(self, docs: Sequence[int]) -> dict[int, str]:
        """The report id of each document."""
        return catalogue.report_ids(self._connections.mine(), docs)

    def table_spans(self, doc: int) -> tuple[Span, ...]:
        """Where the statutory tables of a document stand in its original."""
        return catalogue.table_spans(self._connections.mine(), doc)

    def problem_counts(self) -> dict[str, int]:
        """How many reports have a problem of each code, the most frequent first."""
        return catalogue.problem_counts(self._connections.mine(), frozenset(self._docs.values()))

    def problems_of_code(self, code: str) -> tuple[LocatedProblem, ...]:
        """The problems of one code, the first of each report that has it."""
        return catalogue.problems_of_code(self._connections.mine(), code, frozenset(self._docs.values()))

    def facet_names(self) -> tuple[str, ...]:
        """Every facet that a report of the catalogue has."""
        return catalogue.names(self._connections.mine(), "facets")

    def figure_names(self) -> tuple[str, ...]:
        """Every figure that a report of the catalogue has."""
        return catalogue.names(self._connections.mine(), "figures")

    def overview(self) -> Overview:
        """The corpus in numbers, as it was when the build was made."""
        return self.manifest.overview

    def _check_origin(self) -> None:
        """An index made by other rules would answer wrongly, one of another catalogue at random."""
        if self.manifest.indexing_rules != indexing_rules():
            raise NoBuildError(f"Build {self.number} was made by another version of gongkai.", _BUILD)
        if self.manifest.catalogue != catalogue.identity(self._connections.mine()):
            raise NoBuildError(f"Build {self.number} does not belong to this catalogue.", _BUILD)


def _open_engine(settings: Settings, folder: Path) -> Engine:
    from indexer.engines.whoosh import open_index

    try:
        return open_index(folder, seconds=settings.query_seconds)
    except (OSError, ValueError, LookupError, EOFError) as error:
        raise NoBuildError(f"The index in {folder} is missing or damaged.", _BUILD) from error


def _open_reuse(folder: Path) -> ReuseIndex:
    try:
        return ReuseIndex.open(folder)
    except (OSError, ValueError, LookupError, EOFError) as error:
        raise NoBuildError(f"The index in {folder} is missing or damaged.", _BUILD) from error


class BuildReader:
    """Hands out the current build, a new one once the pointer changes. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pointer = settings.builds / folders.POINTER
        self._opening = threading.Lock()
        self._open: OpenBuild | None = None
        self._seen: tuple[int, ...] | None = None
        self.segmenter = segmenter_of(settings)

    def current(self) -> OpenBuild:
        """The build to answer from; :class:`NoBuildError` says what to do where there is none.

        A new build that cannot be used does not take the place of the one that is being served.
        """
        seen = _identity(self._pointer)
        if self._open is None or seen != self._seen:
            with self._opening:
                if self._open is None or seen != self._seen:
                    self._open = self._newest()
                    self._seen = seen
        return self._open

    def _newest(self) -> OpenBuild:
        try:
            number = folders.current_number(self._settings.builds)
            if number is None:
                raise NoBuildError("Nothing has been indexed yet.", "Run: gongkai build SOURCE…")
            return OpenBuild(self._settings, number, self.segmenter)
        except NoBuildError:
            if self._open is None:
                raise
            return self._open


def current_build(settings: Settings) -> Manifest | None:
    """The manifest of the current build, if it can be opened; None where there is none or it is damaged."""
    try:
        return BuildReader(settings).current().manifest
    except NoBuildError:
        return None


class _Connections:
    """A read-only connection to the catalogue for each thread, closed with their owner."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        weakref.finalize(self, _close, self._all)

    def mine(self) -> sqlite3.Connection:
        """The connection of this thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = catalogue.open_for_reading(self._path)
            self._local.connection = connection
            self._all.append(connection)
        return connection


def _close(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()


def _identity(path: Path) -> tuple[int, ...] | None:
    """What changes whenever the file is replaced."""
    try:
        status: stat_result = path.stat()
    except FileNotFoundError:
        return None
    return (status.st_ino, status.st_mtime_ns, status.st_size)
