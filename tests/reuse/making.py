"""An index of sentences made of texts alone, without a build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.reuse import ReuseIndex, SentenceWriter
from indexer.reuse.frame import UNKNOWN, Frame, PartFrame, save_frame
from indexer.reuse.part import Part

Sections = Sequence[tuple[int, str]]


def make_index(
    reports: Sequence[Sections], index: Path, *, cuts: Sequence[int] = (), dropped: Sequence[Sections] = ()
) -> ReuseIndex:
    """The index of these reports, cut into parts; ``dropped`` are in the first part and do not count."""
    names, states = [], []
    for first, end in zip((0, *cuts), (*cuts, len(reports)), strict=True):
        ghosts = dropped if not names else ()
        folder = index / "parts" / f"part{first}" / "reuse"
        folder.parent.mkdir(parents=True)
        writer = SentenceWriter()
        for sections in (*ghosts, *reports[first:end]):
            writer.add(sections)
        writer.save(folder)
        numbers = np.array([*[UNKNOWN] * len(ghosts), *range(first, end)], dtype=np.int32)
        states.append(PartFrame(numbers, Part(folder).live(numbers != UNKNOWN)))
        names.append(folder.parent.name)
    keys = [
        Part(index / "parts" / name / "reuse").keys[state.live]
        for name, state in zip(names, states, strict=True)
    ]
    count = len(reports)
    frame = Frame(
        np.arange(count, dtype=np.int64) + 7,
        np.full(count, 2020, np.int32),
        np.arange(count, dtype=np.int32),
        np.zeros(count, np.int32),
        ("辽宁省",),
        tuple(names),
        len(np.unique(np.concatenate(keys))),
    )
    save_frame(frame, tuple(states), index / "reuse")
    return ReuseIndex.open(index)
