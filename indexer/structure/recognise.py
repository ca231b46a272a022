"""Is this text an annual report on information disclosure at all?

A corpus gathered from the web also holds the notices that order such reports, the empty form, pages
that only link to an attachment, and anything else. They use the same words, so no single word decides:
a title, or enough different signs of a report's content, and nothing that marks the look-alikes. A
short report is one too: a title and 一、总体情况 are enough.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.errors import ReadError
from indexer.model import Normalised

_HEAD_LINES = 20
_CHAPTER = re.compile(r"(?m)^[(]?[一二三四五六七八九][)、.]{1,2}[^\n]{2,30}")


@dataclass(frozen=True, slots=True)
class _Rules:
    titles: tuple[re.Pattern[str], ...]
    not_titles: re.Pattern[str]
    needed: int
    signs: tuple[re.Pattern[str], ...]
    form: re.Pattern[str]
    printed: re.Pattern[str]
    links: re.Pattern[str]
    most_characters: int
    article: re.Pattern[str]
    fewest_articles: int
    orders: re.Pattern[str]
    fewest_orders: int


@cache
def _rules() -> _Rules:
    data = tomllib.loads(files("indexer.data").joinpath("recognise.toml").read_text("utf-8"))
    template, attachment, regulation = data["template"], data["attachment"], data["regulation"]
    return _Rules(
        titles=tuple(map(re.compile, data["titles"])),
        not_titles=re.compile(data["not_titles"]),
        needed=data["needed"],
        signs=tuple(map(re.compile, data["signs"])),
        form=re.compile(template["form"]),
        printed=re.compile(template["printed"]),
        links=re.compile(attachment["links"]),
        most_characters=attachment["most_characters"],
        article=re.compile(regulation["article"]),
        fewest_articles=regulation["fewest_articles"],
        orders=re.compile(regulation["orders"]),
        fewest_orders=regulation["fewest_orders"],
    )


def recognise(normalised: Normalised) -> ReadError | None:
    """None for a report; else the error that says what the file is instead.

    >>> from indexer.text.normalise import normalise_text
    >>> recognise(normalise_text("某区司法局2022年政府信息公开工作年度报告\\n一、总体情况"))
    >>> recognise(normalise_text("今日天气晴,气温二十度。")).code
    'not_a_report'
    """
    text = normalised.text
    if _is_blank_template(text):
        return ReadError(
            "blank_template",
            "This is the empty form of the annual report.",
            "Add the filled-in report instead.",
        )
    title = _title(text)
    if _is_regulation(text):
        return ReadError(
            "regulation",
            "This is a rule or notice about such reports, not a report.",
            "Leave it out, or add the report that it asks for.",
        )
    if title and _is_attachment_page(text):
        return ReadError(
            "attachment_only",
            "This page only links to the report.",
            "Download the attachment and add that file.",
        )
    if title or _signs(text) >= _rules().needed:
        return None
    return ReadError(
        "not_a_report",
        "This is not an annual report on government information disclosure.",
        "If it is one, its title and section headings may be damaged: look at the file.",
    )


def _title(text: str) -> str | None:
    """A line near the top that reads like the title of a report."""
    rules = _rules()
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        if len(line) > 120:
            line = line[:120]
        plain = line.strip(" |。")
        if rules.not_titles.search(plain):
            continue
        if any(pattern.search(plain) for pattern in rules.titles):
            return plain
    return None


def _signs(text: str) -> int:
    return sum(pattern.search(text) is not None for pattern in _rules().signs)


def _is_blank_template(text: str) -> bool:
    """The form with nothing filled in: not one digit beyond those that the form itself prints."""
    rules = _rules()
    return rules.form.search(text) is not None and not re.search(r"\d", rules.printed.sub("", text))


def _is_attachment_page(text: str) -> bool:
    """A title, a link, and no sentence of a report."""
    rules = _rules()
    if len(text) > rules.most_characters or not rules.links.search(text):
        return False
    return not _CHAPTER.search(text) and _signs(text) < rules.needed + 1 and "。" not in text.rstrip("。\n|")


def _is_regulation(text: str) -> bool:
    """Articles of a rule, or the wording of a notice, without the chapters of a report."""
    rules = _rules()
    if len(rules.article.findall(text)) >= rules.fewest_articles:
        return True
    head = text[:300]
    titled = any(
        rules.not_titles.search(line.strip(" |。")) for line in head.split("\n")[:6] if len(line) < 120
    )
    if not titled and "通知" not in head:
        return False
    ordered = {match[0][:6] for match in rules.orders.finditer(text, 0, 20_000)}
    return len(ordered) >= rules.fewest_orders and _chapters(text) < 3


def _chapters(text: str) -> int:
    """How many chapters of a report the text has; a notice that lists all of them in one line has one."""
    found = (
        re.search(rf"(?m)^[(]?[一二三四五六七八九][)、.]{{1,2}}[^\n]{{0,12}}(?:{words})", text)
        for words in ("总体|概述|基本情况", "主动公开", "申请", "复议|诉讼", "问题", "其他")
    )
    return len({match.start() for match in found if match})
