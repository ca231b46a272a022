"""Where the files came from: ``sources.csv`` or ``sources.jsonl`` beside them.

Nobody's notes are perfect, so a bad row costs that row and is a problem to list; it never costs the
files their reading. Columns: ``file`` (needed), ``title``, ``url``, ``publisher``, ``retrieved``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from indexer.errors import ReadError
from indexer.model import Problem
from indexer.read.corpus import Found
from indexer.read.encoding import decode

_COLUMNS = {
    "文件": "file", "文件名": "file", "filename": "file", "path": "file", "标题": "title",
    "网址": "url", "链接": "url", "发布机构": "publisher", "获取日期": "retrieved",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What is known of where one file came from."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class SourceNotes:
    """One file of notes: by the path that each is about, and the rows that were not understood."""

    notes: Mapping[str, SourceNote]
    problems: tuple[Problem, ...] = ()


def load_sources(files: Iterable[Found]) -> tuple[dict[str, SourceNote], tuple[Problem, ...]]:
    """The notes among the files of a folder or an archive, by the path that each is about."""
    notes: dict[str, SourceNote] = {}
    problems: list[Problem] = []
    for found in files:
        if not found.is_note:
            continue
        base, _, name = found.path.rpartition("/")
        try:
            read = read_sources(found.read(), name)
        except ReadError as error:
            problems.append(Problem("bad_sources", f"{found.path}: {error.message}"))
            continue
        problems += [Problem(p.code, f"{found.path}: {p.message}") for p in read.problems]
        for path, note in read.notes.items():
            notes.setdefault(f"{base}/{path}" if base else path, note)
    return notes, tuple(problems)


def read_sources(data: bytes, name: str) -> SourceNotes:
    """Read one file of notes.

    >>> read = read_sources(b"file,url\\na.txt,ftp://x\\n,https://www.gov.cn/\\n", "sources.csv")
    >>> [problem.message for problem in read.problems]
    ['Line 2: the url is not a web address; it was left out.', 'Line 3 names no file; it was left out.']
    """
    notes: dict[str, SourceNote] = {}
    problems: list[Problem] = []
    for line, row in _rows(decode(data).text, name):
        if row is None:
            problems.append(Problem("bad_source", f"Line {line} cannot be read; it was left out."))
            continue
        path = _path(row.get("file", ""))
        if path is None:
            problems.append(Problem("bad_source", f"Line {line} names no file; it was left out."))
        elif path in notes:
            problems.append(Problem("bad_source", f"Line {line} is about {path} again; it was left out."))
        else:
            notes[path], wrong = _note(row)
            problems += [Problem("bad_source", f"Line {line}: the {w}; it was left out.") for w in wrong]
    return SourceNotes(notes, tuple(problems))


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """The rows with their line numbers; None for a row that is not one."""
    if name.endswith(".jsonl"):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield number, _json_row(line)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
            continue
        if header is None:
            header = [_column(cell) for cell in cells]
        elif any(cell.strip() for cell in cells):
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=False))


def _json_row(line: str) -> dict[str, str] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    return {_column(str(key)): str(value).strip() for key, value in row.items() if value is not None}


def _column(name: str) -> str:
    name = name.strip().lower()
    return _COLUMNS.get(name, name)


def _path(text: str) -> str | None:
    path = PurePosixPath(text.replace("\\", "/"))
    return str(path) if text and not path.is_absolute() and ".." not in path.parts and path.name else None


def _note(row: Mapping[str, str]) -> tuple[SourceNote, list[str]]:
    """The note of a row, and what in the row is wrong."""
    wrong = []
    url, retrieved = row.get("url") or None, None
    if url and not _is_web_address(url):
        url = None
        wrong.append("url is not a web address")
    if row.get("retrieved"):
        try:
            retrieved = date.fromisoformat(row["retrieved"][:10])
        except ValueError:
            wrong.append("retrieved date is not written as 2024-01-31")
    return SourceNote(url, row.get("title") or None, row.get("publisher") or None, retrieved), wrong


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
    except ValueError:
        return False
