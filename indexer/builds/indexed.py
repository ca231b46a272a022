"""Catalogue -> what an engine indexes: the sections' searchable text, and the facets to filter by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from indexer.catalogue import load_searchable, summaries
from indexer.engines.protocol import FACETS, IndexedReport, IndexedSection
from indexer.engines.regions import SEPARATOR
from indexer.model import Facet, FacetValue

_SHORTER = {"fee_status": "fee"}
"""Facets that an engine knows under a shorter name than the report."""

_PLACES = ("province", "city", "county")


def indexed(connection: sqlite3.Connection, docs: Iterable[int]) -> Iterator[IndexedReport]:
    """Each document as an engine sees it, one after the other: never more than one text in memory."""
    for doc in docs:
        (summary,) = summaries(connection, [doc])
        text = load_searchable(connection, doc)
        sections = tuple(
            IndexedSection(section.kinds, section.path, text[slice(*section.normalised)])
            for section in summary.sections
        )
        yield IndexedReport(doc, summary.id, sections, indexed_facets(summary.facets))


def indexed_facets(facets: Iterable[Facet]) -> dict[str, tuple[str | int, ...]]:
    """The facets that can be filtered by, under the engine's names; no entry for what is not stated.

    >>> indexed_facets([Facet("year", 2020), Facet("fee_status", "none"), Facet("requests", None)])
    {'year': (2020,), 'fee': ('none',)}
    >>> indexed_facets([Facet("province", "辽宁省"), Facet("city", "抚顺市")])["region"]
    ('辽宁省/抚顺市',)
    """
    values: dict[str, list[str | int]] = {}
    for facet in facets:
        name = _SHORTER.get(facet.name, facet.name)
        value = _whole(facet.value)
        if name in FACETS and isinstance(value, (str, int)):
            values.setdefault(name, []).append(value)
    # A city that stands for its county, or a municipality for its city, is one place.
    places = dict.fromkeys(str(place) for name in _PLACES for place in values.get(name, ()))
    if places:
        values["region"] = [SEPARATOR.join(places)]
    return {name: tuple(dict.fromkeys(found)) for name, found in values.items()}


def _whole(value: FacetValue | None) -> FacetValue | None:
    """A number without a fraction as the whole number that it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
