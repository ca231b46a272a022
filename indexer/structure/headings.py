"""What a heading says: the engine over ``headings.toml``.

A heading is known by its words, never by its numeral: in real reports numerals are lost, doubled,
skipped and restarted, and the rows of table 三 carry the same ones (一、本年新收…). So a wording is
folded (punctuation and joining words dropped) and looked up among the known ones; where it is not
known, key words decide, in the order of the taxonomy, with less confidence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.model import SectionKind

KNOWN = 1.0
KEY_WORDS = 0.7
INFERRED = 0.6

_NUMERAL = re.compile(
    r"第[一二三四五六七八九十]{1,3}部分[、.:,]?|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.:,]|、"
    r"|\(?[一二三四五六七八九十]{1,3}\)[、.]?|\d{1,2}[、.](?!\d)"
)
_JOINING = "的及和与并"
_NOT_COMPARED = re.compile(rf"[\W_{_JOINING}]+")
_CLOSED = re.compile(r"(?:情况|事项|措施|概述|概况|打算|思路|附表|统计表|引言|编制说明)$")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a heading mean; ``kind`` None: a heading that the taxonomy does not know."""

    kind: SectionKind | None
    also: tuple[SectionKind, ...] = ()
    confidence: float = KEY_WORDS


UNKNOWN = Wording(None, confidence=0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of the taxonomy: the key words that name it, and what else they may name."""

    kind: SectionKind
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    also: Mapping[SectionKind, re.Pattern[str]]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """``headings.toml``, compiled."""

    reject: re.Pattern[str]
    kinds: tuple[Rule, ...]
    known: Mapping[str, Rule]
    beginnings: frozenset[str]
    """Everything that a known wording can begin with, from nothing to the whole of it."""
    contents_names: int
    part_kinds: frozenset[SectionKind]
    longest_part: int
    longest: int
    """The length of the longest known wording."""


@cache
def load_rules() -> Rules:
    """The rules, read once."""
    data = tomllib.loads(files("indexer.data").joinpath("headings.toml").read_text("utf-8"))
    kinds = tuple(
        Rule(
            kind=SectionKind(row["name"]),
            words=re.compile(row["words"]),
            unless=re.compile(row["unless"]) if "unless" in row else None,
            also={SectionKind(name): re.compile(words) for name, words in row.get("also", {}).items()},
            known=frozenset(fold(wording) for wording in row["known"]),
        )
        for row in data["kind"]
    )
    known = {wording: rule for rule in reversed(kinds) for wording in rule.known}
    return Rules(
        reject=re.compile(data["reject"]),
        kinds=kinds,
        known=known,
        beginnings=frozenset(wording[:length] for wording in known for length in range(len(wording) + 1)),
        contents_names=data["contents_names"],
        part_kinds=frozenset(SectionKind(name) for name in data["parts"]["by_words"]),
        longest_part=data["parts"]["longest"],
        longest=max(map(len, known)),
    )


def fold(words: str) -> str:
    """The words of a heading as they are compared.

    >>> fold("存在的主要问题及改进情况。") == fold("存在主要问题和改进情况")
    True
    """
    return _NOT_COMPARED.sub("", words).replace("其它", "其他")


def strip_numeral(heading: str) -> str:
    """The heading without its numeral, whatever is left of that.

    >>> [strip_numeral(text) for text in ("三、收费情况", "、收费情况", "一)主动公开", "第二部分收费情况")]
    ['收费情况', '收费情况', '主动公开', '收费情况']
    """
    numeral = _NUMERAL.match(heading)
    return heading[numeral.end() :] if numeral else heading


def is_rejected(words: str) -> bool:
    """Whether this is a row of table 三, which only looks like a heading.

    >>> is_rejected("上年结转政府信息公开申请数量"), is_rejected("收到和处理政府信息公开申请情况")
    (True, False)
    """
    return bool(load_rules().reject.match(fold(words)) or load_rules().reject.match(words))


def name_heading(heading: str) -> Wording:
    """What this heading, with or without its numeral, is about.

    >>> name_heading("五、存在的主要问题及改进情况")
    Wording(kind=<SectionKind.PROBLEMS_IMPROVEMENTS: 'problems_improvements'>, also=(), confidence=1.0)
    >>> name_heading("依申请公开政府信息情况及相关行政复议、诉讼情况").also
    (<SectionKind.REVIEW_LITIGATION: 'review_litigation'>,)
    >>> name_heading("四、结转下年度继续办理").kind is None
    True
    """
    words = strip_numeral(heading)
    folded = fold(words)
    if not folded or is_rejected(words):
        return UNKNOWN
    rule = load_rules().known.get(folded)
    if rule:
        return Wording(rule.kind, _also(rule, folded), KNOWN)
    for rule in load_rules().kinds:
        if rule.words.search(folded) and not (rule.unless and rule.unless.search(folded)):
            return Wording(rule.kind, _also(rule, folded), KEY_WORDS)
    return UNKNOWN


def _also(rule: Rule, folded: str) -> tuple[SectionKind, ...]:
    return tuple(kind for kind, words in rule.also.items() if words.search(folded))


def known_prefix(text: str, start: int) -> tuple[int, bool]:
    """Where the longest known wording that begins at ``start`` ends, and whether it ends like a heading.

    ``start`` itself where none begins there. A wording that does not end like a heading
    (主动公开) may be the beginning of a sentence: the caller must see that it stops there.

    >>> known_prefix("总体情况2021年我局", 0), known_prefix("主动公开坚持以公开为常态", 0)
    ((4, True), (4, False))
    """
    rules = load_rules()
    folded = ""
    found = start
    for at, character in enumerate(text[start : start + 2 * rules.longest], start):
        if character in "\n|。":
            break
        folded = fold(folded + character)
        if folded not in rules.beginnings:
            break
        if folded in rules.known and character.isalnum():
            found = at + 1
    return found, reads_closed(text[start:found])


def reads_closed(words: str) -> bool:
    """Whether these words end the way headings do, so that no sentence begins with them.

    >>> reads_closed("主动公开情况"), reads_closed("主动公开")
    (True, False)
    """
    return bool(_CLOSED.search(words))
