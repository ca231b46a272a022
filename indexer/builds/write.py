"""Catalogue -> a new build: index, manifest, and the switch to it.

Everything is written under a name that no reader looks at, forced to the disk, renamed, and only then
named by the pointer. Killed at any moment, the build before it goes on being served.
"""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import compress

from indexer.builds import folders
from indexer.builds.folders import Manifest
from indexer.builds.plan import Size, choose_kept, share_out
from indexer.builds.repeats import add_reuse
from indexer.builds.rules import indexing_rules, reading_rules
from indexer.builds.staging import Tell, finished_parts, processes, write_parts
from indexer.catalogue import corpus, corpus_state, identity, overview
from indexer.settings import Settings

Docs = tuple[tuple[str, int], ...]


def write_build(
    settings: Settings, connection: sqlite3.Connection, current: Manifest | None, tell: Tell
) -> Manifest:
    """Index the corpus of the catalogue into a new build, and make it the current one.

    ``current`` is the build before, if it is sound: what it has indexed already is not indexed again.
    """
    builds = settings.builds
    builds.mkdir(parents=True, exist_ok=True)
    number = folders.next_number(builds)
    partial = builds / f"{number}{folders.PARTIAL}"
    if partial.exists():
        shutil.rmtree(partial)
    partial.mkdir()
    docs = corpus(connection)
    folders.write_docs(partial, docs)
    manifest = _manifest(number, connection)
    _write_index(settings, manifest, docs, current, tell)
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


def _write_index(
    settings: Settings, manifest: Manifest, docs: Docs, current: Manifest | None, tell: Tell
) -> None:
    """The index of the documents: what has been indexed already goes on, the others are written."""
    from indexer.engines.whoosh import PART_REPORTS, assemble, open_part, parts_of

    builds = settings.builds
    known = parts_of(builds / str(current.number) / folders.INDEX) if current else []
    known += map(open_part, finished_parts(builds, f"{manifest.catalogue} {manifest.indexing_rules}"))
    missing = dict.fromkeys(doc for _, doc in docs)
    parts = []
    for part in known:
        parts.append(part.keeping(missing))
        for doc in parts[-1].documents():
            del missing[doc]
    sizes = [Size(int(part.kept.sum()), len(part.kept)) for part in parts]
    kept = list(compress(parts, choose_kept(sizes, len(missing), PART_REPORTS)))
    indexed = {doc for part in kept for doc in part.documents()}
    shares = share_out([doc for _, doc in docs if doc not in indexed], PART_REPORTS, processes(settings))
    kept += map(open_part, write_parts(settings, shares, tell))
    index = builds / f"{manifest.number}{folders.PARTIAL}" / folders.INDEX
    before = builds / str(current.number) / folders.INDEX if current else None
    assemble(kept, index, lambda rows: add_reuse(rows, kept, index, before))
