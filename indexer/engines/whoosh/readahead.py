"""Has the system fetch an index from the disk before anybody waits for it.

Looking a quotation up among 100,000 reports reads a few bytes at two hundred places. Where the system has
them in its memory that takes two milliseconds; from a disk, five times as long and more. A server has time
between its start and its first visitors, so it asks for the files then: the small ones first, which every
search goes through, and the large ones as far as there is room. The memory is the system's, which takes it
back for whatever needs it more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec

_MEMORY = Path("/proc/meminfo")
_AVAILABLE = "MemAvailable:"
_SHARE = 2
"""One part in so many of the available memory is asked for."""
_AT_ONCE = 4 << 20
"""Bytes asked for at a time: a visitor's own few are read in between."""


def read_ahead(folder: Path, room: int | None = None) -> int:
    """Ask for the files of an index, the smallest first, until ``room`` bytes are full; how many bytes were.

    Without ``room``, half of the memory that is available. Nothing is done where the system cannot be asked.
    """
    left = available() // _SHARE if room is None else room
    asked = 0
    if hasattr(os, "posix_fadvise"):
        for size, path in sorted((path.stat().st_size, path) for path in _files(folder)):
            if asked + size > left:
                break
            _ask_for(path, size)
            asked += size
    return asked


def available() -> int:
    """Bytes of memory that nobody uses, or that the system would give away; 0 where it does not say."""
    try:
        lines = _MEMORY.read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith(_AVAILABLE)), 0)


def _files(folder: Path) -> Iterator[Path]:
    """The files that searches read. Whoosh's own table of words is for Whoosh alone: see ``lexicon.py``."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != W3Codec.TERMS_EXT:
            yield path


def _ask_for(path: Path, size: int) -> None:
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        for start in range(0, size, _AT_ONCE):
            os.posix_fadvise(file, start, _AT_ONCE, os.POSIX_FADV_WILLNEED)
    finally:
        os.close(file)
