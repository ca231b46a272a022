"""Parts -> an index. Nothing is copied: the files of a part get one more name.

::

    words/          every part's Whoosh segment, and one table of contents: a genuine Whoosh index
    parts/<name>/   lexicon, phrases, sentences and rows of each part
    columns/        the rows of all reports that count, merged
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.engines.protocol import IndexedReport
from indexer.engines.rows import Rows, merge_rows, save_rows
from indexer.engines.whoosh.parts import BESIDE, PARTS, WORDS, Part, open_part, write_part
from indexer.engines.whoosh.schema import make_schema, word_field
from indexer.segment import WordCutter

COLUMNS = "columns"
PART_REPORTS = 8_000
"""Reports in a part at most: writing one takes 0.7 GB of memory for a while."""
_NAME = "MAIN"


def write_index(reports: Iterable[IndexedReport], folder: Path, segmenter: WordCutter) -> None:
    """Write the index of all reports into a new folder. It is complete when this returns, not before."""
    fresh = folder / "fresh"
    waiting = iter(reports)
    folders: list[Path] = []
    while some := list(islice(waiting, PART_REPORTS)):
        folders.append(fresh / str(len(folders)))
        write_part(some, folders[-1], segmenter)
    folder.mkdir(parents=True, exist_ok=True)
    assemble([open_part(part) for part in folders], folder)
    shutil.rmtree(fresh, ignore_errors=True)


def assemble(
    parts: Sequence[Part], folder: Path, complete: Callable[[Rows], Rows] = lambda rows: rows
) -> None:
    """Make an index of parts. ``complete`` fills in what of a report depends on the other reports."""
    words = folder / WORDS
    words.mkdir(parents=True)
    for part in parts:
        for name in part.segment.list_files(FileStorage(str(part.words))):
            _link(str(part.words / name), str(words / name))
        for name in BESIDE:
            shutil.copytree(part.folder / name, folder / PARTS / part.name / name, copy_function=_link)
    schema = make_schema()
    for slot in sorted({slot for part in parts for slot in part.rows.slot_names}):
        schema.add(slot, word_field())
    TOC(schema, [_segment(part) for part in parts], 1).write(FileStorage(str(words)), _NAME)
    save_rows(complete(merge_rows([(part.rows, part.kept) for part in parts])), folder / COLUMNS)


def _segment(part: Part) -> Segment:
    """Whoosh's description of a part, with the documents that do not count marked as deleted."""
    segment = copy(part.segment)
    segment._deleted = set(np.flatnonzero(~part.kept).tolist()) or None
    return segment


def _link(origin: str, target: str) -> None:
    """A second name for the same file; a copy where the file system has no such names."""
    try:
        os.link(origin, target)
    except OSError:
        shutil.copy2(origin, target)
