"""Finds the files of a corpus: folders, single files, and ZIP archives, which are read like folders.

Every entry comes out, in the same order on every machine: as a file to read, or with the reason why it
is refused. Three rules keep a hostile corpus harmless:

* links are never followed. One that points into the corpus loses nothing, its target is met anyway;
  one that points out of it, or in a circle, must not be followed;
* sizes are checked before reading, and reading stops at the limit all the same, because the sizes that
  an archive declares are the archive's own words;
* nothing is ever unpacked to disk, so a path like ``../../etc/passwd`` in an archive has nothing to
  overwrite. It is refused because no honest tool writes it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import ReadError
from indexer.read import archive
from indexer.read.bounds import DEFAULT_LIMITS, Limits, too_large

SKIPPED_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
NOTES = frozenset({"sources.csv", "sources.jsonl"})
"""Files that say where the others came from (see :mod:`indexer.read.sources`)."""

Known = Callable[[str, os.stat_result], bool]
"""Whether the file of a path is known, unchanged, as a file and no archive: then it need not be opened."""


def _is_unknown(path: str, status: os.stat_result) -> bool:
    """For those who know nothing of the files."""
    del path, status
    return False


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the corpus, not read yet, or why it cannot be."""

    root: str
    """The path that the user named."""
    path: str
    """Relative to the root, with ``/``; a member of an archive follows ``!/``. Always printable."""
    file: Path
    """The file itself, or the archive that holds it."""
    member: str | None = None
    """The name of the member as its archive spells it."""
    size: int = 0
    mtime_ns: int = 0
    limits: Limits = DEFAULT_LIMITS
    refusal: ReadError | None = None

    @property
    def is_note(self) -> bool:
        """Whether it says where the others came from, instead of being one of them."""
        return _name(self.path) in NOTES

    def read(self) -> bytes:
        """The bytes; :class:`~indexer.errors.ReadError` where there is an error or the file is too large."""
        if self.refusal:
            raise self.refusal
        try:
            if self.member is not None:
                return archive.read_member(self.file, self.member, self.limits)
            with self.file.open("rb") as stream:
                return self.limits.read(stream)
        except OSError as error:
            raise _unreadable(error) from error


def entries(root: Path, limits: Limits = DEFAULT_LIMITS, known: Known = _is_unknown) -> Iterator[Found]:
    """All files of a root in a fixed order, refused ones and notes included; hidden ones are left out.

    The root may be a link: the user named it.
    """
    if root.is_dir():
        yield from _folder(root, limits, known)
    else:
        yield from _file(str(root), printable(root.name), root.resolve(), limits, known)


def printable(name: str) -> str:
    """A file name fit to be stored and shown: bytes that are not UTF-8 and control characters escaped.

    >>> printable("2019 年报 “终稿”.txt"), printable("a\\udcff\\n.txt")
    ('2019 年报 “终稿”.txt', 'a\\\\xff\\\\x0a.txt')
    """
    if name.isprintable():
        return name
    return "".join(
        f"\\x{ord(sign) & 0xFF:02x}" if sign < " " or sign == "\x7f" or "\ud800" <= sign <= "\udfff" else sign
        for sign in name
    )


def _folder(root: Path, limits: Limits, known: Known) -> Iterator[Found]:
    """Walk without recursion: folders may be nested deeper than Python calls may be."""
    stack = [("", root, True)]
    while stack:
        prefix, path, is_folder = stack.pop()
        if not is_folder:
            yield from _file(str(root), prefix, path, limits, known)
            continue
        try:
            inside = sorted(_listed(path), reverse=True)
        except OSError as error:
            yield Found(str(root), prefix or printable(path.name), path, refusal=_unreadable(error))
            continue
        start = f"{prefix}/" if prefix else ""
        stack += [(start + printable(name), path / name, one) for name, one in inside if not is_hidden(name)]


def _listed(folder: Path) -> list[tuple[str, bool]]:
    """What is in a folder: names, and whether each is a folder itself. A link is none."""
    with os.scandir(folder) as found:
        return [(one.name, one.is_dir(follow_symlinks=False)) for one in found]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def is_hidden(name: str) -> bool:
    """Files that systems leave behind, and those that their owner hid."""
    return name.startswith((".", "~$")) or name in SKIPPED_NAMES


def _file(root: str, path: str, file: Path, limits: Limits, known: Known) -> Iterator[Found]:
    if _name(path) in NOTES:  # one line for each report of a large corpus
        limits = replace(limits, text_bytes=limits.file_bytes)
    try:
        status = file.lstat()
        error = _not_a_file(status)
        is_known = not error and status.st_size <= limits.any_bytes and known(path, status)
        head = b"" if error or is_known else _head(file)
    except OSError as problem:
        yield Found(root, path, file, refusal=_unreadable(problem))
        return
    if not is_known and not error and status.st_size > limits.of(head):
        error = too_large(status.st_size)
    if not error and head.startswith(b"PK") and archive.is_archive(file):
        yield from _members(root, path, file, limits, status.st_mtime_ns)
    else:
        yield Found(root, path, file, None, status.st_size, status.st_mtime_ns, limits, error)


def _members(root: str, path: str, file: Path, limits: Limits, mtime_ns: int) -> Iterator[Found]:
    for member in archive.members(file, limits):
        if any(is_hidden(part) for part in member.path.split("/") if part != ".."):
            continue
        inside = f"{path}!/{printable(member.path)}" if member.path else path
        yield Found(root, inside, file, member.name, member.size, mtime_ns, limits, member.error)


def _not_a_file(status: os.stat_result) -> ReadError | None:
    if stat.S_ISLNK(status.st_mode):
        return ReadError("link", "It is a link, and links are not followed.", "Put the file itself here.")
    if not stat.S_ISREG(status.st_mode):
        return ReadError("not_a_file", "It is a device, a pipe or a socket.", "Take it out of the corpus.")
    return None


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(8)


def _unreadable(error: OSError) -> ReadError:
    reason = error.strerror or type(error).__name__
    return ReadError("unreadable", f"It cannot be opened ({reason}).", "Check its permissions.")
