"""The reports that a search chooses, all of them at once, as what is computed over reports needs them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from indexer.builds import OpenBuild
from indexer.catalogue import FailedCheck, Tally
from indexer.engines.budget import Budget, Clock
from indexer.indicators import FACTS, REPEATED_SHARE, Selection, read_stated, select
from indexer.query import Sort
from webui.parameters import Asked
from webui.search import known_names, query_of

STEP = 2_000
"""Documents read between two looks at the clock."""

NEAR = 8
"""Names offered in place of one that no agency has."""

Number = int | float


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reports of a selection with what is known of each; the columns follow the documents."""

    docs: tuple[int, ...]
    """Those that were read, in ascending order."""
    found: int
    """How many reports the search finds."""
    complete: bool
    """False: the time ran out, and some that match are not among them."""
    tallies: tuple[Tally, ...]
    failed: tuple[FailedCheck, ...]
    years: Mapping[int, int]
    levels: Mapping[int, str]
    agencies: Mapping[int, str]
    scopes: Mapping[int, str]
    stated: Mapping[str, Mapping[int, Number]]
    """Numbers that no table states, by name and document."""

    def columns(self) -> Selection:
        """The same for computing indicators."""
        return select(self.tallies, self.failed, self.stated, self.scopes)


def choose(build: OpenBuild, asked: Asked, *, clock: Clock = time.monotonic) -> Chosen:
    """Read what the search chooses, the newest reports first, until the time for a search is over."""
    budget = Budget(build.seconds, clock)
    matching = build.engine.documents(query_of(build, replace(asked, sort=Sort.YEAR)))
    tallies: list[Tally] = []
    complete = matching.complete
    for start in range(0, len(matching.docs), STEP):
        if tallies and budget.is_spent():
            complete = False
            break
        tallies += build.tallies(matching.docs[start : start + STEP])
    tallies.sort(key=_doc)
    docs = tuple(one.doc for one in tallies)
    values = build.facet_values(docs, (*FACTS, "agency"))
    return Chosen(
        docs=docs,
        found=len(matching.docs),
        complete=complete,
        tallies=tuple(tallies),
        failed=tuple(build.failed_checks(docs)),
        years={doc: value for doc, value in values["year"].items() if isinstance(value, int)},
        levels=_texts(values["level"]),
        agencies=_texts(values["agency"]),
        scopes=_texts(values["scope"]),
        stated=read_stated(values) | {REPEATED_SHARE: build.repeated_shares},
    )


def _doc(one: Tally) -> int:
    return one.doc


def _texts(values: Mapping[int, str | Number]) -> Mapping[int, str]:
    return {doc: str(value) for doc, value in values.items()}


def duplicates(chosen: Chosen) -> Sequence[tuple[str, int]]:
    """Agency and year of every report beyond the first that an agency has for a year."""
    seen: set[tuple[str, int]] = set()
    again: list[tuple[str, int]] = []
    for doc in chosen.docs:
        if doc in chosen.agencies and doc in chosen.years:
            key = (chosen.agencies[doc], chosen.years[doc])
            if key in seen:
                again.append(key)
            seen.add(key)
    return again


def near_agencies(build: OpenBuild, name: str) -> tuple[str, ...]:
    """Agencies whose names contain the name, or are most like it."""
    known = known_names(build, "agency")
    holding = [one for one in known if name and name in one]
    near = holding or get_close_matches(name, known, NEAR, 0.6)
    return tuple(near[:NEAR])
