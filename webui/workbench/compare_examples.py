"""Comparisons that work on the corpus at hand, for those who have not chosen anybody yet."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.query import NOT_STATED, Filter, Query, Sort

_SOME = 3


@dataclass(frozen=True, slots=True)
class Examples:
    """Whom to compare; what the corpus cannot offer is empty."""

    longest: str
    """The agency with the most reports, where it has more than one."""
    largest: tuple[str, ...]
    """The agencies with the most reports."""
    department: str
    """A kind of agency that several agencies are of."""
    pair: tuple[str, ...]
    """The last two reports of the agency with the most."""


def examples(build: OpenBuild) -> Examples:
    """What there is to compare."""
    facets = build.engine.search(Query(size=1)).facets
    counts = [one for one in facets.get("agency", ()) if one.value != NOT_STATED]
    largest = sorted(counts, key=lambda one: -one.count)[:_SOME]
    longest = str(largest[0].value) if largest and largest[0].count > 1 else ""
    kinds = [one for one in facets.get("department", ()) if one.value != NOT_STATED and one.count > 1]
    department = max(kinds, key=lambda one: one.count, default=None)
    pair: tuple[str, ...] = ()
    if longest:
        query = Query(filters=(Filter("agency", (longest,)),), sort=Sort.YEAR)
        ids = build.ids_of(build.engine.documents(query).docs[:2])
        pair = tuple(ids[doc] for doc in reversed(build.engine.documents(query).docs[:2]))
    names = tuple(str(one.value) for one in largest)
    return Examples(longest, names, str(department.value) if department else "", pair)
