"""What an index of sentences knows of the reports themselves: agency, year and place, as arrays.

::

    index/reuse/frame.npz      the arrays of :class:`Frame`
    index/reuse/frame.json     its other values
    index/reuse/<part>.npz     which reports and sentences of a part count
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
"""Stands for a year, an agency or a place that a report does not state."""
_ARRAYS = ("docs", "years", "agencies", "places")


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The reports of a build, numbered in its order."""

    docs: NDArray[np.int64]
    years: NDArray[np.int32]
    agencies: NDArray[np.int32]
    """Numbers that stand for agencies; only which are equal matters."""
    places: NDArray[np.int32]
    """Each report's place in ``place_names``: its province."""
    place_names: tuple[str, ...]
    parts: tuple[str, ...]
    """The names of the parts of the index."""
    sentences: int
    """How many different sentences there are."""

    @property
    def agency_count(self) -> int:
        """How many agencies there are."""
        return len(np.unique(self.agencies[self.agencies != UNKNOWN]))


@dataclass(frozen=True, slots=True, eq=False)
class PartFrame:
    """What of a part counts in this build."""

    numbers: NDArray[np.int32]
    """For each report of the part its number in the build, or :data:`UNKNOWN` where it does not count."""
    live: NDArray[np.bool_]
    """For each sentence of the part whether a report that counts has it."""


def save_frame(frame: Frame, parts: tuple[PartFrame, ...], folder: Path) -> None:
    """Write a frame into a new folder."""
    folder.mkdir()
    np.savez(folder / "frame.npz", **{name: getattr(frame, name) for name in _ARRAYS})
    text = {"places": frame.place_names, "parts": frame.parts, "sentences": frame.sentences}
    (folder / "frame.json").write_text(json.dumps(text, ensure_ascii=False), "utf-8")
    for name, part in zip(frame.parts, parts, strict=True):
        np.savez(folder / f"{name}.npz", numbers=part.numbers, live=part.live)


def load_frame(folder: Path) -> tuple[Frame, tuple[PartFrame, ...]]:
    """Read what :func:`save_frame` wrote."""
    text = json.loads((folder / "frame.json").read_text("utf-8"))
    with np.load(folder / "frame.npz") as arrays:
        frame = Frame(
            place_names=tuple(text["places"]),
            parts=tuple(text["parts"]),
            sentences=text["sentences"],
            **{name: arrays[name] for name in _ARRAYS},
        )
    parts = []
    for name in frame.parts:
        with np.load(folder / f"{name}.npz") as arrays:
            parts.append(PartFrame(arrays["numbers"], arrays["live"]))
    return frame, tuple(parts)
