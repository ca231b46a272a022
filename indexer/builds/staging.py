"""Parts in the making: written on all cores, each kept from the moment it is whole.

::

    builds/parts.partial/origin      which catalogue and which rules they were made of
    builds/parts.partial/<name>      a whole part
    builds/parts.partial/<name>.new  one that is being written, or that a killed build has left behind
    builds/parts.partial/<name>.done one byte for each report that is in it

A build that is killed leaves its whole parts to the next one, which takes them up like those of an
earlier build. A build that ends well takes the folder away.
"""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.builds import folders
from indexer.builds.indexed import indexed
from indexer.builds.words import segmenter_of
from indexer.catalogue import open_for_reading
from indexer.engines.protocol import IndexedReport
from indexer.errors import GongkaiError
from indexer.settings import Settings
from indexer.workers import Failure, apply

FOLDER = f"parts{folders.PARTIAL}"
MEMORY_MB = 1_000
"""What a process takes at most while it writes a part."""
_NEW, _DONE, _ORIGIN = ".new", ".done", "origin"
_SECONDS = 6 * 3_600.0
_POLL_SECONDS = 0.5

Tell = Callable[[int, int], None]
"""Hears how many reports of how many are in the index."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One part to write."""

    settings: Settings
    docs: Sequence[int]
    folder: Path
    """Where it will stand when it is whole."""


@dataclass(frozen=True, slots=True)
class _DiskError:
    """A fault of the disk, carried between processes."""

    number: int
    message: str


def finished_parts(builds: Path, origin: str) -> list[Path]:
    """The whole parts that a killed build of the same origin has left."""
    staging = builds / FOLDER
    try:
        if (staging / _ORIGIN).read_text("utf-8") != origin:
            shutil.rmtree(staging, ignore_errors=True)
    except FileNotFoundError:
        shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True, exist_ok=True)
    (staging / _ORIGIN).write_text(origin, "utf-8")
    return sorted(path for path in staging.iterdir() if path.is_dir() and not path.suffix)


def write_parts(settings: Settings, shares: Sequence[Sequence[int]], tell: Tell) -> list[Path]:
    """Write a part of each share of the documents; the folders of the parts, in that order."""
    staging = settings.builds / FOLDER
    tasks = [_Task(settings, docs, staging / uuid.uuid4().hex) for docs in shares]
    total = sum(len(docs) for docs in shares)
    if len(tasks) == 1:
        _write(tasks[0], lambda done: tell(done, total), lambda: True)
    else:
        _write_in_processes(settings, tasks, tell, total)
    return [task.folder for task in tasks]


def processes(settings: Settings) -> int:
    """How many parts are written at a time."""
    return max(1, min(settings.processes, settings.memory_mb // MEMORY_MB))


def _write_in_processes(settings: Settings, tasks: Sequence[_Task], tell: Tell, total: int) -> None:
    watched = [task.folder.with_suffix(_DONE) for task in tasks]
    with _watching(watched, lambda done: tell(done, total)):
        for _, answer in apply(_write_one, tasks, processes=processes(settings), seconds=_SECONDS, queued=1):
            if isinstance(answer, Failure):
                raise GongkaiError(
                    f"A process that writes the index ended: {answer.detail or answer.reason}.",
                    "Run the same command again, with a smaller memory_mb if the memory was full.",
                )
            if answer is not None:
                raise OSError(answer.number, answer.message)


def _write_one(task: _Task) -> _DiskError | None:
    """What a process does with a task."""
    parent = os.getppid()
    with task.folder.with_suffix(_DONE).open("wb", buffering=0) as progress:
        try:
            _write(task, lambda _: progress.write(b"."), lambda: os.getppid() == parent)
        except OSError as error:
            return _DiskError(error.errno or 0, error.strerror or str(error))
    return None


def _write(task: _Task, note: Callable[[int], object], is_wanted: Callable[[], bool]) -> None:
    from indexer.engines.whoosh import write_part

    unfinished = task.folder.with_suffix(_NEW)
    with closing(open_for_reading(task.settings.catalogue)) as connection:
        reports = _noted(indexed(connection, task.docs), note, is_wanted)
        write_part(reports, unfinished, segmenter_of(task.settings))
    folders.sync_tree(unfinished)
    unfinished.rename(task.folder)
    folders.sync_folder(task.folder.parent)


def _noted(
    reports: Iterable[IndexedReport], note: Callable[[int], object], is_wanted: Callable[[], bool]
) -> Iterator[IndexedReport]:
    """The reports, counted. A process whose builder was killed must not work on for nobody."""
    for done, report in enumerate(reports, start=1):
        if not is_wanted():
            raise SystemExit
        yield report
        note(done)


@contextmanager
def _watching(files: Sequence[Path], tell: Callable[[int], None]) -> Iterator[None]:
    """Tell now and then how long the files are together."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_POLL_SECONDS):
            tell(_bytes(files))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
    tell(_bytes(files))


def _bytes(files: Sequence[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.exists())
