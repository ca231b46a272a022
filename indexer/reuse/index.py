"""An opened index of sentences: where a sentence stands, word for word or nearly.

What is nearly the same has at least eight characters of unusual wording in common (see ``alike``), so it
is among the few sentences that share such a run: the index looks at those alone, and still misses none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.reuse.alike import GRAM, TELLING, compare, most_sentences
from indexer.reuse.frame import UNKNOWN, Frame, PartFrame, load_frame
from indexer.reuse.grams import hash_grams
from indexer.reuse.part import Part
from indexer.reuse.write import key_of

_CROWD = 4
"""Holders of a run in one part, in multiples of what is unusual, from which on nobody counts exactly."""


_KEPT = 4_000
"""Sentences whose like are remembered: the reports of an agency ask for the same ones again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands."""

    report: int
    """Number of the report in the build."""
    section: int
    start: int
    """First character, counted within the section's normalised text."""
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that is the same as another, or nearly, and everywhere it stands."""

    masked: str
    share: float
    """Of the shorter one's characters how many stand in the longer one in the same order; 1 for the same."""
    places: tuple[Place, ...]


class ReuseIndex:
    """The sentences of a build. Never changes, so threads may share it."""

    def __init__(self, frame: Frame, parts: Sequence[tuple[Part, PartFrame]]) -> None:
        self.frame = frame
        self._parts = parts
        self._few = most_sentences(frame.sentences)
        self.near = lru_cache(_KEPT)(self._find_near)
        """Sentences that are nearly the same, the most alike first; the same one is not among them."""

    @classmethod
    def open(cls, index: Path) -> ReuseIndex:
        """Map the sentences of a build's index into memory."""
        frame, states = load_frame(index / "reuse")
        folders = (index / "parts" / name / "reuse" for name in frame.parts)
        return cls(frame, [(Part(folder), state) for folder, state in zip(folders, states, strict=True)])

    @cached_property
    def agency_count(self) -> int:
        """How many agencies there are."""
        return self.frame.agency_count

    @cached_property
    def _by_doc(self) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """The reports in the order of their documents, and those documents."""
        order = np.argsort(self.frame.docs, kind="stable")
        return order, self.frame.docs[order]

    def numbers_of(self, docs: Sequence[int]) -> list[int]:
        """The numbers of documents of this build."""
        order, ordered = self._by_doc
        found: list[int] = order[np.searchsorted(ordered, np.array(docs, np.int64))].tolist()
        return found

    def earlier(self, report: int) -> list[int]:
        """The reports of the same agency for the year before."""
        agency, year = self.frame.agencies[report], self.frame.years[report]
        if UNKNOWN in (agency, year):
            return []
        same = (self.frame.agencies == agency) & (self.frame.years == year - 1)
        found: list[int] = np.flatnonzero(same).tolist()
        return found

    def sentences_of(self, report: int) -> list[str]:
        """The masked sentences of a report, in its order."""
        for part, state in self._parts:
            rows = np.flatnonzero(state.numbers == report)
            if len(rows):
                return [part.masked(number) for number in part.sentences_of(int(rows[0])).tolist()]
        return []

    def same(self, masked: str) -> tuple[Place, ...]:
        """Everywhere a sentence stands, numbers and punctuation aside."""
        return tuple(self._places(key_of(masked)))

    def reports_with(self, masked: str) -> frozenset[int]:
        """The numbers of the reports that have a sentence, numbers and punctuation aside."""
        found: set[int] = set()
        for part, state, where in self._holding(key_of(masked)):
            found.update(state.numbers[part.reports[where]].tolist())
        return frozenset(found - {UNKNOWN})

    def _find_near(self, masked: str) -> tuple[Found, ...]:
        if len(masked) < TELLING:
            return ()
        runs = dict.fromkeys(masked[place : place + GRAM] for place in range(len(masked) - GRAM + 1))
        unusual = self._unusual(tuple(runs))
        found = []
        for key, other in self._texts(set().union(*unusual.values())):
            likeness = compare(masked, other, unusual.__contains__) if other != masked else None
            if likeness and likeness.is_near:
                found.append(Found(other, likeness.share, tuple(self._places(key))))
        return tuple(sorted(found, key=lambda one: (-one.share, one.masked)))

    def _unusual(self, runs: Sequence[str]) -> dict[str, set[int]]:
        """Of these runs the unusual ones, with the keys of the sentences that hold each."""
        grams, _ = hash_grams(runs)
        gathered: dict[int, set[int]] = {place: set() for place in range(len(runs))}
        for part, state in self._parts:
            for place, holders in zip(
                tuple(gathered), part.holders(grams[list(gathered)], self._few * _CROWD), strict=True
            ):
                if holders is not None:
                    gathered[place].update(part.keys[holders[state.live[holders]]].tolist())
                if holders is None or len(gathered[place]) > self._few:
                    del gathered[place]
        return {runs[place]: keys for place, keys in gathered.items() if keys}

    def _texts(self, keys: set[int]) -> Iterator[tuple[int, str]]:
        """The sentences with these keys, each once."""
        waiting = np.array(sorted(keys), dtype=np.uint64)
        for part, _ in self._parts:
            places = np.searchsorted(part.keys, waiting)
            here = np.zeros(len(waiting), dtype=bool)
            inside = places < len(part.keys)
            here[inside] = part.keys[places[inside]] == waiting[inside]
            for key, number in zip(waiting[here].tolist(), places[here].tolist(), strict=True):
                yield key, part.masked(number)
            waiting = waiting[~here]

    def _places(self, key: int) -> Iterator[Place]:
        for part, state, where in self._holding(key):
            columns = (
                state.numbers[part.reports[where]],
                part.sections[where],
                part.starts[where],
                part.ends[where],
            )
            for report, section, start, end in zip(*(column.tolist() for column in columns), strict=True):
                if report != UNKNOWN:
                    yield Place(report, section, start, end)

    def _holding(self, key: int) -> Iterator[tuple[Part, PartFrame, slice]]:
        """The parts that have the sentence with this key, and where in them it stands."""
        for part, state in self._parts:
            number = part.find(key)
            if number is not None:
                yield part, state, part.places(number)
