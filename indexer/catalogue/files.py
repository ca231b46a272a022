"""What has been named to the builder, every file seen there, and what became of each."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.model import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder that has been named to ``gongkai build``."""

    number: int
    root: Path
    base: Path
    """The folder that the paths of its files start from: the root, or the folder of a file."""
    name: str
    """What stands for ``base`` at the start of every path, and so in the id of a report without a URL."""
    complete: bool
    """False while it is being read, and after a build that was killed meanwhile."""


@dataclass(frozen=True, slots=True)
class FileState:
    """One file of a source as it was when it was last looked at."""

    path: str
    size: int | None = None
    mtime_ns: int | None = None
    """None where the file was so fresh that a later change might not show in its time."""
    sha256: str | None = None
    version: str | None = None
    doc: int | None = None

    def is_of(self, size: int, mtime_ns: int) -> bool:
        """Whether it is that of a file which was read, and has this size and time still."""
        return self.sha256 is not None and (self.size, self.mtime_ns) == (size, mtime_ns)


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file is not in the corpus, or what is not trusted in it."""

    source: int
    path: str
    report_id: str | None
    """None where the file gave no report."""
    problem: Problem


def list_sources(connection: sqlite3.Connection) -> tuple[Source, ...]:
    """Every remembered source, in the order they were first named."""
    rows = connection.execute("SELECT source, root, base, name, complete FROM sources ORDER BY source")
    return tuple(
        Source(number, Path(root), Path(base), name, bool(complete))
        for number, root, base, name, complete in rows
    )


def remember(connection: sqlite3.Connection, root: Path, base: Path) -> Source:
    """Remember a source. Folders of the same name get more of their path, so that reports keep apart."""
    names = {source.base: source.name for source in list_sources(connection)}
    name = names.get(base) or _free_name(base, set(names.values()))
    number = connection.execute(
        "INSERT INTO sources (root, base, name) VALUES (?, ?, ?) RETURNING source",
        (str(root), str(base), name),
    ).fetchone()[0]
    return Source(number, root, base, name, complete=False)


def _free_name(base: Path, taken: set[str]) -> str:
    parts = [part for part in base.parts if part != base.anchor] or ["root"]
    for count in range(1, len(parts) + 1):
        name = "/".join(parts[-count:])
        if name not in taken:
            return name
    return str(base)


def forget(connection: sqlite3.Connection, source: Source) -> None:
    """Forget a source and its files. Documents stay until no build needs them."""
    connection.execute("DELETE FROM sources WHERE source = ?", (source.number,))


def mark_complete(connection: sqlite3.Connection, source: Source, complete: bool) -> None:
    """Note that reading the source has begun, or has come to its end."""
    connection.execute("UPDATE sources SET complete = ? WHERE source = ?", (complete, source.number))


def known_files(connection: sqlite3.Connection, source: Source) -> dict[str, FileState]:
    """The files of a source by path, as they were last time."""
    rows = connection.execute(
        "SELECT path, size, mtime_ns, sha256, version, doc FROM files WHERE source = ?", (source.number,)
    )
    return {row[0]: FileState(*row) for row in rows}


def record(
    connection: sqlite3.Connection, source: Source, state: FileState, problems: Iterable[Problem] = ()
) -> None:
    """Note what a file is now, and why nothing was read from it if so."""
    connection.execute(
        "INSERT OR REPLACE INTO files (source, path, size, mtime_ns, sha256, version, doc)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (source.number, state.path, state.size, state.mtime_ns, state.sha256, state.version, state.doc),
    )
    note_problems(connection, source, state.path, problems)


def touch(connection: sqlite3.Connection, source: Source, path: str, size: int, mtime_ns: int | None) -> None:
    """Note that a file was looked at again and its content is the known one."""
    connection.execute(
        "UPDATE files SET size = ?, mtime_ns = ? WHERE source = ? AND path = ?",
        (size, mtime_ns, source.number, path),
    )


def note_problems(
    connection: sqlite3.Connection, source: Source, path: str, problems: Iterable[Problem]
) -> None:
    """Replace the problems of a path, which may be a list of sources rather than a report."""
    connection.execute("DELETE FROM file_problems WHERE source = ? AND path = ?", (source.number, path))
    connection.executemany(
        "INSERT INTO file_problems VALUES (?, ?, ?, ?, ?)",
        [
            (source.number, path, position, problem.code, problem.message)
            for position, problem in enumerate(problems)
        ],
    )


def remove(connection: sqlite3.Connection, source: Source, paths: Iterable[str]) -> None:
    """Forget files that are no longer there."""
    gone = [(source.number, path) for path in paths]
    connection.executemany("DELETE FROM files WHERE source = ? AND path = ?", gone)
    connection.executemany("DELETE FROM file_problems WHERE source = ? AND path = ?", gone)


def settle_duplicates(connection: sqlite3.Connection) -> None:
    """Decide which files are in the corpus: of equal contents, and of equal report ids, the first by path.

    It starts afresh each time, so a duplicate takes the place of a first file that has gone.
    """
    connection.execute("DELETE FROM file_problems WHERE code IN ('duplicate_content', 'duplicate_id')")
    connection.execute("UPDATE files SET indexed = doc IS NOT NULL WHERE indexed IS NOT (doc IS NOT NULL)")
    for key, code, message in (
        ("f.sha256", "duplicate_content", "The same content as {}: only that one is in the corpus."),
        ("d.report_id", "duplicate_id", "The same source address as {}: only that one is in the corpus."),
    ):
        duplicates = connection.execute(
            "SELECT source, path, first FROM (SELECT f.source, f.path,"
            " first_value(f.path) OVER same AS first, row_number() OVER same AS place"
            " FROM files f JOIN documents d USING (doc) WHERE f.indexed"
            f" WINDOW same AS (PARTITION BY {key} ORDER BY f.path, f.source)) WHERE place > 1"
        ).fetchall()
        for source, path, first in duplicates:
            connection.execute("UPDATE files SET indexed = 0 WHERE source = ? AND path = ?", (source, path))
            connection.execute(
                "INSERT INTO file_problems VALUES (?, ?, 0, ?, ?)",
                (source, path, code, message.format(first)),
            )


def corpus(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Report id and document of everything in the corpus, in the order of their paths."""
    rows = connection.execute(
        "SELECT report_id, doc FROM files f JOIN documents d USING (doc)"
        " WHERE f.indexed ORDER BY f.path, f.source"
    )
    return tuple(rows.fetchall())


def corpus_state(connection: sqlite3.Connection) -> str:
    """A hash that changes whenever the corpus or the list of its problems does."""
    digest = hashlib.sha256()
    for query in (
        "SELECT source, path, doc, indexed FROM files ORDER BY source, path",
        "SELECT source, path, code, message FROM file_problems ORDER BY source, path, position",
    ):
        for row in connection.execute(query):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def list_problems(connection: sqlite3.Connection) -> Iterator[FileProblem]:
    """Everything that could not be read or is not trusted, by kind and path."""
    rows = connection.execute(
        "SELECT source, path, report_id, code, message FROM problems ORDER BY code, path, source"
    )
    for source, path, report_id, code, message in rows:
        yield FileProblem(source, path, report_id, Problem(code, message))


def count_unread(connection: sqlite3.Connection) -> int:
    """How many files, or lists of sources, have a problem that kept something out of the corpus."""
    return int(
        connection.execute(
            "SELECT count(*) FROM (SELECT DISTINCT source, path FROM file_problems)"
        ).fetchone()[0]
    )


def discard_documents(connection: sqlite3.Connection, needed: Iterable[int]) -> int:
    """Delete the documents that neither a file nor a kept build refers to."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS needed (doc INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM needed")
    connection.executemany("INSERT OR IGNORE INTO needed VALUES (?)", ((doc,) for doc in needed))
    return connection.execute(
        "DELETE FROM documents WHERE doc NOT IN (SELECT doc FROM needed)"
        " AND doc NOT IN (SELECT doc FROM files WHERE doc IS NOT NULL)"
    ).rowcount
