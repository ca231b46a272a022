"""When two sentences are nearly the same: in numbers that can be quoted.

Numbers and punctuation aside (:func:`~indexer.reuse.sentences.mask`), two sentences of at least 10
characters are **nearly the same** where

* the shorter is at least two fifths as long as the longer, and
* nine tenths of its characters stand in the longer one in the same order, at least 8 of them in unusual
  wording; or four fifths of them, at least 14 in unusual wording.

*Unusual wording* is runs of four characters that no more than 20 different sentences of the corpus have; in
a corpus of more than 10,000 sentences, a fifth of the square root of their number. Without this
condition every 加大…力度,每季度通报一次 would count as a copy of every other: sentences that officials put
together from the same ready-made pieces are alike, and nobody copied. The more was changed, the more of what
is left must be unusual. So a few copies of nothing but ready-made pieces are missed: wrong is worse.

Within one agency, from one year to the next, the question is another one: whether the sentence was written
anew. There four fifths are enough, however usual the words (:func:`is_repeated`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt

TELLING = 10
"""Characters of the shortest sentence whose likeness tells anything."""
GRAM = 4
"""Characters of a run of unusual wording."""
_LENGTHS = 0.4
_STEPS = ((0.9, 8), (0.8, 14))
"""Share of the shorter sentence that must be common to both, and how much of it in unusual wording."""
REPEATED = 0.8
_FEW = 20

IsUnusual = Callable[[str], bool]
"""Says of a run of four characters whether few sentences of the corpus have it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sentences are."""

    share: float
    """Share of the shorter one's characters that stand in the longer one in the same order."""
    unusual: int
    """Characters of the shorter one in unusual wording that both have."""

    @property
    def is_near(self) -> bool:
        """Whether that makes them nearly the same."""
        return any(self.share >= share and self.unusual >= unusual for share, unusual in _STEPS)


def most_sentences(sentences: int) -> int:
    """How many different sentences, of so many in the corpus, may share wording that is still unusual.

    >>> most_sentences(100), most_sentences(40_000)
    (20, 40)
    """
    return max(_FEW, isqrt(sentences) // 5)


def are_comparable(one: int, other: int) -> bool:
    """Whether sentences of these lengths can be nearly the same at all."""
    short, long = sorted((one, other))
    return short >= TELLING and short >= _LENGTHS * long


def compare(one: str, other: str, is_unusual: IsUnusual) -> Likeness | None:
    """How alike two masked sentences are; None where their lengths, or their wording, forbid that they are.

    >>> ours = "推广南垣乡的网格做法由人事科牵头整理档案"
    >>> compare(ours, "推广山云乡的网格做法由人事科牵头整理档案", lambda run: True)
    Likeness(share=0.9, unusual=16)
    """
    if not are_comparable(len(one), len(other)):
        return None
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    unusual = unusual_length(short, long, is_unusual)
    if unusual < _STEPS[0][1]:
        return None
    return Likeness(common_length(short, long) / len(short), unusual)


def unusual_length(one: str, other: str, is_unusual: IsUnusual) -> int:
    """How many characters of a sentence are unusual wording that another has too.

    >>> unusual_length("石桥镇台账公示滞后", "河口镇台账公示滞后", lambda run: True)
    7
    """
    runs = {other[place : place + GRAM] for place in range(len(other) - GRAM + 1)}
    covered = end = 0
    for place in range(len(one) - GRAM + 1):
        run = one[place : place + GRAM]
        if run in runs and is_unusual(run):
            covered += place + GRAM - max(end, place)
            end = place + GRAM
    return covered


def is_repeated(one: str, other: str) -> bool:
    """Whether two masked sentences of one agency are the same, or nearly.

    >>> is_repeated("培训0次人手不足", "培训0次人手很不足"), is_repeated("公开不及时", "人手不足")
    (True, False)
    """
    short, long = sorted((len(one), len(other)))
    if one == other:
        return True
    return short >= _LENGTHS * long and common_length(one, other) >= REPEATED * short


def common_length(one: str, other: str) -> int:
    """How many characters both texts have in the same order: their longest common subsequence.

    A row of the well-known table is kept as the bits of one whole number, so that a row costs one addition.

    >>> common_length("公开不及时", "公开得不够及时")
    5
    """
    places: dict[str, int] = {}
    for place, character in enumerate(one):
        places[character] = places.get(character, 0) | 1 << place
    every = (1 << len(one)) - 1
    row = every
    for character in other:
        if found := row & places.get(character, 0):
            row = (row + found | row - found) & every
    return len(one) - row.bit_count()
