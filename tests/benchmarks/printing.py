"""Searchable sections -> the text of a file, as a government's page or its mirror would print it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.benchmarks.facts import Facts
from tests.benchmarks.sections import MadeSection

_FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
_HALF_WIDTH_SHARE = 4
"""One agency in so many prints half-width punctuation, as some pages do."""


def print_text(sections: Sequence[MadeSection], facts: Facts) -> str:
    """The text of the report's file."""
    full_width = facts.organ.number % _HALF_WIDTH_SHARE != 0
    lines: list[str] = []
    for section in sections:
        lines.append(section.heading.translate(_FULL_WIDTH) if full_width else section.heading)
        for part in section.paragraphs:
            if isinstance(part, str):
                lines.append(part.translate(_FULL_WIDTH) if full_width else part)
            else:
                lines.append(part.printed)
    text = "\n".join(lines) + "\n"
    return text.translate(_traditional()) if facts.traditional else text


@cache
def _traditional() -> dict[int, str]:
    """Simplified to traditional, for the characters whose way back is certain."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    there = OpenCC("s2t").convert("\n".join(characters)).split("\n")
    back = OpenCC("t2s").convert("\n".join(there)).split("\n")
    pairs = zip(characters, there, back, strict=True)
    return {ord(old): new for old, new, again in pairs if old != new and again == old and len(new) == 1}
