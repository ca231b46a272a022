"""The folders of the builds, and the small file that names the current one.

::

    builds/current          the number of the build that is served, replaced atomically
    builds/7/manifest.json  what it was made of and by which rules
    builds/7/docs.tsv       report id, document number of the catalogue
    builds/7/index/         what the engine wrote
    builds/8.partial/       a build in the making, or what a killed one left behind
    builds/parts.partial/   parts of its index, see ``staging``

A folder without ``.partial`` is complete and never changes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.catalogue import Coverage, Overview
from indexer.errors import NoBuildError
from indexer.settings import Settings

POINTER = "current"
MANIFEST = "manifest.json"
DOCS = "docs.tsv"
INDEX = "index"
PARTIAL = ".partial"
_BUILD = "Run: gongkai build"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made of, by which rules, and when."""

    number: int
    built_at: str
    """UTC, as ``2026-11-22T05:00:00+00:00``."""
    gongkai: str
    """Version of the program."""
    catalogue: str
    """Identity of the catalogue whose documents it indexes."""
    state: str
    """Hash of the corpus and its problems."""
    reading_rules: str
    indexing_rules: str
    overview: Overview


def current_number(builds: Path) -> int | None:
    """The number of the build to serve; None where there is none yet."""
    try:
        return int((builds / POINTER).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise NoBuildError(f"{builds / POINTER} does not name a build.", _BUILD) from error


def point_to(builds: Path, number: int) -> None:
    """Make a build the current one: readers see the old number or the new one, never anything else."""
    fresh = builds / f"{POINTER}.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write(f"{number}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(builds / POINTER)
    sync_folder(builds)


def next_number(builds: Path) -> int:
    """A number that no build has had as long as one folder or the pointer remembers."""
    return max([0, current_number_or_zero(builds), *complete_builds(builds)]) + 1


def current_number_or_zero(builds: Path) -> int:
    """The current number; 0 where there is none or the pointer is damaged."""
    try:
        return current_number(builds) or 0
    except NoBuildError:
        return 0


def complete_builds(builds: Path) -> list[int]:
    """Numbers of the complete builds on disk, oldest first."""
    return sorted(int(path.name) for path in builds.glob("*") if path.name.isdecimal() and path.is_dir())


def clean_builds(settings: Settings) -> None:
    """Remove what killed builds left behind, and old builds but for the last few before the current one."""
    builds = settings.builds
    current = current_number_or_zero(builds)
    before = [number for number in complete_builds(builds) if number < current]
    never_current = [number for number in complete_builds(builds) if number > current]
    for number in (*before[: max(0, len(before) - settings.kept_builds)], *never_current):
        # Renamed first: a folder that is half removed must not look like a complete build.
        (builds / str(number)).rename(builds / f"{number}{PARTIAL}")
    for leftover in builds.glob(f"*{PARTIAL}"):
        # A process of a killed build may still be writing there: then the next build takes it away.
        shutil.rmtree(leftover, ignore_errors=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a build in the making."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(builds: Path, number: int) -> Manifest:
    """The manifest of a complete build."""
    path = builds / str(number) / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        overview = content.pop("overview")
        coverage = tuple(Coverage(**row) for row in overview.pop("coverage"))
        return Manifest(**content, overview=Overview(**overview, coverage=coverage))
    except FileNotFoundError as error:
        raise NoBuildError(f"The files of build {number} are gone.", _BUILD) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoBuildError(f"{path} is damaged.", _BUILD) from error


def write_docs(folder: Path, docs: Iterable[tuple[str, int]]) -> None:
    """Write which document of the catalogue stands for each report."""
    with (folder / DOCS).open("w", encoding="utf-8") as file:
        file.writelines(f"{report_id}\t{doc}\n" for report_id, doc in docs)


def read_docs(builds: Path, number: int) -> Mapping[str, int]:
    """The document of each report of a complete build, in the order of the reports' paths."""
    path = builds / str(number) / DOCS
    try:
        with path.open(encoding="utf-8") as file:
            return {report_id: int(doc) for report_id, doc in (line.split("\t") for line in file)}
    except (OSError, ValueError) as error:
        raise NoBuildError(f"{path} is missing or damaged.", _BUILD) from error


def documents_of_builds(settings: Settings) -> set[int]:
    """The documents that the builds on disk refer to; a damaged build refers to none."""
    needed: set[int] = set()
    for number in complete_builds(settings.builds):
        with suppress(NoBuildError):
            needed.update(read_docs(settings.builds, number).values())
    return needed


def sync_tree(folder: Path) -> None:
    """Force everything in a folder to the disk, before anything points to it."""
    for path in [*folder.rglob("*"), folder]:
        sync_folder(path)


def sync_folder(path: Path) -> None:
    """Force one file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
