"""Which reports share a passage: its sentences looked up one by one, and added up by report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.reuse.alike import TELLING
from indexer.reuse.index import Place, ReuseIndex
from indexer.reuse.statutory import is_statutory

MOST_OF_IT = 0.8
"""So much of a passage of several sentences must stand in a report that shares it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A report that has a passage, nearly."""

    report: int
    """Its number in the build."""
    share: float
    """How alike its sentences are, on average by their length: see :class:`~indexer.reuse.alike.Likeness`."""
    places: tuple[Place, ...]
    """Where its sentences stand, in the order of the passage."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who shares a passage."""

    matches: Mapping[int, Match]
    """By the number of the report."""
    comparable: bool
    """Whether the passage has a sentence that is long enough to tell anything, and not statutory wording."""
    statutory: bool
    """Whether the law or the form prescribes its words."""


def find_sharing(index: ReuseIndex, sentences: Sequence[str]) -> Sharing:
    """The reports that share a passage of these masked sentences, the one that it is from among them."""
    statutory = bool(sentences) and all(map(is_statutory, sentences))
    telling = _telling(sentences)
    total = sum(map(len, telling))
    found: dict[int, list[tuple[int, float, Place]]] = {}
    for one in telling:
        for report, (share, place) in _by_report(index, one).items():
            found.setdefault(report, []).append((len(one), share, place))
    matches = {
        report: Match(
            report,
            sum(length * share for length, share, _ in parts) / total,
            tuple(place for _, _, place in parts),
        )
        for report, parts in found.items()
        if sum(length for length, _, _ in parts) >= MOST_OF_IT * total
    }
    return Sharing(matches, bool(telling), statutory)


def find_same(index: ReuseIndex, sentences: Sequence[str]) -> frozenset[int]:
    """The numbers of the reports that have all telling sentences of a passage, numbers and signs aside."""
    telling = _telling(sentences)
    return frozenset.intersection(*map(index.reports_with, telling)) if telling else frozenset()


def _telling(sentences: Sequence[str]) -> list[str]:
    """The different sentences that are long enough to tell anything, and not statutory wording."""
    return [one for one in dict.fromkeys(sentences) if len(one) >= TELLING and not is_statutory(one)]


def _by_report(index: ReuseIndex, sentence: str) -> dict[int, tuple[float, Place]]:
    """For each report that has the sentence, or one nearly like it, the most alike."""
    best: dict[int, tuple[float, Place]] = {}
    for place in index.same(sentence):
        best.setdefault(place.report, (1.0, place))
    for other in index.near(sentence):
        for place in other.places:
            best.setdefault(place.report, (other.share, place))
    return best
