"""A build from the first file to the switch: the stages in their order.

Each stage commits what it has done, and each can be repeated. So a build that is interrupted, killed or
runs out of disk loses nothing that was committed; the build before it goes on being served, and the next
run goes on where this one ended.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer import catalogue
from indexer.builds import (
    Manifest,
    builder_lock,
    clean_builds,
    current_build,
    documents_of_builds,
    indexing_rules,
    write_build,
)
from indexer.catalogue import corpus_state, open_for_writing, settle_duplicates, transaction
from indexer.errors import GongkaiError
from indexer.gather import Counts, Tell, gather
from indexer.roots import choose_sources
from indexer.settings import Settings

NO_ROOM = 1_000_000
"""Bytes: a disk with less is full."""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a build has done."""

    build: Manifest
    """The build that is now current."""
    changed: bool
    """False where nothing was new and the build that was there goes on being served."""
    read: int
    unchanged: int
    removed: int
    unread: int
    """Files of the corpus that have a problem which keeps them out of it, from this build or earlier ones."""


def _say_nothing(stage: str, done: int, total: int) -> None:
    """For builds that nobody watches."""
    del stage, done, total


def build(
    settings: Settings,
    named: Sequence[Path] = (),
    forgotten: Sequence[Path] = (),
    tell: Tell = _say_nothing,
) -> BuildOutcome:
    """Bring the instance up to date with what is named, or with everything remembered."""
    with (
        _clear_errors(settings.instance),
        builder_lock(settings.instance),
        closing(open_for_writing(settings.catalogue)) as connection,
    ):
        with transaction(connection):
            sources = choose_sources(connection, named, forgotten)
        counts = gather(settings, connection, sources, bool(named), tell)
        with transaction(connection):
            settle_duplicates(connection)
        manifest, changed = _publish(settings, connection, tell)
        _clean(settings, connection)
        return _outcome(connection, manifest, changed, counts)


def _publish(settings: Settings, connection: sqlite3.Connection, tell: Tell) -> tuple[Manifest, bool]:
    """A new build, unless the current one is sound and would be the same."""
    current = current_build(settings)
    if current and (current.state, current.indexing_rules) == (corpus_state(connection), indexing_rules()):
        return current, False
    made = write_build(settings, connection, current, lambda done, total: tell("indexing", done, total))
    return made, True


def _clean(settings: Settings, connection: sqlite3.Connection) -> None:
    """Take away what killed builds have left, old builds, and documents that nothing refers to."""
    clean_builds(settings)
    with transaction(connection):
        catalogue.discard_documents(connection, documents_of_builds(settings))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _outcome(
    connection: sqlite3.Connection, manifest: Manifest, changed: bool, counts: Counts
) -> BuildOutcome:
    unread = catalogue.count_unread(connection)
    return BuildOutcome(manifest, changed, counts.read, counts.unchanged, counts.removed, unread)


@contextmanager
def _clear_errors(instance: Path) -> Iterator[None]:
    """Say what to do where the disk is full or refuses to be written."""
    kept = "What was read so far is kept, and the last good build is still served."
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if _is_full(instance, error):
            raise GongkaiError(
                f"The disk of {instance} is full.", f"{kept} Free some space and run the same command again."
            ) from error
        raise GongkaiError(
            f"The build could not be finished: {_reason(error)}.",
            f"{kept} Check the disk and the permissions of {instance}.",
        ) from error


def _is_full(instance: Path, error: Exception) -> bool:
    """Whether the disk is full. SQLite calls it an I/O error where even its smallest file has no room."""
    full = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    if getattr(error, "errno", None) in full or "is full" in str(error):
        return True
    return isinstance(error, sqlite3.Error) and shutil.disk_usage(instance).free < NO_ROOM


def _reason(error: Exception) -> str:
    """An error in words, with the file that it is about."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return "the catalogue may not be written to" if "readonly" in str(error) else str(error)
