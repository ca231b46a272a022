"""Dates as reports write them, whole, partial, or with the separators lost in a conversion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indexer.facts.numerals import ZERO, parse_count, parse_year

YEAR = rf"(?:20\d\d|二[{ZERO}0][一二三四五六七八九{ZERO}\d]{{2}})"
"""A year from 2000 to 2099, in digits or characters."""

_CN = "[一二三四五六七八九十廿]"
_MONTH = rf"(?:\d{{1,2}}|{_CN}{{1,2}})"
_DAY = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_FIRST = re.compile(r"[\d(一二三四五六七八九十廿](?<![\d.].)")
"""The first character of a date: looked for alone, it is found much faster than the whole expression."""
_DATE = re.compile(
    rf"(?:(?P<y>{YEAR})年度?)?\(?(?P<m>{_MONTH})月份?(?:(?P<d>{_DAY})[日号]|(?P<last>底|末))?"
    rf"|(?P<y2>20\d\d)(?P<sep>[-/.])(?P<m2>\d{{1,2}})(?P=sep)(?P<d2>\d{{1,2}})(?![\d.])"
    rf"|(?P<y3>20\d\d)(?P<run>\d{{2,4}})[日号]"
    rf"|(?P<y4>20\d\d)(?P<m4>\d{{1,2}}) (?P<d4>\d{{1,2}})[日号]"
    rf"|(?P<compact>20\d\d[01]\d[0-3]\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, as ``[start, end)`` of it; year or day may be left out by the writer."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    @property
    def exact(self) -> date | None:
        """The calendar day, where year and day are both written."""
        if self.year is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every date between ``start`` and ``end``, left to right.

    >>> [str(found.exact) for found in find_dates("2021.01.31 二〇二一年一月三十一日 二o一一年5月16日")]
    ['2021-01-31', '2021-01-31', '2011-05-16']
    >>> [(d.year, d.month, d.day) for d in find_dates("202011日至20201231日")]
    [(2020, 1, 1), (2020, 12, 31)]
    >>> list(find_dates("2017111日"))  # 1-11 or 11-1: nobody can know
    []
    """
    end = len(text) if end is None else end
    while first := _FIRST.search(text, start, end):
        match = _DATE.match(text, first.start(), end)
        start = match.end() if match else first.end()
        found = _read(match) if match else None
        if found:
            yield found


def _read(match: re.Match[str]) -> FoundDate | None:
    year, month, day = _parts(match)
    if month is None or not 1 <= month <= 12:
        return None
    if day is None:
        day = _last_day(year, month) if match["last"] else None
    elif not _valid(year or 2000, month, day):
        return None
    return FoundDate(year, month, day, match.start(), match.end())


def _parts(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    if match["run"]:
        split = _split_run(int(match["y3"]), match["run"])
        return (int(match["y3"]), *split) if split else (None, None, None)
    if match["compact"]:
        digits = match["compact"]
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if match["y2"]:
        return int(match["y2"]), int(match["m2"]), int(match["d2"])
    if match["y4"]:
        return int(match["y4"]), int(match["m4"]), int(match["d4"])
    year = parse_year(match["y"]) if match["y"] else None
    return year, _small(match["m"]), _small(match["d"]) if match["d"] else None


def _split_run(year: int, run: str) -> tuple[int, int] | None:
    """Month and day out of digits whose separators were eaten; None unless exactly one split is a date."""
    splits = set()
    for cut in (1, 2):
        month, day = run[:cut], run[cut:]
        padded = month.startswith("0") or day.startswith("0")
        if 1 <= len(day) <= 2 and (len(run) == 4 or not padded) and _valid(year, int(month), int(day)):
            splits.add((int(month), int(day)))
    return splits.pop() if len(splits) == 1 else None


def _small(text: str) -> int | None:
    value = parse_count(text)
    return value if isinstance(value, int) else None


def _last_day(year: int | None, month: int) -> int:
    return next(day for day in (31, 30, 29, 28) if _valid(year or 2001, month, day))


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
