"""The folder that the benchmark works in, and what it holds when it is asked to go on.

::

    files/              the generated reports
    instance/           the catalogue, and gongkai's index of it
    peers/<engine>/     an index of the same catalogue
    rows/<what>.json    what making it took; there only where it was made to the end

A run that was interrupted, or that had too little time, is taken up by the next one with the same folder:
what has a row is not made again. So indexes can be built in one hour and asked in another, and each row
says how busy the machine was in its own.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from indexer.settings import Settings, load_settings
from tests.benchmarks.rows import BuildRow

Row = TypeVar("Row", "FilesRow", "InstanceRow", BuildRow)


@dataclass(frozen=True, slots=True)
class FilesRow:
    """The generated files."""

    reports: int
    seed: int
    characters: int


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """A whole build from text files."""

    reports: int
    reading_s: float
    """Until the last file was read."""
    indexing_s: float
    """From then to the switch."""
    peak_rss_mb: float
    """Of all its processes together."""
    others: float | None = None
    """Cores that other processes used meanwhile, where that is known."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folder."""

    folder: Path

    @property
    def files(self) -> Path:
        """The generated reports."""
        return self.folder / "files"

    @property
    def settings(self) -> Settings:
        """Those of the instance."""
        return load_settings(self.folder / "instance", {})

    def peer(self, name: str) -> Path:
        """The index of a peer."""
        return self.folder / "peers" / name

    def find(self, kind: type[Row], name: str, catalogue: str = "") -> Row | None:
        """The row that was kept under a name; None where there is none, or it is about another catalogue.

        A row that does not say which catalogue it is about was put there by hand, and is believed.
        """
        try:
            content = json.loads(self._row(name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return kind(**content) if content.pop("catalogue", catalogue) == catalogue else None

    def keep(self, row: FilesRow | InstanceRow | BuildRow, name: str, catalogue: str = "") -> None:
        """Keep a row for the next run."""
        self._row(name).parent.mkdir(parents=True, exist_ok=True)
        content = {**asdict(row), "catalogue": catalogue}
        self._row(name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

    def begin_anew(self) -> None:
        """Remove an instance whose build was interrupted: the rest of a build says nothing of the whole.

        One that is only linked here is somebody else's, and is an error.
        """
        self._row("instance").unlink(missing_ok=True)
        if (self.folder / "instance").exists():
            shutil.rmtree(self.folder / "instance")

    def _row(self, name: str) -> Path:
        return self.folder / "rows" / f"{name}.json"
