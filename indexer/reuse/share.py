"""How much of what an agency states repeats its report of the year before.

Researchers count the characters of a report that last year's has too; a character is no statement, and any
two reports share most of theirs. Here a sentence counts whole, where last year's section has the same
one or nearly (:func:`~indexer.reuse.alike.is_repeated`), by its length. Statutory wording counts neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.reuse.alike import REPEATED, is_repeated
from indexer.reuse.statutory import is_statutory


class Reuse(StrEnum):
    """Share of the problems section that repeats the same agency's report of the year before."""

    NONE = "none"
    """Less than a tenth."""
    SOME = "some"
    """Less than half."""
    MOST = "most"
    """Less than nine tenths."""
    ALL = "all"
    """Nine tenths or more."""
    NO_EARLIER = "no_earlier"
    """The corpus has no report of the year before that could be compared."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What of a section is repeated."""

    sentences: tuple[bool, ...]
    """For each of its sentences whether the section before has it."""
    share: float | None
    """Of its characters; None where it has nothing but statutory wording."""


def repeated_share(section: Sequence[str], before: Sequence[str]) -> Repeated:
    """What of the masked sentences of a section is repeated from those of another.

    >>> repeated_share(["公开不够及时", "工作人员不足"], ["公开还不够及时", "经费不足"])
    Repeated(sentences=(True, False), share=0.5)
    """
    known = frozenset(before)
    letters = [(other, frozenset(other)) for other in known]
    repeated = tuple(one in known or _has_similar(one, letters) for one in section)
    lengths = [0 if is_statutory(one) else len(one) for one in section]
    total = sum(lengths)
    again = sum(length for length, found in zip(lengths, repeated, strict=True) if found)
    return Repeated(repeated, again / total if total else None)


def _has_similar(one: str, others: Sequence[tuple[str, frozenset[str]]]) -> bool:
    own = frozenset(one)
    for other, theirs in others:
        short, long = (own, theirs) if len(one) <= len(other) else (theirs, own)
        # Each letter that the longer one lacks is at least one character that is not common.
        lacking = len(short - long)
        if lacking <= (1 - REPEATED) * min(len(one), len(other)) and is_repeated(one, other):
            return True
    return False


def name_share(share: float) -> Reuse:
    """The value of the facet for a share.

    >>> [str(name_share(share)) for share in (0.0, 0.1, 0.5, 0.9)]
    ['none', 'some', 'most', 'all']
    """
    if share < 0.1:
        return Reuse.NONE
    if share < 0.5:
        return Reuse.SOME
    return Reuse.MOST if share < 0.9 else Reuse.ALL
