"""The values of a long facet that are found by a part of their name, each with the reports it would give.

A list of filters shows the most frequent names. The others are found by typing: 司法 finds every 司法局 among
ten thousand agencies, counted over the search that is on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.builds import OpenBuild
from indexer.engines.protocol import FacetCount
from indexer.query import NOT_STATED, Filter
from webui.labels import labels
from webui.language.fields import fold, unknown_value
from webui.language.misread import MisreadError
from webui.parameters import Asked
from webui.search import known_names, query_of

FACETS = ("region", "province", "city", "county", "department", "agency")
"""The facets whose values are found by name."""
SHOWN = 50
"""Values that one answer lists, the most frequent first."""
LONGEST = 50
"""A longer part of a name is a slip."""


def read_wanted(facet: str, part: str) -> str:
    """The facet to look in, as the parameter ``facet`` names it; empty where ``find`` looks for nothing."""
    if not part:
        return ""
    if facet not in FACETS:
        raise unknown_value("facet", facet, FACETS)
    return facet


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The values whose name has a part."""

    facet: str
    part: str
    values: tuple[FacetCount, ...]
    """The most frequent of them, at most ``SHOWN``."""
    size: int
    """How many there are."""
    complete: bool
    """False where the time for a search ran out: the counts are then lower bounds."""


def find_names(build: OpenBuild, asked: Asked, facet: str, part: str) -> FoundNames:
    """The values of a facet whose name has the part, among the reports that the search finds.

    They are counted as the list of filters counts them: whatever is chosen of the facet itself is set aside.
    """
    if len(part) > LONGEST or not part.isprintable():
        raise MisreadError("bad_name", field="find", name=facet)
    named = tuple(_named(build, facet, fold(part)))
    query = query_of(build, replace(asked, page=1, size=1), facet_values=0)
    others = tuple(one for one in query.filters if one.facet != facet)
    result = build.engine.search(replace(query, filters=(*others, Filter(facet, named))))
    wanted = set(named)
    counts = [one for one in result.facets[facet] if one.value in wanted and one.count]
    counts.sort(key=lambda one: (-one.count, str(one.value)))
    return FoundNames(facet, part, tuple(counts[:SHOWN]), len(counts), result.complete)


def _named(build: OpenBuild, facet: str, part: str) -> Iterator[str]:
    """The values of a facet in a build that have the part in their name, or in what they are called."""
    called = {value: fold(f"{value} {label.zh} {label.en}") for value, label in labels(facet).items()}
    for value in known_names(build, facet):
        if value != NOT_STATED and part in called.get(value, value.rpartition("/")[2]):
            yield value
