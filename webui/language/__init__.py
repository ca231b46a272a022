"""What people type, and what it means: the query language, both ways and in words."""

from __future__ import annotations

from webui.language.parse import Segment, parse
from webui.language.typed import NamePart, Typed, merge, without
from webui.language.understood import describe, say_value, understood
from webui.language.write import quote, spell, write

__all__ = [
    "NamePart",
    "Segment",
    "Typed",
    "describe",
    "merge",
    "parse",
    "quote",
    "say_value",
    "spell",
    "understood",
    "without",
    "write",
]
