"""How much of a file is read at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from indexer.errors import ReadError

_BIG_FORMATS = (b"%PDF-", b"PK\x03\x04")
_CHUNK = 1 << 20
_HEAD = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest files that are read, by what their first bytes say they are."""

    text_bytes: int = 8_000_000
    """Text and HTML."""
    file_bytes: int = 100_000_000
    """PDF, Word and archives, whose pictures make them large. More is refused whatever it is."""

    @property
    def any_bytes(self) -> int:
        """A file of so many is small enough whatever it is."""
        return min(self.text_bytes, self.file_bytes)

    def of(self, head: bytes) -> int:
        """The limit for a file that begins with these bytes."""
        return self.file_bytes if head.startswith(_BIG_FORMATS) else self.text_bytes

    def read(self, stream: IO[bytes]) -> bytes:
        """Read to the end, but never past the limit: declared sizes may lie, and files may grow."""
        head = stream.read(_HEAD)
        limit = self.of(head)
        parts, size = [head], len(head)
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise too_large(size)
            parts.append(chunk)
        return b"".join(parts)


DEFAULT_LIMITS = Limits()


def too_large(size: int) -> ReadError:
    """The refusal of a file over the limit."""
    hint = "If it is a report, raise the limit in config.toml."
    return ReadError("too_large", f"It has {size} bytes or more.", hint)
