"""Find the title of a report: the line or lines that name the agency, the year and the kind of document.

The first line is often something else: a breadcrumb, advertising that a mirror put there, a metadata
grid; and the wording of a title also stands inside sentences that cite notices about such reports.
So a title must end its line, or be followed by the opening words of the report.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from indexer.facts.departments import is_organ
from indexer.model import Normalised, Original, Span

HEAD = 1500
"""How far into the normalised text a title can stand."""
_LONGEST_HEAD = 70
_LONGEST_TAIL = 40
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|二[〇○零o][〇○零o一二三四五六七八九]{2})(?:年度?)?")
_CORE = re.compile("报告|年报|总结")
"""One of these stands in every wording of a title: most lines have none, and need no closer look."""
_PLACE = re.compile(r"[省市县区州盟旗]$")
_NAME_LINE = re.compile(r"^[\u4e00-\u9fff()、]{2,40}$")


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The expressions of ``indexer/data/title.toml``, compiled."""

    document: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    opening: re.Pattern[str]
    cited: re.Pattern[str]
    filler_front: re.Pattern[str]
    filler_end: re.Pattern[str]


@functools.cache
def _wordings() -> _Wordings:
    raw = tomllib.loads((resources.files("indexer") / "data" / "title.toml").read_text(encoding="utf-8"))
    either = {key: "|".join(value) for key, value in raw.items() if key != "document"}
    return _Wordings(
        document=re.compile(raw["document"]),
        before=re.compile(f"(?:{either['before']}){{1,3}}"),
        after=re.compile(f"(?:{either['after']}){{0,6}}$"),
        opening=re.compile(f"[|:。]?(?:{either['opening']})"),
        cited=re.compile(either["cited"]),
        filler_front=re.compile(f"(?:{either['filler']}){{0,6}}"),
        filler_end=re.compile(f"(?:{either['filler']}){{1,6}}$"),
    )


@dataclass(frozen=True, slots=True)
class Title:
    """A title as found: its place, what it says before the kind of document, and the year in it."""

    start: int
    end: int
    """``[start, end)`` of the normalised text, over one or two lines."""
    name: str
    """The words that should name the agency; the year and 关于 are gone. May be empty."""
    name_start: int
    name_end: int
    year: int | None
    statutory: bool
    """True for the wording of the law, 政府信息公开; false for 政务公开 and the like."""


def find_title(original: Original, normalised: Normalised) -> tuple[str, Span] | None:
    """The title as printed and where it stands, or None where the text has none.

    >>> from indexer.text.normalise import normalise_text
    >>> text = "首页 > 公开\\n瑞安市司法局2021年政府信息公開工作年度報告\\n一、总体情况"
    >>> found = find_title(Original(text, (), (), "utf-8"), normalise_text(text))
    >>> found[0]
    '瑞安市司法局2021年政府信息公開工作年度報告'
    """
    title = locate_title(normalised.text)
    if title is None:
        return None
    span = normalised.alignment.to_original(title.start, title.end)
    return original.text[span.start : span.end], span


def locate_title(text: str) -> Title | None:
    """The best title in the head of the normalised text.

    The statutory wording wins over 政务公开工作报告 where a page carries both, then the first.

    >>> title = locate_title("辽宁省司法厅\\n2018年政府信息公开工作年度报告\\n一、基本情况")
    >>> title.name, title.year
    ('辽宁省司法厅', 2018)
    >>> locate_title("根据《关于做好2019年度政府信息公开工作报告编制发布等工作的通知》要求") is None
    True
    """
    titles = _titles(text)
    return max(titles, key=lambda title: (bool(title.name), title.statutory, -title.start), default=None)


def _titles(text: str) -> list[Title]:
    lines = list(_lines(text[:HEAD]))
    found = []
    for number, (start, line) in enumerate(lines):
        below = lines[number + 1][1] if number + 1 < len(lines) else ""
        document = _document(line, below)
        if document is None:
            continue
        lead = _wordings().before.match(line[: document.start()])
        begin, end = start + (lead.end() if lead else 0), start + document.end()
        head = text[begin : start + document.start()]
        if len(head) > _LONGEST_HEAD or _wordings().cited.search(head):
            continue
        name = _name(head, begin) or _name_above(lines, number)
        begin = min(begin, name[0]) if name else begin
        year = _YEAR.search(text[begin : end + 12].split("\n一、")[0])
        statutory = "政府信息" in document.group() or "政府信息" in head
        at, to = name or (begin, begin)
        found.append(
            Title(begin, end, text[at:to], at, to, _number(year.group()) if year else None, statutory)
        )
    return found


def _document(line: str, below: str) -> re.Match[str] | None:
    """The words for the kind of document, on this line or wrapped onto the next.

    A line that begins with them may be the name of a column in front of the title itself.
    """
    whole = f"{line}\n{below}"
    if not _CORE.search(whole):
        return None
    found = [
        match
        for match in _wordings().document.finditer(whole)
        if match.start() < len(line) and _ends_title(whole[match.end() :].split("\n")[0])
    ]
    return next((match for match in found if match.start()), found[0] if found else None)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _ends_title(rest: str) -> bool:
    known = _wordings()
    return (len(rest) <= _LONGEST_TAIL and bool(known.after.match(rest))) or bool(known.opening.match(rest))


def _name(head: str, begin: int) -> tuple[int, int] | None:
    """Where the agency stands in the words before the kind of document: before the year, or behind it."""
    at = 0
    for border in (*_YEAR.finditer(head), None):
        piece = head[at : border.start() if border else len(head)]
        column = piece.rfind("|") + 1
        front = _wordings().filler_front.match(piece, column)
        start = front.end() if front else column
        rest = _wordings().filler_end.sub("", piece[start:])
        if len(rest) >= 2:
            return begin + at + start, begin + at + start + len(rest)
        at = border.end() if border else at
    return None


def _name_above(lines: list[tuple[int, str]], number: int) -> tuple[int, int] | None:
    """A line just above that can only be a name: 辽宁省司法厅. A year may stand on a line between."""
    for start, line in reversed(lines[max(0, number - 2) : number]):
        found = _name(line, start) if len(line) <= _LONGEST_HEAD else None
        if found is None and _YEAR.match(line):
            continue
        name = line[found[0] - start : found[1] - start] if found else ""
        return found if _NAME_LINE.match(name) and (is_organ(name) or _PLACE.search(name)) else None
    return None


def _number(words: str) -> int | None:
    digits = re.search(r"(?:19|20)\d\d", words)
    if digits:
        return int(digits.group())
    values = {"〇": 0, "○": 0, "零": 0, "o": 0} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
    found = [values[c] for c in words if c in values]
    return int("".join(map(str, found))) if len(found) == 4 else None
