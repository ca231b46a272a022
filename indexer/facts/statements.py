"""Which thing each count of a sentence counts: requests received, carried over, closed, or something else.

One large expression for "收到 … 申请 … N 件" takes letters, enquiries and last year's requests along and
cannot tell 收到9件,上年结转1件 from 办理18件,其中上年转入3件. So a sentence is read count by count: the
words between a count and the one before it decide, with the nearest clause first, and what they leave
open the sentence decides. The wordings are data (``requests.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.facts.counts import Count, find_counts
from indexer.facts.statement_topic import Sentence, is_about_requests, is_excluded
from indexer.facts.wordings import Wordings, load_wordings, mask_names

_SENTENCE = re.compile(r"[^。;!?\n]{1,1000}")
_OF_THE_YEAR = 4
_CLAUSE_END = re.compile(r"[,()|:]")


class Role(StrEnum):
    """What a count of requests is the number of."""

    RECEIVED = "received"
    HANDLED = "handled"
    """Worked on this year: received, and perhaps those carried in (办理18件)."""
    CHANNEL = "channel"
    """Received, by one way or from one kind of applicant."""
    CARRIED_IN = "carried_in"
    CARRIED_OUT = "carried_out"
    CLOSED = "closed"
    OUTCOME = "outcome"
    """Closed with one result (予以公开9件)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One count of requests, in its role. ``start`` and ``end`` enclose the words that decide."""

    role: Role
    count: Count
    start: int
    end: int
    words: str
    """The words between the count before and this one."""
    sentence: int
    """Where the sentence starts: statements of one sentence belong together."""
    strength: int = 2
    """4: the year's part of a longer period; 3: the total of the year; 2: received; 1: only named."""
    inclusive: bool = False
    """True for a part of the count before it (其中上年转入3件)."""
    addressee: str = ""
    """Whom the requests were made to, where the sentence names somebody other than the agency."""


def read_statements(text: str, start: int, end: int, *, topic: bool, year: int | None) -> Iterator[Statement]:
    """Every count of requests between ``start`` and ``end``.

    ``topic``: the text stands under a heading about requests, so that 共收到9件 needs no noun.
    ``year``: the reporting year; what is said of other years is left out.

    >>> text = "收到申请9件,上年结转1件,已全部办结"
    >>> [(s.role.value, s.count.value) for s in read_statements(text, 0, len(text), topic=False, year=None)]
    [('received', 9), ('carried_in', 1)]
    """
    words = load_wordings()
    for match in _SENTENCE.finditer(mask_names(text[start:end])):
        counts = list(find_counts(match[0]))
        if counts:
            about = topic or words.carried_in.search(match[0]) is not None
            yield from _read_sentence(Sentence(match[0], start + match.start(), about, year, words), counts)


def _read_sentence(sentence: Sentence, counts: Sequence[Count]) -> Iterator[Statement]:
    done = 0
    parts = False
    previous: Statement | None = None
    for number, count in enumerate(counts):
        limit = counts[number + 1].start if number + 1 < len(counts) else len(sentence.text)
        words = sentence.text[done : count.start]
        behind = sentence.text[count.end : limit]
        parts = parts or bool(previous and sentence.wordings.part.search(words))
        statement = _classify(sentence, count, words, behind, previous)
        if statement:
            if parts and statement.role is Role.RECEIVED and f"{sentence.year}年" in words:
                # 累计受理31件,其中2021年受理6件: the part is what the year received.
                statement = replace(statement, strength=_OF_THE_YEAR)
            elif parts and statement.role in (Role.RECEIVED, Role.HANDLED):
                statement = replace(statement, role=Role.CHANNEL)
            previous = statement
            yield statement
        done = count.end


def _classify(
    sentence: Sentence, count: Count, words: str, behind: str, previous: Statement | None
) -> Statement | None:
    near, far = _split(words)
    behind = _CLAUSE_END.split(behind, maxsplit=1)[0]
    if is_excluded(sentence, count, words, near, behind):
        return None
    role, strength = _role(sentence, near, far, behind, previous)
    if role is None:
        return None
    context = sentence.text[: count.end]
    start = sentence.offset + _first_cue(sentence, count.start - len(words), count.start)
    end = sentence.offset + count.end + _noun_length(sentence.wordings, behind)
    inclusive = bool(previous and sentence.wordings.inclusive.search(words))
    addressee = _addressee(sentence.wordings, context)
    return Statement(
        role,
        _shift(count, sentence.offset),
        start,
        end,
        words,
        sentence.offset,
        strength,
        inclusive,
        addressee,
    )


def _split(words: str) -> tuple[str, str]:
    """The clause that leads up to a count, and what stands before it."""
    borders = [match.end() for match in _CLAUSE_END.finditer(words)]
    if borders and words[borders[-1] :].strip("共计为总合:") == "":
        borders.pop()
    cut = borders[-1] if borders else 0
    return words[cut:], words[:cut]


def _role(
    sentence: Sentence, near: str, far: str, behind: str, previous: Statement | None
) -> tuple[Role | None, int]:
    """The role that the nearest words give, and how plainly they give it."""
    rules = sentence.wordings
    about = is_about_requests(sentence, near, far, behind, follows=previous is not None)
    if not about:
        return None, 0
    carried = rules.carried_in.search(near), rules.carried_out.search(near) or rules.carried_out.match(behind)
    received = rules.received.search(_without(near, rules.carried_in))
    if carried[0] and received and rules.strong_received.search(near):
        return Role.HANDLED, 1
    if carried[0] or carried[1]:
        return (Role.CARRIED_IN if carried[0] else Role.CARRIED_OUT), 2
    if received:
        return _received_role(rules, near, far)
    if rules.outcome.search(near):
        return Role.OUTCOME, 2
    if rules.closed.search(near):
        return Role.CLOSED, 2
    if rules.answer.search(near):
        return Role.OUTCOME, 1
    if rules.handled.search(near):
        return Role.HANDLED, 2
    if rules.channel.search(near) and previous:
        return Role.CHANNEL, 1
    return _inherited_role(rules, near, far, behind, previous)


def _received_role(rules: Wordings, near: str, far: str) -> tuple[Role, int]:
    whole = 3 if rules.total.search(near) else 2
    if rules.channel.search(near) and whole == 2 and not re.search("公民|法人|组织", near):
        return Role.CHANNEL, 2
    if not rules.strong_received.search(near + far):
        whole = min(whole, 2)
    return Role.RECEIVED, whole


def _inherited_role(
    rules: Wordings, near: str, far: str, behind: str, previous: Statement | None
) -> tuple[Role | None, int]:
    """A count whose own clause has a noun at most: 申请5件, 共计9件, 5件政府信息公开申请."""
    before = near + far
    if rules.outcome.search(behind[:6]) and previous:
        return Role.OUTCOME, 2
    if rules.closed.search(far) and not rules.received.search(far):
        return Role.CLOSED, 1
    if rules.received.search(far):
        return _received_role(rules, near, far)
    if rules.handled.search(far):
        return Role.HANDLED, 1
    if previous and not (rules.strong.search(near) or rules.strong.search(behind)):
        return None, 0
    if rules.channel.search(before) and not rules.strong.search(before + behind):
        return Role.CHANNEL, 1
    return Role.RECEIVED, 1


def _addressee(rules: Wordings, context: str) -> str:
    if "向" not in context:
        return ""
    *_, match = None, *rules.addressee.finditer(context)
    if match is None or rules.own.search(match["name"]):
        return ""
    return match["name"] if re.search("政府|机关|局|委|厅|部|办|院", match["name"]) else ""


def _first_cue(sentence: Sentence, start: int, end: int) -> int:
    """Where the quotation starts: at the clause of the verb or of the noun, whichever comes first."""
    rules = sentence.wordings
    starts = [
        match.start()
        for pattern in (rules.strong_received, rules.handled, rules.strong, rules.weak, rules.carried_in)
        if (match := pattern.search(sentence.text, start, end))
    ]
    first = min(starts, default=end)
    borders = [match.end() for match in _CLAUSE_END.finditer(sentence.text, start, first)]
    lead = borders[-1] if borders else start
    while lead < first and sentence.text[lead] in "、,:)和及并":
        lead += 1
    return lead if first - lead <= 24 else first


def _noun_length(rules: Wordings, behind: str) -> int:
    match = rules.weak.search(behind[:30])
    return match.end() if match else 0


def _shift(count: Count, offset: int) -> Count:
    return replace(count, start=count.start + offset, end=count.end + offset)


def _without(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub("", text)
