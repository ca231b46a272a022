"""Bytes -> text: which encoding a file is in, decided in an order where each step is surer than the next."""

from __future__ import annotations

from indexer.errors import ReadError
from indexer.model import Problem


def decode(data: bytes) -> tuple[str, str, tuple[Problem, ...]]:
    """Decode to (text, encoding, problems)."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n"), encoding, ()
        except UnicodeDecodeError:
            continue
    raise ReadError("undecodable", "The characters of this file cannot be made out.", "Save it as UTF-8.")
