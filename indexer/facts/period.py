"""Which year a report covers.

The obvious source, the title, is not the best one: reports are written over last year's file, and a
title is changed sooner than the sentence that says which days the figures cover. So the period of the
statistics comes first, the title second, the report's own words third, the day of publication last;
where the first two disagree the report carries the flag ``year_conflict`` (domain notes, §4.4).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from indexer.facts.dates import YEAR, FoundDate, find_dates
from indexer.facts.numerals import parse_year
from indexer.facts.published import find_publication
from indexer.facts.reading import Reading
from indexer.model import Evidence, SectionKind

_HEAD = 3000
_OPENING = re.compile(r"[一二三四五六七八九十]、|根据|按照|依据|为了?|现将|本报告|本年度报告|编制说明")
_FIRST, _LAST = 2003, 2049
_STORY = {SectionKind.PREAMBLE, SectionKind.OVERVIEW, SectionKind.PROACTIVE, SectionKind.REQUESTS}


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year, and why it is believed."""

    value: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Rules:
    """The wordings of ``period.toml``, compiled."""

    cues: re.Pattern[str]
    link: re.Pattern[str]
    titles: tuple[re.Pattern[str], ...]
    title_max_length: int
    announcements: tuple[re.Pattern[str], ...]
    told: re.Pattern[str]
    other: re.Pattern[str]


@cache
def load_rules() -> Rules:
    """The rules, read once."""
    data = tomllib.loads(files("indexer.data").joinpath("period.toml").read_text("utf-8"))

    def with_year(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{year}", rf"(?<!\d)(?P<year>{YEAR})(?!\d)"))

    return Rules(
        cues=re.compile(data["period_cues"]),
        link=re.compile(data["period_link"]),
        titles=tuple(map(with_year, data["titles"])),
        title_max_length=data["title_max_length"],
        announcements=tuple(map(with_year, data["announcements"])),
        told=with_year(data["told_year"]),
        other=re.compile(data["other_years"]),
    )


def find_years(reading: Reading, url: str | None = None) -> tuple[FoundYear, ...]:
    """The year by each source that states one, best source first.

    The caller takes the first; a second that differs from it is a conflict. Without any, a day of
    publication in the first half of a year tells of the year before.
    """
    sources = (period_year, title_year, announced_year, told_year)
    years = tuple(found for source in sources if (found := source(reading)))
    return years or _year_before_publication(reading, url)


def _year_before_publication(reading: Reading, url: str | None) -> tuple[FoundYear, ...]:
    """Reports are due on 31 January or 31 March; a later date may be a second posting, and tells nothing."""
    published = find_publication(reading, url, None)
    if published.value is None or published.evidence is None or published.value.month > 6:
        return ()
    evidence = published.evidence
    return (FoundYear(published.value.year - 1, Evidence("year.published", evidence.span, evidence.text)),)


def period_year(reading: Reading) -> FoundYear | None:
    """The year of the statistics' period: 统计期限自2019年1月1日起至12月31日止.

    The separators may be lost (自202011日至20201231日) and either year left out. A period over two
    years determines neither, unless the title names one of them.
    """
    titled = title_year(reading)
    for first, last in _periods(reading.text):
        years = {year for year in (first.year, last.year) if year is not None}
        if len(years) > 1 and titled and titled.value in years:
            years = {titled.value}
        if len(years) == 1 and _FIRST <= (year := years.pop()) <= _LAST:
            return FoundYear(year, reading.quote("year.period", first.start, last.end))
    return None


def _periods(text: str) -> Iterator[tuple[FoundDate, FoundDate]]:
    """Pairs of dates joined by 至 that span the statistics of a year."""
    rules = load_rules()
    dates = list(find_dates(text, 0, 200_000))
    for first, last in pairwise(dates):
        if last.start - first.end > 12 or not rules.link.search(text, first.end, last.start):
            continue
        from_january = (first.month, first.day) in ((1, 1), (1, None))
        whole = from_january and last.month == 12 and last.day in (31, None)
        cued = rules.cues.search(text, max(0, first.start - 40), first.start)
        long = last.month - first.month >= 6
        if (whole and first.start < _HEAD) or (cued and (whole or long)):
            yield first, last


def title_year(reading: Reading) -> FoundYear | None:
    """The year of the title, wherever in it: 某局2019年度…年度报告, 2019年某局…, …年度报告(2019年)."""
    rules = load_rules()
    for start, end in _first_lines(reading.text):
        if end - start > rules.title_max_length:
            continue
        for pattern in rules.titles:
            match = pattern.search(reading.text, start, end)
            if match and not _sentence(reading.text[start:end]):
                return _found(reading, "year.title", match)
    return _two_line_title(reading)


def _two_line_title(reading: Reading) -> FoundYear | None:
    """某局2021年 / 政府信息公开工作年度报告: a title broken where the printed line ended."""
    rules = load_rules()
    lines = list(_first_lines(reading.text))
    for (start, middle), (_, end) in pairwise(lines):
        if end - start > rules.title_max_length or _sentence(reading.text[start:end]):
            continue
        joined = reading.text[start:end].replace("\n", "")
        for pattern in rules.titles:
            match = pattern.search(joined)
            year = match and parse_year(match["year"])
            if match and year and _FIRST <= year <= _LAST:
                first = start + match.start() + (start + match.start() >= middle)
                last = min(end, start + match.end() + 1)
                return FoundYear(year, reading.quote("year.title", first, last))
    return None


def announced_year(reading: Reading) -> FoundYear | None:
    """The year that the preamble announces: 现将2019年度政府信息公开工作情况报告如下."""
    for pattern in load_rules().announcements:
        match = pattern.search(reading.text, 0, _HEAD)
        if match:
            return _found(reading, "year.announced", match)
    return None


def told_year(reading: Reading) -> FoundYear | None:
    """The year that most statements of the first chapters are about; more than half must agree.

    Names of documents (《…2019年…》), document numbers and comparisons speak of other years.
    """
    rules = load_rules()
    votes: Counter[int] = Counter()
    first: dict[int, int] = {}
    for passage in reading.passages():
        if passage.kind is not None and passage.kind not in _STORY:
            continue
        for start, end in reading.prose(passage):
            text = _without_names(reading.text[start:end])
            for match in rules.told.finditer(text):
                year = parse_year(match["year"])
                if year and not rules.other.search(text, max(0, match.start() - 2), match.start()):
                    votes[year] += 1
                    first.setdefault(year, start + match.start())
    if not votes:
        return None
    year, count = votes.most_common(1)[0]
    if count * 2 <= votes.total() or not _FIRST <= year <= _LAST:
        return None
    end = first[year] + len("2019年")
    return FoundYear(year, reading.quote("year.told", first[year], min(end, len(reading.text))))


def _without_names(text: str) -> str:
    """The text with names of documents and bracketed numbers blanked, at the same length."""
    return re.sub(r"《[^》\n]{0,120}》|\[[^\]\n]{0,30}\]", lambda name: " " * len(name[0]), text)


def _first_lines(text: str, count: int = 25) -> Iterator[tuple[int, int]]:
    start = 0
    for _ in range(count):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            yield start, end
        if end >= len(text):
            return
        start = end + 1


def _sentence(line: str) -> bool:
    """Whether a line is running text rather than a title."""
    return "。" in line[:-1] or line.count(",") > 2 or _OPENING.match(line) is not None


def _found(reading: Reading, rule: str, match: re.Match[str]) -> FoundYear | None:
    year = parse_year(match["year"])
    if year is None or not _FIRST <= year <= _LAST:
        return None
    return FoundYear(year, reading.quote(rule, match.start(), match.end()))
