"""What single sentences say about fees: collected, denied, demanded, waived, or money that was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.facts.fee_wordings import FeeWordings, load_fee_wordings
from indexer.facts.numerals import CHARACTERS, NUMBER, parse_count

_SENTENCE = re.compile(r"[^。;!?\n]{1,2000}")
_CLAUSE = re.compile(r"[,()|:]")
_HEADING_SAYS_NONE = re.compile(r"(?:收费|减免)[^,。;\n]{0,12}?[:]?(?:无|没有|为零)[。.]?$")
_COUNT = re.compile(rf"(?P<number>{NUMBER})(?:余|多)?(?:件|份|次|宗|封|张|起|条)")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in yuan, as ``[start, end)`` of the text."""

    yuan: int | float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FeeStatement:
    """One thing a sentence says.

    ``kind`` is ``collected``, ``none``, ``notice``, ``notified``, ``waived`` or ``spending``.
    """

    kind: str
    start: int
    end: int
    money: Money | None = None
    count: int | float | None = None
    sentence: int = 0
    """Where the sentence starts."""
    total: bool = False
    """Said to be the sum of the others."""


@cache
def _money_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.{CHARACTERS}])(?:约|共计?|近|合计)?(?P<number>{NUMBER})(?:余|多)?(?:人民币)?(?P<unit>{load_fee_wordings().units})(?!亿)"
    )


def read_money(text: str, start: int = 0, end: int | None = None) -> Iterator[Money]:
    """Every sum of money, in yuan.

    >>> [money.yuan for money in read_money("信息处理费1,240.00元,约10万元,三百元")]
    [1240, 100000, 300]
    """
    for match in _money_pattern().finditer(text, start, len(text) if end is None else end):
        value = parse_count(match["number"])
        if value is None:
            continue
        yuan = round(value * (10_000 if match["unit"].startswith("万") else 1), 2)
        yield Money(int(yuan) if float(yuan).is_integer() else yuan, match.start(), match.end())


def read_fee_statements(text: str, start: int, end: int, *, chapter: bool) -> Iterator[FeeStatement]:
    """Everything that ``[start, end)`` says about fees for requests.

    ``chapter``: the text stands under the heading of fees, where money without a fee's name counts as well.
    """
    rules = load_fee_wordings()
    masked = rules.mask.sub(lambda match: "□" * len(match[0]), text[start:end])
    for match in _SENTENCE.finditer(masked):
        sentence = match[0]
        if not chapter and not rules.fee.search(sentence):
            continue
        for statement in _read(rules, sentence, chapter):
            yield _moved(statement, start + match.start())


def says_no_fees(text: str, start: int, end: int) -> Iterator[FeeStatement]:
    """The statement "none" of a chapter on fees whose text is only 无, or whose heading already says so."""
    rules = load_fee_wordings()
    border = text.find("\n", start, end)
    if border < 0:
        heading = _HEADING_SAYS_NONE.search(text[start:end].rstrip())
        if heading:
            yield FeeStatement("none", start + heading.start(), start + heading.end())
        return
    body = text[border + 1 : end].strip("\n |")
    if rules.empty.fullmatch(body):
        first = text.index(body, border + 1)
        yield FeeStatement("none", first, first + len(body))


def _read(rules: FeeWordings, sentence: str, chapter: bool) -> Iterator[FeeStatement]:
    denied = list(_denials(rules, sentence))
    yield from denied
    for match in rules.notice.finditer(sentence):
        if not any(d.start <= match.start() < d.end for d in denied):
            yield _notice(sentence, match)
    previous = 0
    for money in read_money(sentence):
        words = sentence[previous : money.start]
        kind = _money_kind(rules, sentence, words, money, chapter)
        previous = money.end
        if kind:
            total = re.search("共|合计|总", words) is not None
            first = _start(rules, sentence, money, len(words), kind)
            yield FeeStatement(kind, first, money.end, money, total=total)
    if not denied:
        yield from _waivers(rules, sentence)


def _denials(rules: FeeWordings, sentence: str) -> Iterator[FeeStatement]:
    for pattern in rules.none:
        match = pattern.search(sentence)
        if match and not rules.none_stop.search(match[0]):
            yield FeeStatement("none", match.start(), match.end())
            return


def _notice(sentence: str, match: re.Match[str]) -> FeeStatement:
    """发出收费通知3件, 对3件申请发出收费通知: the count after the words, else the one before them."""
    behind = _COUNT.search(sentence, match.end(), min(len(sentence), match.end() + 10))
    ahead = list(_COUNT.finditer(sentence, max(0, match.start() - 30), match.start()))
    found = behind or (ahead[-1] if ahead else None)
    if found is None:
        return FeeStatement("notice", match.start(), match.end())
    start, end = min(found.start(), match.start()), max(found.end(), match.end())
    return FeeStatement("notice", start, end, count=parse_count(found["number"]))


def _money_kind(rules: FeeWordings, sentence: str, words: str, money: Money, chapter: bool) -> str | None:
    """What a sum of money is. ``words`` stand between it and the sum before."""
    near = rules.notice.sub("", _CLAUSE.split(words)[-1] or words)
    if sentence[money.end : money.end + 2].startswith(("/", "每")) or rules.tariff.search(near):
        return None
    if rules.spending.search(words):
        return "spending" if chapter else None
    if rules.waived.search(near):
        return "waived"
    part = re.search("其中|包括", words)
    if part and (money.start > len(words) or not _COUNT.match(words, part.end())):
        return None
    named = rules.named_fee.search(words) or (chapter and rules.fee.search(words))
    demanded = rules.notice.search(sentence) or rules.unpaid.search(sentence)
    if demanded and rules.notified.search(near) and not re.search("实|收取", near):
        return "notified"
    if rules.collected.search(near) and (named or chapter or demanded):
        return "collected"
    if rules.unpaid.search(words) or rules.notice.search(words) or rules.notified.search(near):
        return "notified" if named or rules.notice.search(sentence) else None
    if rules.collected.search(words) and named:
        return "collected"
    return "collected" if named and not rules.spending.search(sentence) else None


def _start(rules: FeeWordings, sentence: str, money: Money, length: int, kind: str) -> int:
    """Where the quotation of a sum starts: at its verb, its fee's name, or its clause."""
    first = money.start - length
    verbs = {"spending": rules.spending, "waived": rules.waived}
    for pattern in (verbs.get(kind, rules.collected), rules.named_fee):
        match = pattern.search(sentence, first, money.start)
        if match:
            return match.start()
    return money.start


def _waivers(rules: FeeWordings, sentence: str) -> Iterator[FeeStatement]:
    """减免 with a number of cases; the word alone is part of the heading."""
    for match in rules.waived.finditer(sentence):
        around = max(0, match.start() - 16), min(len(sentence), match.end() + 16)
        count = _COUNT.search(sentence, *around)
        value = parse_count(count["number"]) if count else None
        if count and value:
            start, end = min(match.start(), count.start()), max(match.end(), count.end())
            yield FeeStatement("waived", start, end, count=value)


def _moved(statement: FeeStatement, by: int) -> FeeStatement:
    money = statement.money
    moved = Money(money.yuan, money.start + by, money.end + by) if money else None
    start, end = statement.start + by, statement.end + by
    return replace(statement, start=start, end=end, money=moved, sentence=by)
