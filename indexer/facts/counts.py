"""Counts in running text: 30余件, 近20条, 约410人次, 5件, 数百次, with the bounds that the words give."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.facts.numerals import CHARACTERS, NUMBER, parse_count


@dataclass(frozen=True, slots=True)
class Count:
    """One number with its unit, as ``[start, end)`` of a text.

    ``value`` None: the words name no number (数百次). ``low`` and ``high`` are the least and the most
    that the words allow, None where they leave it open.
    """

    value: int | float | None
    low: int | float | None
    high: int | float | None
    qualifier: str
    """``exact``, ``approx``, ``under``, ``over`` or ``vague``."""
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    count: re.Pattern[str]
    qualifiers: tuple[tuple[str, re.Pattern[str]], ...]
    persons: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files("indexer.data").joinpath("requests.toml").read_text("utf-8"))["count"]
    count = re.compile(
        rf"(?P<before>{data['before']})?(?:"
        rf"(?<![\d.第\[{CHARACTERS}])(?<!\d )(?P<number>{NUMBER})(?P<after>余|多|来|几)?"
        rf"|(?P<vague>{data['vague']}))"
        rf"个?(?P<unit>{data['persons']}|{data['units']})(?!月|性|工作日|方面|百分点|以上级)(?P<behind>以上|左右|以内|上下|多|余)?"
    )
    qualifiers = tuple((name, re.compile(words)) for name, words in data["qualifiers"].items())
    return _Patterns(count, qualifiers, re.compile(data["persons"]))


def find_counts(text: str) -> Iterator[Count]:
    """Every count of a text, left to right.

    >>> for count in find_counts("30余件 近20条 约410人次 5件 数百次"):
    ...     print(count.value, count.low, count.high, count.qualifier)
    30 31 39 over
    20 None 19 under
    410 None None approx
    5 5 5 exact
    None None None vague
    """
    for match in _patterns().count.finditer(text):
        count = _read(match)
        if count:
            yield count


def is_persons(unit: str) -> bool:
    """Whether a unit counts people: 收到2个自然人的申请 counts them, not requests."""
    return bool(_patterns().persons.fullmatch(unit))


def _read(match: re.Match[str]) -> Count | None:
    if match["vague"]:
        return Count(None, None, None, "vague", match["unit"], match.start(), match.end())
    value = parse_count(match["number"])
    if value is None and match["before"] and match["number"] in ("百", "千", "万"):
        value = parse_count(f"一{match['number']}")
    if value is None:
        return None
    words = (match["before"] or "", match["after"] or "", match["behind"] or "")
    qualifier = _qualifier(words)
    low, high = _bounds(value, qualifier, words)
    return Count(value, low, high, qualifier, match["unit"], match.start(), match.end())


def _qualifier(words: tuple[str, ...]) -> str:
    for name, pattern in _patterns().qualifiers:
        if any(word and pattern.fullmatch(word) for word in words):
            return name
    return "exact"


def _bounds(
    value: int | float, qualifier: str, words: tuple[str, ...]
) -> tuple[int | float | None, int | float | None]:
    """The least and the most: 30余 is 31 to 39, 300余 is 301 to 399, 超过30 is 31 or more."""
    if qualifier == "exact":
        return value, value
    if qualifier == "over":
        if "以上" in words:
            return value, None
        step = _last_step(value)
        rounded = step > 1 and any(word in ("余", "多", "几") for word in words)
        return value + 1, value + step - 1 if rounded else None
    if qualifier == "under":
        return None, value if "以内" in words else value - 1
    return None, None


def _last_step(value: int | float) -> int:
    """The unit of the last digit that is not zero: 10 for 30, 100 for 300, 1 for 35."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step
