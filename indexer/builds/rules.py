"""Hashes that stand for the rules a build was made by: how files are read, and how reports are indexed.

They are taken over the program's own files rather than over a version number that someone must remember
to raise: after an upgrade, or an edit of a word list, everything is read again that could come out
differently, and an index that segments words in another way than the queries is refused.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

READING = ("model.py", "extract.py", "text/**/*", "read/**/*", "structure/**/*", "facts/**/*", "data/**/*")
READING_LIBRARIES = (
    "opencc-python-reimplemented",
    "pypinyin",
    "charset-normalizer",
    "selectolax",
    "pdfplumber",
    "pypdfium2",
    "python-docx",
)
INDEXING = (
    "segment.py",
    "phrases/**/*",
    "reuse/**/*",
    "builds/indexed.py",
    "builds/repeats.py",
    "engines/protocol.py",
    "engines/rows.py",
    "engines/whoosh/**/*",
    "data/userdict.txt",
    "data/statutory.toml",
)
INDEXING_LIBRARIES = ("jieba", "whoosh")


@cache
def reading_rules() -> str:
    """Stands for everything that decides what is read from a file."""
    return _hash(READING, READING_LIBRARIES)


@cache
def indexing_rules() -> str:
    """Stands for everything that decides what an index holds, and how it is searched."""
    return _hash(INDEXING, INDEXING_LIBRARIES)


def _hash(patterns: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    found = {path for pattern in patterns for path in _PACKAGE.glob(pattern) if path.is_file()}
    for path in sorted(found):
        if "__pycache__" not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {content}\n".encode())
    for library in libraries:
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()[:32]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
