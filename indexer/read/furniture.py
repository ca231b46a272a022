"""The wordings of page furniture (``data/furniture.toml``), compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around a report on a page of a site or on a sheet of paper."""

    dropped_tags: frozenset[str]
    dropped_words: frozenset[str]
    blocks: frozenset[str]
    headings: frozenset[str]
    meta: tuple[tuple[str, str], ...]
    """Names of meta tags, and the label that their content gets in the text."""
    labels: tuple[str, ...]
    page_marks: re.Pattern[str]

    def is_kept(self, line: str) -> bool:
        """Does this line outside the main text say who published the report, or when?

        >>> furniture().is_kept("【发布时间】 2019年03月29日"), furniture().is_kept("网站地图")
        (True, False)
        """
        return len(line) <= 200 and _compact(line).startswith(self.labels)

    def is_page_mark(self, line: str) -> bool:
        """Is this first or last line of a printed page its page number?

        >>> [furniture().is_page_mark(line) for line in ("— 3 —", "第 2 页 共 8 页", "2023年", "3条")]
        [True, True, False, False]
        """
        return len(line) <= 30 and bool(self.page_marks.fullmatch(line.strip()))


@cache
def furniture() -> Furniture:
    """The furniture of ``data/furniture.toml``."""
    data = tomllib.loads(files("indexer").joinpath("data", "furniture.toml").read_text("utf-8"))
    html = data["html"]
    return Furniture(
        dropped_tags=frozenset(html["dropped_tags"]),
        dropped_words=frozenset(html["dropped_words"]),
        blocks=frozenset(html["blocks"]),
        headings=frozenset(html["headings"]),
        meta=tuple(html["meta"].items()),
        labels=tuple(data["kept"]["labels"]),
        page_marks=re.compile("|".join(f"(?:{mark})" for mark in data["page"]["marks"]), re.IGNORECASE),
    )


def _compact(line: str) -> str:
    return re.sub(r"[\s\[【［〔(（•·]", "", line[:60])
