"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("gongkai", "whoosh", "jieba", "numpy", "pydivsufsort", "tantivy")


def describe() -> list[str]:
    """Lines that name the machine and the versions."""
    versions = [f"{name} {_version(name)}" for name in _LIBRARIES if _version(name)]
    system = f"{platform.system()} {platform.release()}"
    return [
        f"machine   {_processor()}, {_cores()} cores, {_memory_gb():.0f} GB, {system}",
        f"versions  Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {', '.join(versions)}",
    ]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _memory_gb() -> float:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (ValueError, OSError, AttributeError):
        return 0.0


@dataclass(slots=True)
class Company:
    """How much other processes worked while something was measured."""

    cores: float | None = None
    """Cores that they used on average; None where the system does not tell."""

    def said(self) -> str:
        """For people: figures of a busy machine are not those of a quiet one."""
        return said(self.cores)


def said(others: float | None) -> str:
    """Cores that others used, as it is printed."""
    return "unknown" if others is None else f"{others:.1f} of {_cores()}"


@contextmanager
def company() -> Iterator[Company]:
    """Watch the machine while something runs, here and in processes that are waited for."""
    found = Company()
    start, busy, own = time.perf_counter(), _busy_seconds(), _own_seconds()
    yield found
    if busy is not None:
        others = (_busy_seconds() or busy) - busy - (_own_seconds() - own)
        found.cores = round(max(0.0, others / (time.perf_counter() - start)), 2)


def _busy_seconds() -> float | None:
    """Time that all cores have worked since the machine was started."""
    try:
        times = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
    except OSError:
        return None
    user, nice, system, _idle, _waiting, interrupt, soft, _stolen = map(int, times)
    return (user + nice + system + interrupt + soft) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """The same of this process and of those that it has waited for."""
    return sum(os.times()[:4])
