"""The queries that are timed, chosen from the corpus by how often their words occur; the same every time.

``rare``: a word of at most one report in two hundred; ``common``: one of more than half of the reports;
``and2``: two words of middling frequency; ``phrase``: two or three words as they stand in a text;
``quote``: any 4 to 20 characters of a text; ``browse``: everything, the newest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.engines.protocol import IndexedReport
from indexer.query import And, Phrase, Query, Sort, Word
from indexer.segment import Segmenter
from tests.benchmarks.chance import LongChance
from webui.language import quote

KINDS = ("rare", "common", "and2", "phrase", "quote", "browse")
_PROSE = re.compile(r"[^\n|\s]{30,}")
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Question:
    """One query, in the terms that every engine understands."""

    kind: str
    words: tuple[str, ...] = ()
    """Words that must all be there."""
    phrase: str = ""
    """Characters that must stand there as they are."""
    page: int = 1

    def query(self) -> Query:
        """The question to gongkai's engine."""
        if self.phrase:
            return Query(Phrase(self.phrase))
        if not self.words:
            return Query(None, sort=Sort.YEAR, page=self.page)
        nodes = tuple(map(Word, self.words))
        return Query(nodes[0] if len(nodes) == 1 else And(nodes))

    def typed(self) -> str:
        """What a person would type."""
        return quote(self.phrase) if self.phrase else " ".join(self.words)


def choose(sample: Sequence[IndexedReport], segmenter: Segmenter, count: int) -> dict[str, list[Question]]:
    """``count`` questions of each kind, by what the sample holds."""
    chance = LongChance(20, len(sample))
    held = Counter[str]()
    for report in sample:
        words = {word for section in report.sections for word in segmenter.words(section.text)}
        held.update(word for word in words if _HAN_WORD.fullmatch(word))
    asked = [word for word in sorted(held) if segmenter.query_words(word) == [word]]
    share = {word: held[word] / len(sample) for word in asked}
    rare = [word for word in asked if held[word] >= 2 and share[word] <= max(0.005, 2.5 / len(sample))]
    common = [word for word in asked if share[word] > 0.5]
    middling = [word for word in asked if 0.05 <= share[word] <= 0.4]
    texts = _prose(sample)
    found = {
        "rare": [Question("rare", (word,)) for word in _some(rare, count, chance)],
        "common": [Question("common", (word,)) for word in _some(common, count, chance)],
        "and2": [Question("and2", pair) for pair in pairwise(_some(middling, count + 1, chance))],
        "phrase": [Question("phrase", phrase=_phrase(texts, segmenter, chance)) for _ in range(count)],
        "quote": [Question("quote", phrase=_quote(texts, chance)) for _ in range(count)],
        "browse": [Question("browse", page=page) for page in range(1, count + 1)],
    }
    return {kind: found[kind] for kind in KINDS}


def _some(words: Sequence[str], count: int, chance: LongChance) -> list[str]:
    return chance.sample(words, min(count, len(words)))


def _prose(sample: Sequence[IndexedReport]) -> list[str]:
    """Lines of running text."""
    return [line for report in sample for section in report.sections for line in _PROSE.findall(section.text)]


def _phrase(texts: Sequence[str], segmenter: Segmenter, chance: LongChance) -> str:
    """Two or three neighbouring words; drawn again until they are Han throughout."""
    while True:
        candidates = list(_neighbours(segmenter.query_words(chance.pick(texts)), 2 + chance.randrange(2)))
        whole = [phrase for phrase in candidates if any(phrase in text for text in texts)]
        if whole:
            return chance.pick(whole)


def _neighbours(words: Sequence[str], count: int) -> Iterator[str]:
    for start in range(len(words) - count + 1):
        chosen = words[start : start + count]
        if all(map(_HAN_WORD.fullmatch, chosen)):
            yield "".join(chosen)


def _quote(texts: Sequence[str], chance: LongChance) -> str:
    text, length = chance.pick(texts), chance.randint(4, 20)
    start = chance.randrange(len(text) - length)
    return text[start : start + length]
