"""Where in a report the agency names itself, best source first.

A superior is mentioned in every other sentence and is never the agency; a navigation bar or a link list
names hundreds of places. So only wordings that speak of the author are read: the title, a first line that
is nothing but a name, the contact sentence, 由…编制, and sentences that the agency opens with its own name.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from indexer.facts.title import Title

_BODY = 40_000
_FIRST_LINES = 6
_HAN = "[\u4e00-\u9fff()]"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The ways to speak of the author, compiled from ``indexer/data/agency.toml``."""

    line: re.Pattern[str]
    signature: re.Pattern[str]
    contact: re.Pattern[str]
    compiled: re.Pattern[str]
    opener: re.Pattern[str]
    metadata: re.Pattern[str]
    own_channel: re.Pattern[str]
    own_site: re.Pattern[str]
    address: re.Pattern[str]
    superior_document: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    raw = tomllib.loads((resources.files("indexer") / "data" / "agency.toml").read_text(encoding="utf-8"))
    words = {key: "|".join(value) for key, value in raw.items()}
    organ = rf"(?P<name>{_HAN}{{3,28}}?(?:{words['endings']}))"
    office = r"(?:(?:政务|信息|政府)[\u4e00-\u9fff]{0,12}|[\u4e00-\u9fff]{0,6}[科股处室])?"
    return _Patterns(
        line=re.compile(rf"[|]?(?P<name>{_HAN}{{3,36}}?)[|]?"),
        signature=re.compile(
            rf"^[|]?{organ}[|\n]{{0,2}}[(]?(?:20\d\d|二[〇○零o])[\d年月日.〇○零o一二三四五六七八九十-]{{3,12}}[)|]{{0,2}}$",
            re.MULTILINE,
        ),
        contact=re.compile(rf"[与和同向]{organ}{office}(?:进行)?(?:联系|咨询)"),
        compiled=re.compile(rf"由{organ}{office}[\u4e00-\u9fff、]{{0,20}}?(?:编制|编写|撰写)"),
        opener=re.compile(
            rf"(?:^|[。;:,]|[一二三四五六七八九]是|\d年){organ}(?:党组|领导班子)?(?:{words['opens_with']})",
            re.MULTILINE,
        ),
        metadata=re.compile(rf"(?:{words['labels']})[:|]{{1,2}}(?P<name>{_HAN}{{3,30}}?)(?=[|\n ]|$)"),
        own_channel=re.compile(
            rf"(?:{words['channels']})[^“”。\n]{{0,10}}“(?P<name>[\u4e00-\u9fff]{{3,26}})”"
        ),
        own_site=re.compile(
            rf"(?:{words['visits']}){organ}(?:门户|官方|政府|政务)?(?:网站|网|官网|微博|公众号)"
        ),
        address=re.compile(rf"(?<![本各原当])地[址点][:|]{{0,2}}(?P<name>{_HAN}{{4,30}})"),
        superior_document=re.compile(
            r"(?<=[(,:、《\s])(?P<name>[\u4e00-\u9fff])(?:政|府)[\u4e00-\u9fff]{0,6}\[20\d\d\]"
        ),
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
    yield from _matches("signature", _patterns().signature, text, max(0, len(text) - 800), len(text))
    yield from _matches("contact", _patterns().contact, text, 0, _BODY)
    yield from _matches("compiled_by", _patterns().compiled, text, 0, _BODY)
    yield from _matches("opener", _patterns().opener, text, 0, _BODY)
    yield from _matches("metadata", _patterns().metadata, text, 0, _BODY)


def _first_lines(text: str) -> Iterator[Mention]:
    end = -1
    for _ in range(_FIRST_LINES):
        start, end = end + 1, text.find("\n", end + 1)
        stop = end if end >= 0 else len(text)
        found = _patterns().line.fullmatch(text[start:stop]) if stop - start <= 40 else None
        if found:
            yield Mention("first_line", found["name"], start + found.start("name"), start + found.end("name"))
        if end < 0:
            return


def own_channels(text: str) -> Iterator[Mention]:
    """The names of the agency's own site and accounts: 官方微博“济源市司法局”."""
    yield from _matches("self_reference", _patterns().own_channel, text, 0, _BODY)
    yield from _matches("self_reference", _patterns().own_site, text, 0, _BODY)


def addresses(text: str) -> Iterator[Mention]:
    """The addresses given for the agency."""
    yield from _matches("address", _patterns().address, text, 0, _BODY)


def superior_documents(text: str) -> Iterator[Mention]:
    """First characters of cited document numbers: 豫 of (豫政办明电[2019]28号)."""
    yield from _matches("superior_document", _patterns().superior_document, text, 0, _BODY)


def _matches(rule: str, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Mention]:
    for found in pattern.finditer(text, start, end):
        yield Mention(rule, found["name"], found.start("name"), found.end("name"))
