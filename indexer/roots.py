"""Which files and folders a build reads: those named, those remembered, and never by surprise.

``gongkai build A`` and later ``gongkai build B`` keep both: what is not named stays as it was. Without a
name everything remembered is read again. A remembered folder that has vanished is an error, because a
drive that is not mounted must not empty the corpus.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.catalogue import Source, forget, list_sources, remember
from indexer.errors import UsageError
from indexer.inventory import base_of


def choose_sources(
    connection: sqlite3.Connection, named: Sequence[Path], forgotten: Sequence[Path] = ()
) -> tuple[Source, ...]:
    """The sources to read now, after remembering and forgetting what the user named.

    A source that an earlier build was killed in the middle of is read to its end, named or not.
    """
    roots = [_absolute(path) for path in named]
    for path, root in zip(named, roots, strict=True):
        if not root.exists():
            raise UsageError(f"There is no file or folder {path}.", "Check the name.")
    known = _forget(connection, forgotten)
    chosen = {_cover(connection, known, root).root for root in _outermost(roots)}
    sources = list_sources(connection)
    if not sources and not forgotten:
        raise UsageError("Nothing has been named to index yet.", "Run: gongkai build FOLDER")
    everything = not named and not forgotten
    reading = tuple(s for s in sources if everything or s.root in chosen or not s.complete)
    for source in reading:
        if not source.root.exists():
            raise UsageError(
                f"{source.root} is not there any more; its reports are kept.",
                f"Bring it back, or run: gongkai build --forget {source.root}",
            )
    return reading


def _absolute(path: Path) -> Path:
    """The path from the root, ``..`` resolved but links kept: the name that the user knows it by."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve() would follow links


def _outermost(roots: Iterable[Path]) -> list[Path]:
    """The roots without those that lie in another one."""
    unique = list(dict.fromkeys(roots))
    return [root for root in unique if not any(other in root.parents for other in unique)]


def _forget(connection: sqlite3.Connection, paths: Sequence[Path]) -> tuple[Source, ...]:
    """Forget the sources at these paths; what remains."""
    for path in paths:
        sources = {source.root: source for source in list_sources(connection)}
        source = sources.get(_absolute(path))
        if source is None:
            known = ", ".join(map(str, sources)) or "none"
            raise UsageError(f"{path} is not a source of this instance.", f"Its sources: {known}.")
        forget(connection, source)
    return list_sources(connection)


def _cover(connection: sqlite3.Connection, known: Sequence[Source], root: Path) -> Source:
    """The source that ``root`` belongs to: a remembered one that holds it, else a new one.

    Remembered sources inside the new one are part of it from now on.
    """
    for source in known:
        if source.root == root or source.root in root.parents:
            return source
    for source in known:
        if root in source.root.parents:
            forget(connection, source)
    return remember(connection, root, base_of(root))
