"""Clocks and scales: percentiles, the memory of a process and its children, the size of a folder."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the slow end of some durations."""

    p50_ms: float
    p95_ms: float
    count: int


def spread(seconds: Sequence[float]) -> Spread:
    """Median and 95th percentile, in milliseconds.

    >>> spread([0.001, 0.002, 0.003]).p50_ms
    2.0
    """
    ordered = sorted(seconds)
    return Spread(1000 * _rank(ordered, 0.5), 1000 * _rank(ordered, 0.95), len(ordered))


def _rank(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes to do something once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def folder_bytes(folder: Path) -> int:
    """The size of everything in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def resident_bytes(process: int, *, shared_once: bool = False) -> int:
    """Resident memory of a process and all that it started; 0 where the system does not tell.

    Memory that several of them share counts for each, unless ``shared_once`` asks for each one's part of it.
    """
    measure = _proportional if shared_once else _resident
    total, waiting = 0, [process]
    while waiting:
        pid = waiting.pop()
        try:
            total += measure(pid)
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, IndexError, ValueError):
            continue
    return total


def _resident(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE


def _proportional(process: int) -> int:
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))


class PeakMemory:
    """Watches this process and its children while something runs."""

    def __init__(self) -> None:
        self.bytes = 0
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._stop.wait(_EVERY_SECONDS):
            self.bytes = max(self.bytes, resident_bytes(os.getpid()))
