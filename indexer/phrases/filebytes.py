"""Bytes of a file, wherever in it they stand.

Mapping the large files into memory would read them as fast. But the system then counts whatever was read
anywhere, and sixteen pages around it, as memory of the process: at 100,000 reports a gigabyte after a few
hundred searches. Bytes that are read by position stay where all processes share them, in its own cache.
"""

from __future__ import annotations

import mmap
import os
import sys
import weakref
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray


class FileBytes:
    """An open file without a position to seek from: threads may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file, until nobody refers to this any more."""
        self.size = path.stat().st_size
        if sys.platform == "win32":  # It has no reading by position.
            with path.open("rb") as file:
                self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self.size else b""
        else:
            self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            weakref.finalize(self, os.close, self._file)

    def get(self, position: int, length: int) -> bytes:
        """So many bytes from there on; fewer at the end of the file."""
        if sys.platform == "win32":
            return self._mapped[position : position + length]
        return os.pread(self._file, length, position)


class FileNumbers:
    """The numbers of a ``.npy`` file of one dimension, read where they are needed. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file, until nobody refers to this any more."""
        with path.open("rb") as file:
            npy.read_magic(file)
            (self._count,), _, self._type = npy.read_array_header_1_0(file)
            self._start = file.tell()
        self._bytes = FileBytes(path)

    def __len__(self) -> int:
        return self._count

    def get(self, start: int, end: int) -> NDArray[np.int32]:
        """Those from ``start`` to before ``end``.

        >>> path = getfixture("tmp_path") / "numbers.npy"
        >>> np.save(path, np.array([5, 6, 7, 8], np.int32))
        >>> FileNumbers(path).get(1, 3).tolist(), len(FileNumbers(path))
        ([6, 7], 4)
        """
        size = self._type.itemsize
        data = self._bytes.get(self._start + start * size, max(0, end - start) * size)
        return np.frombuffer(data, dtype=self._type)
