"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
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
