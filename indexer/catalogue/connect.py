"""Opening the catalogue file: for the one builder that writes, and for everyone who reads.

The file is in WAL mode: readers see the last committed state and never wait for the builder. A plain
read-only connection to such a file fails in a folder that cannot be written to (it wants to make the
shared-memory file beside it), so there the file is opened as immutable, which it then is.
"""

from __future__ import annotations

import os
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Self
from urllib.parse import quote

from indexer.errors import GongkaiError, NoBuildError

SCHEMA_VERSION = 3
_REBUILD = "Move it away and run: gongkai build SOURCE…"


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The builder's connection; makes the file where there is none. Transactions are the caller's.

    ``sqlite3.OperationalError`` where the disk or its permissions are at fault, not the file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise GongkaiError(
            f"{path} cannot be written: {error}.", "Check the folder's permissions."
        ) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: a build folder must never name documents that a power cut can take away again.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if _version(connection) == 0:
            _create(connection)
        check_version(connection, path)
    except (sqlite3.OperationalError, NoBuildError):
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _unusable(path, error) from error
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot change anything. Use it in one thread."""
    if not path.exists():
        raise NoBuildError(f"There is no catalogue at {path}.", "Run: gongkai build SOURCE…")
    frozen = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    address = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if frozen else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        check_version(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _unusable(path, error) from error
    except NoBuildError:
        connection.close()
        raise
    return connection


def identity(connection: sqlite3.Connection) -> str:
    """What tells this catalogue from every other: builds are only valid with the one they were made from."""
    return str(connection.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All changes inside, or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class Batches:
    """Commits about once a second: often enough to lose little, seldom enough to wait little.

    An interrupt by the user keeps what is done; any other error undoes what was not committed.
    """

    SECONDS = 1.0

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._begun = 0.0

    def __enter__(self) -> Self:
        self._begin()
        return self

    def tick(self) -> None:
        """Commit, if it is time to. Call it where the catalogue is consistent."""
        if time.monotonic() - self._begun >= self.SECONDS:
            self._connection.execute("COMMIT")
            self._begin()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if (
            not self._connection.in_transaction
        ):  # SQLite has undone it already, as it does when the disk is full.
            return
        kept = kind is None or issubclass(kind, (KeyboardInterrupt, GeneratorExit))
        self._connection.execute("COMMIT" if kept else "ROLLBACK")

    def _begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._begun = time.monotonic()


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a catalogue whose tables are not the ones that this program knows."""
    found = _version(connection)
    if found != SCHEMA_VERSION:
        raise NoBuildError(f"{path} was made by another version of gongkai (layout {found}).", _REBUILD)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _create(connection: sqlite3.Connection) -> None:
    schema = files("indexer.catalogue").joinpath("schema.sql").read_text(encoding="utf-8")
    named = f"INSERT INTO meta VALUES ('identity', '{uuid.uuid4().hex}');"
    # In one transaction: killed half-way, it must not leave a catalogue without its identity.
    connection.executescript(f"BEGIN IMMEDIATE; {schema} {named} COMMIT;")


def _unusable(path: Path, error: sqlite3.DatabaseError) -> NoBuildError:
    """What to do: a sound catalogue must not be moved away because the disk under it is full."""
    if isinstance(error, sqlite3.OperationalError):
        return NoBuildError(
            f"{path} cannot be opened: {error}.", "Check its permissions, and that the disk is not full."
        )
    return NoBuildError(f"{path} cannot be used as a catalogue: {error}.", _REBUILD)
