"""Builds on disks that are full, in a process whose limits and mounts are its own.

Arguments: how the disk is full, an instance, its corpus, and an empty folder. For each size that is tried it
prints an object: what the build said, what was served then, and what the build after it, with room again,
answers.

``limit``: no file may grow beyond a size. The system refuses the write itself (EFBIG), in every kind of file,
and any user may ask for that. ``disk``: a file system in memory with so much room left, truly full (ENOSPC)
for everything at once, shared memory of SQLite and folders included; it needs a mount namespace.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from indexer.builds import BuildReader
from indexer.errors import GongkaiError
from indexer.pipeline import build
from indexer.query import Phrase, Query
from indexer.settings import Settings
from tests.patience import PATIENT

LIMITS = (0, 4_000, 40_000, 130_000, 300_000)
"""Bytes, from nothing at all to just less than the largest file needs."""
STEP = 80
"""Kilobytes of room more at each try."""
_PLENTY = "200m"


def served(reader: BuildReader) -> list[object]:
    """What the current build answers, from index and catalogue."""
    opened = reader.current()
    result = opened.engine.search(Query(Phrase("基础工作薄弱"), size=100))
    titles = sorted(str(opened.report(hit.report_id).title) for hit in result.hits)
    return [result.total_reports, result.total_occurrences, titles]


def attempt(settings: Settings) -> str:
    """What a build says; empty if all went well."""
    try:
        build(settings)
    except GongkaiError as error:
        return str(error)
    return ""


@contextmanager
def _limited(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _filled(disk: Path, room: int) -> Iterator[None]:
    used = shutil.disk_usage(disk).used // 1024
    _mount(disk, f"remount,size={used + room}k")
    try:
        yield
    finally:
        _mount(disk, f"remount,size={_PLENTY}")


def _mount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)


def main() -> None:
    """See above."""
    kind, (instance, folder) = sys.argv[1], map(Path, sys.argv[2:])
    if kind == "disk":
        _mount(folder, f"size={_PLENTY}")
    settings = Settings(instance=folder / "instance", workers=2, query_seconds=PATIENT)
    for turn in count():
        shutil.copytree(instance, settings.instance, symlinks=True)
        server = BuildReader(settings)
        served(server)  # It runs already: to begin, SQLite must make a small file beside the catalogue.
        with _limited(LIMITS[turn]) if kind == "limit" else _filled(folder, turn * STEP):
            said = attempt(settings)
            seen = served(server)
        again = attempt(settings) or served(server)
        print(json.dumps([said, seen, again]))
        shutil.rmtree(settings.instance)
        if not said or (kind == "limit" and turn == len(LIMITS) - 1):
            break
