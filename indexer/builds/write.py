"""Catalogue -> a new build: index, manifest, and the switch to it.

Everything is written under a name that no reader looks at, forced to the disk, renamed, and only then
named by the pointer. Killed at any moment, the build before it goes on being served.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from indexer.builds import folders
from indexer.builds.folders import Manifest
from indexer.builds.indexed import indexed
from indexer.builds.rules import indexing_rules, reading_rules
from indexer.builds.words import segmenter_of
from indexer.catalogue import corpus, corpus_state, identity, overview
from indexer.engines.protocol import IndexedReport
from indexer.errors import NoBuildError
from indexer.settings import Settings

Docs = tuple[tuple[str, int], ...]
Tell = Callable[[int, int], None]
"""Hears how many reports of how many are in the index."""


def write_build(settings: Settings, connection: sqlite3.Connection, tell: Tell) -> Manifest:
    """Index the corpus of the catalogue into a new build, and make it the current one."""
    builds = settings.builds
    builds.mkdir(parents=True, exist_ok=True)
    number = folders.next_number(builds)
    partial = builds / f"{number}{folders.PARTIAL}"
    if partial.exists():
        shutil.rmtree(partial)
    partial.mkdir()
    docs = corpus(connection)
    folders.write_docs(partial, docs)
    if not _reuse_index(builds, identity(connection), docs, partial):
        _write_index(settings, connection, docs, partial, tell)
    manifest = _manifest(number, connection)
    folders.write_manifest(partial, manifest)
    folders.sync_tree(partial)
    partial.rename(builds / str(number))
    folders.sync_folder(builds)
    folders.point_to(builds, number)
    return manifest


def _manifest(number: int, connection: sqlite3.Connection) -> Manifest:
    return Manifest(
        number=number,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        gongkai=version("gongkai"),
        catalogue=identity(connection),
        state=corpus_state(connection),
        reading_rules=reading_rules(),
        indexing_rules=indexing_rules(),
        overview=overview(connection),
    )


def _reuse_index(builds: Path, catalogue: str, docs: Docs, partial: Path) -> bool:
    """Link the current build's index into the new one where it holds exactly these documents.

    That is so when only the list of problems has changed. The files are never written again, so two
    builds can share them.
    """
    try:
        number = folders.current_number(builds)
        if number is None:
            return False
        manifest = folders.read_manifest(builds, number)
        same = (manifest.catalogue, manifest.indexing_rules) == (catalogue, indexing_rules())
        if not same or sorted(folders.read_docs(builds, number).items()) != sorted(docs):
            return False
        shutil.copytree(builds / str(number) / folders.INDEX, partial / folders.INDEX, copy_function=_link)
    except (NoBuildError, OSError):
        shutil.rmtree(partial / folders.INDEX, ignore_errors=True)
        return False
    return True


def _link(origin: str, target: str) -> None:
    """A second name for the same file; a copy where the file system has no such names."""
    try:
        os.link(origin, target)
    except OSError:
        shutil.copy2(origin, target)


def _write_index(
    settings: Settings, connection: sqlite3.Connection, docs: Docs, partial: Path, tell: Tell
) -> None:
    from indexer.engines.whoosh import write_index

    reports = indexed(connection, (doc for _, doc in docs))
    write_index(_counted(reports, len(docs), tell), partial / folders.INDEX, segmenter_of(settings))


def _counted(reports: Iterable[IndexedReport], total: int, tell: Tell) -> Iterator[IndexedReport]:
    for done, report in enumerate(reports, start=1):
        yield report
        tell(done, total)
