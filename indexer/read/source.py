"""One source file's bytes -> Original: the format is decided from the content, never from the name."""

from __future__ import annotations

from indexer.errors import ReadError
from indexer.model import Original, SourceFile
from indexer.read.encoding import decode
from indexer.read.plain import read_plain


def read_source(data: bytes, source: SourceFile) -> Original:
    """Read one file, whatever its format; :class:`~indexer.errors.ReadError` says why it cannot be read."""
    if not data.strip():
        raise ReadError("empty_file", f"{source.path} is empty.", "Fetch it again from its source.")
    text, encoding, problems = decode(data)
    return read_plain(text, encoding, problems)
