"""A ZIP archive as a list of members, with the tricks of archives refused: bombs, paths, passwords."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.errors import ReadError
from indexer.read.bounds import Limits, too_large

MAX_MEMBERS = 100_000
MAX_UNPACKED = 4_000_000_000
MAX_RATIO = 1_000
"""Text shrinks to a tenth. Only a file of nothing but one repeated sign shrinks to a thousandth."""

_DOCUMENTS = {"[Content_Types].xml", "mimetype", "word/document.xml"}
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_LOOK = "Unpack it by hand and look at it."


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive, or why it is refused."""

    path: str
    name: str
    """As the archive spells it: its key."""
    size: int
    error: ReadError | None = None


def is_archive(file: Path) -> bool:
    """A ZIP of files, and not a Word file, which is a ZIP of its own parts."""
    try:
        return _DOCUMENTS.isdisjoint(_opened(file).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def members(file: Path, limits: Limits) -> Iterator[Member]:
    """The members of an archive by path; one refusal instead of them where the whole archive is a trap."""
    infos = [info for info in _opened(file).NameToInfo.values() if not info.is_dir()]
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        message = f"The archive holds {len(infos)} files of together {unpacked} bytes."
        yield Member("", "", unpacked, ReadError("archive_bomb", message, _LOOK))
        return
    for info in sorted(infos, key=_path):
        yield Member(_path(info), info.filename, info.file_size, _refused(info, limits))


def read_member(file: Path, name: str, limits: Limits) -> bytes:
    """The bytes of one member."""
    try:
        with _opened(file).open(name) as stream:
            return limits.read(stream)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, RuntimeError) as error:
        message = f"It cannot be unpacked from its archive ({type(error).__name__})."
        raise ReadError("damaged_file", message, "Fetch the archive again.") from error


def _opened(file: Path) -> zipfile.ZipFile:
    return _directory(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _directory(file: Path, _changed: int) -> zipfile.ZipFile:
    """The archive, its directory read once for all of its members."""
    return zipfile.ZipFile(file)


def _path(info: zipfile.ZipInfo) -> str:
    """The member's path. Without the UTF-8 flag Chinese systems write GBK, and Python reads it as CP437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return info.filename


def _refused(info: zipfile.ZipInfo, limits: Limits) -> ReadError | None:
    path = _path(info)
    if path.startswith(("/", "\\")) or "\\" in path or ":" in path[:2] or ".." in path.split("/"):
        return ReadError("unsafe_path", "Its path leads out of the archive.", _LOOK)
    if info.flag_bits & _ENCRYPTED:
        return ReadError("encrypted_member", "It is locked with a password.", "Unpack it and add the files.")
    if info.file_size > limits.file_bytes:
        return too_large(info.file_size)
    if info.file_size > MAX_RATIO * max(info.compress_size, 1_000):
        return ReadError("archive_bomb", "It would grow a thousandfold when unpacked.", _LOOK)
    return None
