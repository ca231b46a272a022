"""Where in a report the agency names itself, best source first.

A superior is mentioned in every other sentence and is never the agency; a navigation bar or a link list
names hundreds of places. So only wordings that speak of the author are read: the title, a first line that
is nothing but a name, the contact sentence, 由…编制, and sentences that the agency opens with its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.facts.title import Title

_BODY = 40_000
_FIRST_LINES = 6
_ENDINGS = "局|厅|委员会|委|办公室|办公厅|署|政府|管委会|中心|街道办事处|街道办|总队|支队|队|社|处|院|馆|海关"
_HAN = "[\u4e00-\u9fff()]"
_LINE = re.compile(rf"^[|]?(?P<name>{_HAN}{{3,36}}?)[|]?$", re.MULTILINE)
_SIGNATURE = re.compile(
    rf"^[|]?(?P<name>{_HAN}{{3,30}}(?:{_ENDINGS}))[|\n]{{0,2}}[(]?(?:20\d\d年|二[〇○零o])", re.MULTILINE
)
_CONTACT = re.compile(
    rf"[与和同向](?P<name>{_HAN}{{3,30}}?(?:{_ENDINGS}))"
    r"(?:(?:政务|信息|政府)[\u4e00-\u9fff]{0,12}|[\u4e00-\u9fff]{0,6}[科股处室])?(?:进行)?(?:联系|咨询)"
)
_COMPILED = re.compile(
    rf"由(?P<name>{_HAN}{{3,30}}?(?:{_ENDINGS}))(?:[\u4e00-\u9fff]{{0,10}}[科股处室])?"
    r"(?:负责|结合|根据|按照|依据|依照|汇总|综合|组织|统一)?[\u4e00-\u9fff、]{0,20}?(?:编制|编写|撰写)"
)
_OPENER = re.compile(
    rf"(?:^|[。;:,]|[一二三四五六七八九]是|\d年)(?P<name>{_HAN}{{3,28}}?(?:{_ENDINGS}))(?:党组|领导班子)?"
    r"(?:认真|深入|严格|积极|坚持|高度重视|按照|紧紧|切实|全面|围绕|始终|编制|结合|主动|根据|以习近平|共收到|共受理|"
    r"收到|受理|未收到|没有收到|现将|通过|进一步|持续|扎实|不断|依据|全年)",
    re.MULTILINE,
)
_METADATA = re.compile(
    rf"(?:发布机构|发布单位|信息来源|来源|公开主体|编制单位|编制机关|发文机关|制作单位|公开单位|责任单位|所属单位)[:|]{{1,2}}"
    rf"(?P<name>{_HAN}{{3,30}}?)(?=[|\n ]|$)",
    re.MULTILINE,
)
_OWN_CHANNEL = re.compile(
    r"(?:微博|公众号|微信|网站|官网|平台|头条号|抖音号|帐号|账号|小程序)[^“”。\n]{0,10}“(?P<name>[\u4e00-\u9fff]{3,26})”"
)
_OWN_SITE = re.compile(
    rf"(?:登[陆录]|访问|浏览|通过|查阅|在|从|:|“)(?P<name>{_HAN}{{3,26}}?(?:{_ENDINGS}))(?:门户|官方|政府|政务)?(?:网站|网|官网|微博|公众号)"
)
_ADDRESS = re.compile(
    rf"(?:通讯|通信|联系|办公|邮寄|邮政|机关|单位)?地[址点][::|]{{0,2}}(?P<name>{_HAN}{{4,30}})"
)
_SUPERIOR_DOCUMENT = re.compile(
    r"(?<=[(,:、《\s])(?P<name>[\u4e00-\u9fff])(?:政|府)[\u4e00-\u9fff]{0,6}\[20\d\d\]"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name the agency, and where they stand in the normalised text."""

    rule: str
    words: str
    start: int
    end: int


def own_mentions(text: str, title: Title | None) -> Iterator[Mention]:
    """Every mention in which the report speaks of its author, best source first.

    >>> [m.rule for m in own_mentions("济源市司法局\\n如有疑问,请与济源市司法局办公室联系。", None)]
    ['first_line', 'contact']
    """
    if title is not None and title.name:
        yield Mention("title", title.name, title.name_start, title.name_end)
    yield from _first_lines(text)
    yield from _matches("signature", _SIGNATURE, text, max(0, len(text) - 800), len(text))
    yield from _matches("contact", _CONTACT, text, 0, _BODY)
    yield from _matches("compiled_by", _COMPILED, text, 0, _BODY)
    yield from _matches("opener", _OPENER, text, 0, _BODY)
    yield from _matches("metadata", _METADATA, text, 0, _BODY)


def _first_lines(text: str) -> Iterator[Mention]:
    end = -1
    for _ in range(_FIRST_LINES):
        start, end = end + 1, text.find("\n", end + 1)
        stop = end if end >= 0 else len(text)
        found = _LINE.fullmatch(text[start:stop]) if stop - start <= 40 else None
        if found:
            yield Mention("first_line", found["name"], start + found.start("name"), start + found.end("name"))
        if end < 0:
            return


def own_channels(text: str) -> Iterator[Mention]:
    """The names of the agency's own site and accounts: 官方微博“济源市司法局”."""
    yield from _matches("self_reference", _OWN_CHANNEL, text, 0, _BODY)
    yield from _matches("self_reference", _OWN_SITE, text, 0, _BODY)


def addresses(text: str) -> Iterator[Mention]:
    """The addresses given for the agency."""
    yield from _matches("address", _ADDRESS, text, 0, _BODY)


def superior_documents(text: str) -> Iterator[Mention]:
    """First characters of cited document numbers: 豫 of (豫政办明电[2019]28号)."""
    yield from _matches("superior_document", _SUPERIOR_DOCUMENT, text, 0, _BODY)


def _matches(rule: str, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Mention]:
    for found in pattern.finditer(text, start, end):
        yield Mention(rule, found["name"], found.start("name"), found.end("name"))
