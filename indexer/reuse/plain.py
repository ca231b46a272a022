"""The specification of the index of sentences: every sentence against every other, and nothing quick.

It shares with the index what "nearly the same" means (``alike``) and nothing of how it is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.reuse.alike import GRAM, compare, most_sentences
from indexer.reuse.index import Found, Place
from indexer.reuse.sentences import cut_sentences

Sections = Sequence[tuple[int, str]]


class PlainReuse:
    """The sentences of reports held in memory."""

    def __init__(self, reports: Sequence[Sections]) -> None:
        """For each report the number and the text of each section whose sentences count."""
        self._places: dict[str, list[Place]] = {}
        for number, sections in enumerate(reports):
            for section, text in sections:
                for one in cut_sentences(text):
                    place = Place(number, section, one.start, one.end)
                    self._places.setdefault(one.masked, []).append(place)
        runs = Counter(run for masked in self._places for run in _runs(masked))
        few = most_sentences(len(self._places))
        self._unusual = {run for run, count in runs.items() if count <= few}

    def same(self, masked: str) -> tuple[Place, ...]:
        """Everywhere a sentence stands, numbers and punctuation aside."""
        return tuple(self._places.get(masked, ()))

    def near(self, masked: str) -> tuple[Found, ...]:
        """Sentences that are nearly the same, the most alike first; the same one is not among them."""
        found = []
        for other, places in self._places.items():
            likeness = compare(masked, other, self._unusual.__contains__)
            if other != masked and likeness and likeness.is_near:
                found.append(Found(other, likeness.share, tuple(places)))
        return tuple(sorted(found, key=lambda one: (-one.share, one.masked)))


def _runs(masked: str) -> set[str]:
    return {masked[place : place + GRAM] for place in range(len(masked) - GRAM + 1)}
