"""Who else wrote this: the reports that have a passage word for word, and those that have it nearly.

Word for word is looked for in every section of every report, nearly in the sections on problems alone:
``indexer.reuse`` says what it means. "First" is always the first of this collection: an older report that is
not here may have had the words before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from indexer.builds import OpenBuild
from indexer.query import Phrase, Query, Sort
from indexer.reuse import Match, Sharing, find_sharing
from indexer.reuse.frame import UNKNOWN
from indexer.reuse.statutory import is_common
from webui.workbench.passage import Passage


@dataclass(frozen=True, slots=True)
class Use:
    """One report that has the passage."""

    report: int
    """Its number in the build."""
    doc: int
    year: int | None
    place: str | None
    """Its province."""
    same_agency: bool
    """Whether the agency is the one that the passage was taken from."""
    verbatim: bool
    match: Match | None
    """How much of the passage it has, and where, if it is not word for word."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Every other report that has a passage, the oldest first."""

    verbatim: tuple[Use, ...]
    near: tuple[Use, ...]
    agencies: int
    """Other agencies among them."""
    sharing: Sharing
    common: bool
    """Whether so many agencies use it, this one among them, that it is a formula."""
    complete: bool
    """False: the time for a search ran out."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """Both together, the oldest first."""
        return tuple(sorted((*self.verbatim, *self.near), key=_oldest))

    @property
    def years(self) -> dict[int | None, int]:
        """How many reports there are of each year, the oldest first; unknown years last."""
        counts = Counter(one.year for one in self.uses)
        return dict(sorted(counts.items(), key=lambda item: (item[0] is None, item[0] or 0)))

    @property
    def places(self) -> dict[str | None, int]:
        """How many there are of each province, the most first."""
        return dict(Counter(one.place for one in self.uses).most_common())


@dataclass(frozen=True, slots=True)
class Holders:
    """The numbers of the other reports that have a passage."""

    verbatim: tuple[int, ...]
    near: tuple[int, ...]
    agency: int
    """The passage's own."""
    agencies: int
    sharing: Sharing
    complete: bool


def find_holders(build: OpenBuild, passage: Passage) -> Holders:
    """The other reports that have the passage, by number alone: quicker where they are only counted."""
    index = build.reuse
    own = index.numbers_of([passage.doc])[0] if passage.doc is not None else None
    agency = int(index.frame.agencies[own]) if own is not None else UNKNOWN
    exact = build.engine.documents(Query(node=Phrase(passage.words), sort=Sort.YEAR))
    verbatim = [number for number in index.numbers_of(exact.docs) if number != own]
    sharing = find_sharing(index, passage.sentences)
    exactly = frozenset(verbatim)
    near = [number for number in sharing.matches if number != own and number not in exactly]
    found = np.unique(index.frame.agencies[np.array([*verbatim, *near], dtype=np.int64)])
    others = int(np.count_nonzero((found != UNKNOWN) & (found != agency)))
    return Holders(tuple(verbatim), tuple(near), agency, others, sharing, exact.complete)


def is_formula(build: OpenBuild, found: Holders) -> bool:
    """Whether so many agencies have it that it is a formula."""
    return is_common(found.agencies + (found.agency != UNKNOWN), build.reuse.agency_count)


def who_else(build: OpenBuild, passage: Passage) -> Elsewhere:
    """Every other report that has the passage."""
    found = find_holders(build, passage)
    verbatim = (_use(build, number, found.agency, None) for number in found.verbatim)
    near = (_use(build, one, found.agency, found.sharing.matches[one]) for one in found.near)
    return Elsewhere(
        tuple(sorted(verbatim, key=_oldest)),
        tuple(sorted(near, key=_oldest)),
        found.agencies,
        found.sharing,
        is_formula(build, found),
        found.complete,
    )


def _use(build: OpenBuild, number: int, agency: int, match: Match | None) -> Use:
    frame = build.reuse.frame
    year, place = int(frame.years[number]), int(frame.places[number])
    return Use(
        number,
        int(frame.docs[number]),
        None if year == UNKNOWN else year,
        None if place == UNKNOWN else frame.place_names[place],
        agency != UNKNOWN and int(frame.agencies[number]) == agency,
        match is None,
        match,
    )


def _oldest(use: Use) -> tuple[bool, int, str, int]:
    return (use.year is None, use.year or 0, use.place or "\uffff", use.report)
