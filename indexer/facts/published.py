"""When a report was published.

Many dates stand in a report; only a labelled one (发布时间), one alone under the title, one alone at the
end (the signature) or one in the address of the page tells when it came out. A date before the end of
the year reported on is left over from a template: it is not taken, and flagged (domain notes, §4.4).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from indexer.facts.dates import find_dates
from indexer.facts.reading import Reading
from indexer.model import Evidence
from indexer.read.hosts import official_host

_URL = re.compile(
    r"/t?(20\d\d)(\d\d)(\d\d)[_/.]|/(20\d\d)[-/](\d{1,2})[-/](\d{1,2})/"
    r"|/(20\d\d)(\d\d)/t(?:20\d\d)(?:\d\d)(\d\d)_"
)
_LONE = re.compile(r"[(·|\-]?(?:(?:发布|成文|印发)?(?:时间|日期)[:]?)?")
_HEAD_LINES = 14
_TITLE_RANK, _SIGNATURE_RANK, _URL_RANK = 3, 4, 5


@dataclass(frozen=True, slots=True)
class FoundPublication:
    """A day of publication, and why it is believed; ``flags`` name what is odd about it."""

    value: date | None
    evidence: Evidence | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    day: date
    evidence: Evidence


def find_publication(reading: Reading, url: str | None, year: int | None) -> FoundPublication:
    """The best-sourced day that can be the day of publication of a report on ``year``."""
    candidates = sorted(_candidates(reading, url), key=lambda candidate: candidate.rank)
    flags = []
    if year is not None:
        after = date(year + 1, 1, 1)
        if any(candidate.day < after and candidate.rank < _URL_RANK for candidate in candidates):
            flags.append("date_before_year_end")
        candidates = [candidate for candidate in candidates if candidate.day >= after]
    if not candidates:
        return FoundPublication(None, None, tuple(flags))
    best = candidates[0]
    if year is not None and best.day.year > year + 2:
        flags.append("republished")
    return FoundPublication(best.day, best.evidence, tuple(flags))


def _candidates(reading: Reading, url: str | None) -> Iterator[_Candidate]:
    yield from _labelled(reading)
    yield from _alone(reading)
    if url and official_host(url):  # a mirror's address has the day on which it copied
        yield from _from_url(reading, url)


@cache
def _labels() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    data = tomllib.loads(files("indexer.data").joinpath("period.toml").read_text("utf-8"))
    return tuple(
        (rule["rule"], rule["rank"], re.compile(rf"(?<![\u4e00-\u9fff])(?:{rule['labels']})[:|\n]{{1,3}}"))
        for rule in data["published"]
    )


def _labelled(reading: Reading) -> Iterator[_Candidate]:
    """发布时间:2019年03月29日, in the page's metadata before the report or after it."""
    text = reading.text
    for rule, rank, pattern in _labels():
        for match in pattern.finditer(text):
            found = next(find_dates(text, match.end(), match.end() + 24), None)
            if found and found.exact and found.start - match.end() <= 2:
                yield _Candidate(rank, found.exact, reading.quote(rule, match.start(), found.end))


def _alone(reading: Reading) -> Iterator[_Candidate]:
    """A line that is only a date: under the title or the agency's name, or as the signature at the end."""
    text = reading.text
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    for number, (start, end) in enumerate(lines):
        if not 6 <= end - start <= 24:
            continue
        found = next(find_dates(text, start, end), None)
        if not found or not found.exact or not _LONE.fullmatch(text, start, found.start):
            continue
        if text[found.end : end].strip(" )|。"):
            continue
        if number < _HEAD_LINES:
            evidence = reading.quote("published.under_title", found.start, found.end)
            yield _Candidate(_TITLE_RANK, found.exact, evidence)
        elif number >= len(lines) * 3 // 4:
            evidence = reading.quote("published.signature", found.start, found.end)
            yield _Candidate(_SIGNATURE_RANK, found.exact, evidence)


def _from_url(reading: Reading, url: str) -> Iterator[_Candidate]:
    for match in _URL.finditer(url):
        numbers = [int(group) for group in match.groups() if group]
        try:
            day = date(*numbers)
        except ValueError:
            continue
        yield _Candidate(_URL_RANK, day, reading.quote("published.url", 0, 0))
