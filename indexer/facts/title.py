"""Find the title of a report: the line or lines that name the agency, the year and the kind of document.

The first line is often something else: a breadcrumb, advertising that a mirror put there, a metadata
grid; and the wording of a title also stands inside sentences that cite notices about such reports.
So a title must end its line, or be followed by the opening words of the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.model import Normalised, Original, Span

HEAD = 1500
"""How far into the normalised text a title can stand."""
_DOCUMENT = re.compile(
    r"(?:政府|政务)?(?:信息)?\n?(?:和政务|与政务)?(?:主动)?公开\n?(?:工作)?(?:情况)?(?:的)?(?:(?:19|20)\d\d年?度?)?"
    r"\n?(?:年度|年)?\n?(?:工作)?(?:情况)?(?:的)?(?:总结)?\n?(?:报告|年报|总结)"
)
"""May be wrapped: what a PDF prints in large letters takes two lines."""
_TAIL = re.compile(
    r"(?:\((?:超链版|图片版|图解|公开版|全文|试行|征求意见稿|样表|[\d.年月日-]{4,12})\)|全文|[|\s。:：-]|(?:19|20)\d\d[\d年月日.-]{0,9}){0,6}$"
)
_OPENING = re.compile(r"[|:。]?(?:根据|按照|依据|为|本报告|本年度报告|一、|编制说明|目录|现将|20\d\d年)")
_FURNITURE = re.compile(
    r"^.{0,80}[>»]|^(?:标题|名称|题目|信息名称|文件名称|主题|索引号)[::]?|^现?公[布开]|^\d{1,2}[.、]|^[#*\s|·•]{1,9}|^\[.{1,8}\]"
)
_CITED = re.compile(
    r"[《》。;!?]|印发|通知|要求|规定|办法|格式|模板|编制说明$|关于做好|关于报送|上一篇|下一篇|现将|附件"
)
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|二[〇○零o][〇○零o一二三四五六七八九]{2})(?:年度?)?")
_NAME_IN_HEAD = re.compile(r"^(?:关于|[:\- 、,]){0,3}(?P<name>.*?)(?:年度|年|的|关于|-){0,3}$")
_NAME_LINE = re.compile(r"^[\u4e00-\u9fff()、]{2,40}$")


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
        match = _document(line, below)
        if match is None:
            continue
        begin = start + _content_start(line)
        head = text[begin : start + match.start()]
        if len(head) > 70 or _CITED.search(head):
            continue
        year = _YEAR.search(text[begin : start + match.end()])
        name, at, to = _name(head, begin)
        if not name and number:
            above = _line_above(lines, number)
            if above:
                at, to, name = above[0], above[0] + len(above[1]), above[1]
                begin = at
        statutory = "政府信息" in match.group() or "政府信息" in head
        found.append(
            Title(
                begin, start + match.end(), name, at, to, _number(year.group()) if year else None, statutory
            )
        )
    return found


def _document(line: str, below: str) -> re.Match[str] | None:
    """The words for the kind of document, on this line or wrapped onto the next."""
    whole = f"{line}\n{below}"
    for match in _DOCUMENT.finditer(whole):
        if match.start() < len(line) and _ends_title(whole[match.end() :].split("\n")[0]):
            return match
    return None


def _lines(text: str) -> list[tuple[int, str]]:
    result, at = [], 0
    for line in text.split("\n"):
        result.append((at, line))
        at += len(line) + 1
    return result


def _ends_title(rest: str) -> bool:
    return (len(rest) <= 40 and bool(_TAIL.match(rest))) or bool(_OPENING.match(rest))


def _content_start(line: str) -> int:
    at = 0
    for _ in range(3):
        furniture = _FURNITURE.match(line[at:])
        if not furniture or not furniture.end():
            break
        at += furniture.end()
    return at


def _name(head: str, begin: int) -> tuple[str, int, int]:
    """The agency's part of the words before the kind of document, and where it stands."""
    spaces = head.rfind("|")
    if spaces >= 0:
        head, begin = head[spaces + 1 :], begin + spaces + 1
    year = _YEAR.search(head)
    pieces = [(0, head)] if year is None else [(0, head[: year.start()]), (year.end(), head[year.end() :])]
    for offset, piece in sorted(pieces, key=lambda p: -len(p[1])):
        found = _NAME_IN_HEAD.match(piece)
        if found and len(found["name"]) >= 2:
            return found["name"], begin + offset + found.start("name"), begin + offset + found.end("name")
    return "", begin, begin


def _line_above(lines: list[tuple[int, str]], number: int) -> tuple[int, str] | None:
    """A line of its own just above that can only be a name: 辽宁省司法厅."""
    start, line = lines[number - 1]
    line = line.strip("|")
    return (start + lines[number - 1][1].find(line), line) if line and _NAME_LINE.match(line) else None


def _number(words: str) -> int | None:
    digits = re.search(r"(?:19|20)\d\d", words)
    if digits:
        return int(digits.group())
    values = {"〇": 0, "○": 0, "零": 0, "o": 0} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
    found = [values[c] for c in words if c in values]
    return int("".join(map(str, found))) if len(found) == 4 else None
