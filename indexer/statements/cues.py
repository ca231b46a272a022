"""What the words of one sentence say by themselves, before its place in a list is looked at.

A count of good and bad words cannot tell 公开意识有待加强 (wrong) from 加强公开意识 (to be done), nor
解决公开不及时的问题 from 公开不及时. The predicate decides: what is to be solved is blanked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from indexer.model import Span
from indexer.statements.model import Role
from indexer.statements.wordings import load_wordings


class Cue(Enum):
    """What a sentence sounds like."""

    PROBLEM = "problem"
    REMEDY = "remedy"
    NONE = "none"


def read_cue(text: str) -> Cue:
    """What the sentence sounds like by itself.

    >>> [read_cue(text).value for text in ("公开意识有待加强", "加强培训,解决人员不足的问题", "本局位于县城")]
    ['problem', 'remedy', 'none']
    """
    if says_problem(text):
        return Cue.PROBLEM
    return Cue.REMEDY if load_wordings().remedy.match(text) else Cue.NONE


def says_problem(text: str) -> bool:
    """Whether something is said to be wrong, and not only named as what is to be solved."""
    return next(problems_in(text), None) is not None


def problems_in(text: str) -> Iterator[Span]:
    """Where something is said to be wrong, from the left."""
    words = load_wordings()
    for match in words.problem.finditer(words.shield.sub(_blanked, text)):
        yield Span(*match.span())


def _blanked(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def read_heading(text: str) -> Role | None:
    """The role of everything under a heading; None where the text is no heading inside the section.

    A heading that names both problems and remedies decides nothing: :attr:`Role.NEITHER`.

    >>> [str(read_heading(text)) for text in ("主要问题", "下一步改进措施", "存在问题及改进情况", "人少")]
    ['problem', 'remedy', 'neither', 'None']
    """
    words = load_wordings()
    text = text.rstrip("。:;,.")
    if words.heading_problem.fullmatch(text):
        return Role.PROBLEM
    if words.heading_remedy.fullmatch(text):
        return Role.REMEDY
    problem = words.heading_problem.match(text)
    if problem and text[problem.end() : problem.end() + 1] in ("及", "和", "与", "、"):
        return Role.NEITHER if words.heading_remedy.fullmatch(text, problem.end() + 1) else None
    return None


def opens_remedy(text: str, *, sure: bool = False) -> int:
    """How many characters at the start turn to what is done about a problem; 0: none do.

    ``sure`` asks for words that do so wherever they stand, like 下一步.
    """
    words = load_wordings()
    match = words.opener_sure.match(text) or (None if sure else words.opener_remedy.match(text))
    return match.end() if match else 0
