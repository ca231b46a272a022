"""Whether a count in a sentence is one of requests at all, by the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.facts.counts import Count, is_persons
from indexer.facts.wordings import Wordings

_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_GOES_ON = re.compile(
    "均|全部|已|都|按|皆|并|其中|的?申请|依申请|分别|为|当场|当年|到期|应|需|通过|由|无|未|经|来自|答复|办结|占|件|□"
)
"""What may follow a count whose noun is left out; any other word there is a noun of its own (5件提案)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what its counts inherit from it."""

    text: str
    offset: int
    topic: bool
    """The text around it is about requests, or the sentence speaks of requests carried over."""
    year: int | None
    wordings: Wordings


def is_about_requests(sentence: Sentence, near: str, far: str, behind: str, *, follows: bool) -> bool:
    """Whether a count is one of requests at all.

    ``near`` is the clause that leads up to it, ``far`` what stands before that, ``behind`` the rest of
    its own clause. ``follows``: it comes after another count of requests in its sentence. Where the
    noun is missing, nothing but filling words may stand between the verb and the count.
    """
    rules = sentence.wordings
    after_verb = max(_last_end(verb, near) for verb in (rules.received, rules.handled, rules.closed))
    plain = rules.filler.fullmatch(near, after_verb) is not None
    out = rules.carried_out.search(near) or rules.carried_out.match(behind)
    carried = out or rules.carried_in.search(near)
    if rules.strong.search(near):
        gap = near[_last_end(rules.strong, near) :]
        verb = rules.strong_received.search(near) or rules.handled.search(near) or rules.closed.search(near)
        return bool(verb or carried or rules.outcome.search(near) or rules.filler.fullmatch(gap))
    if rules.strong.search(behind[:30]) or (plain and rules.weak.search(near + behind[:16])):
        return True
    if not (sentence.topic or follows or carried or rules.strong.search(far) or rules.weak.search(far)):
        return False
    return bool(carried or rules.outcome.search(near) or plain) and not _foreign_object(rules, near, behind)


def is_excluded(sentence: Sentence, count: Count, words: str, near: str, behind: str) -> bool:
    """Whether the count belongs to letters, other applications, another year or a comparison."""
    rules = sentence.wordings
    if is_persons(count.unit):
        return True
    object_of_verb = near[_last_end(rules.received, near) :]
    if rules.stop.search(object_of_verb) or rules.foreign.search(object_of_verb):
        return True
    if rules.comparison.search(near) or rules.cumulative.search(words):
        return True
    if count.unit == "个" and not rules.piece.search(behind or near):
        return True
    if _other_year(sentence, count.start, near):
        return True
    if rules.charged.search(behind) and not rules.received.search(near):
        return True
    head = behind[:14]
    foreign = rules.stop.search(head) or rules.foreign.search(head)
    return bool(foreign) and not rules.weak.search(object_of_verb)


def _other_year(sentence: Sentence, position: int, near: str) -> bool:
    if sentence.year is None or sentence.wordings.carried_in.search(near):
        return False
    if sentence.wordings.carried_out.search(near):
        return False
    years = [int(match[1]) for match in _YEAR.finditer(sentence.text, 0, position)]
    return bool(years) and years[-1] != sentence.year and sentence.year not in years


def _foreign_object(rules: Wordings, near: str, behind: str) -> bool:
    """Whether a noun of another kind follows the count or stands right before it (发放资料300份)."""
    if rules.weak.search(near):
        return False
    return re.match(r"[\u4e00-\u9fff]{2}", behind) is not None and not _GOES_ON.match(behind)


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    end = 0
    for match in pattern.finditer(text):
        end = match.end()
    return end
