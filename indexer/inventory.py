"""A file, folder or ZIP archive that the user named -> its files, and what is known of each beforehand.

``gongkai extract`` and ``gongkai build`` both start here, so a file has the same identity in either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.model import Problem, SourceFile
from indexer.read.bounds import Limits
from indexer.read.corpus import NOTES, Found, Known, entries
from indexer.read.sources import SourceNote, load_sources, read_sources
from indexer.settings import Settings

_NO_NOTE = SourceNote()


@dataclass(frozen=True, slots=True)
class Inventory:
    """What there is at one root, without any file being read."""

    root: Path
    name: str
    """What stands for the folder that paths start from: they are part of what identifies a report."""
    files: Sequence[Found]
    """Every file, in a fixed order, those that cannot be read included."""
    notes: Mapping[str, SourceNote]
    problems: Sequence[Problem]
    """What is wrong with the notes."""

    def path(self, found: Found) -> str:
        """The path of a file by which the project knows it."""
        return f"{self.name}/{found.path}"

    def describe(self, found: Found, sha256: str = "", size: int = 0) -> SourceFile:
        """What is known of a file; its hash and size only when it has been opened."""
        note = self.notes.get(found.path, _NO_NOTE)
        return SourceFile(
            path=self.path(found),
            sha256=sha256,
            size=size,
            url=note.url,
            title=note.title,
            publisher=note.publisher,
            retrieved=note.retrieved,
        )


def base_of(root: Path) -> Path:
    """The folder that the paths of a root's files start from: the root, or the folder of a file."""
    return root if root.is_dir() else root.parent


def take_inventory(
    root: Path, settings: Settings, name: str | None = None, known: Known | None = None
) -> Inventory:
    """The inventory of a root; ``name`` where its folder is known by another name than its own."""
    limits = Limits(settings.max_text_bytes, settings.max_file_bytes)
    found = tuple(entries(root, limits, known) if known else entries(root, limits))
    files = tuple(one for one in found if not one.is_note)
    return Inventory(root, name or base_of(root.absolute()).name, files, *_notes(root, found))


def _notes(root: Path, found: Sequence[Found]) -> tuple[Mapping[str, SourceNote], Sequence[Problem]]:
    """The notes in a folder or an archive; those on a single file stand beside it."""
    if root.is_dir() or root.suffix.lower() == ".zip":
        return load_sources(found)
    for name in sorted(NOTES):
        beside = root.with_name(name)
        if beside.is_file():
            return read_sources(beside.read_bytes(), name).notes, ()
    return {}, ()
