"""What a person asked for, before a collection is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexer.model import SectionKind
from indexer.query import NOT_STATED, Filter, FilterValue, Node, Query, Range, Sort


@dataclass(frozen=True, slots=True)
class NamePart:
    """Keeps reports where the name of the agency, or of a place, has a part: ``agency:司法局``."""

    facet: str
    parts: tuple[str, ...]
    """Any of them will do."""
    start: bool = False
    """Whether the name has to begin with the part: a place, ``province:辽宁``."""
    exclude: bool = False
    """Keeps the other reports instead."""

    def accepts(self, name: str) -> bool:
        """Whether a name has one of the parts; a region's is that of its smallest place.

        >>> NamePart("region", ("抚顺",), start=True).accepts("辽宁省/抚顺市")
        True
        """
        if not self.start:
            return any(part in name for part in self.parts)
        smallest = name.rpartition("/")[2]
        return any(name.startswith(part) or smallest.startswith(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Typed:
    """A search as understood: every part of the language has its place here."""

    node: Node | None = None
    scope: frozenset[SectionKind] = frozenset()
    filters: tuple[Filter, ...] = ()
    """One for each facet, its values are alternatives; and one that excludes values of it."""
    names: tuple[NamePart, ...] = ()
    """All of them have to hold."""

    def values(self, facet: str) -> tuple[FilterValue, ...]:
        """What is asked of one facet; section kinds for ``section``."""
        if facet == "section":
            return tuple(str(kind) for kind in SectionKind if kind in self.scope) if self.scope else ()
        return self._values(facet, exclude=False)

    def covers(self, facet: str, value: FilterValue) -> bool:
        """Whether a value is within a range that is asked for: 2020 within 2019 to 2021."""
        ranges = [one for one in self.values(facet) if isinstance(one, Range)]
        if isinstance(value, Range):
            return any(
                (one.low is None or (value.low is not None and one.low <= value.low))
                and (one.high is None or (value.high is not None and value.high <= one.high))
                for one in ranges
            )
        return any(value in one for one in ranges)

    def excluded(self, facet: str) -> tuple[FilterValue, ...]:
        """What is left out of one facet."""
        return self._values(facet, exclude=True)

    def _values(self, facet: str, *, exclude: bool) -> tuple[FilterValue, ...]:
        for one in self.filters:  # a page asks for each of its values: a loop is the quickest way
            if one.facet == facet and one.exclude == exclude:
                return one.values
        return ()

    def query(
        self,
        known_names: Callable[[str], Sequence[str]],
        *,
        sort: Sort = Sort.RELEVANCE,
        page: int = 1,
        size: int = 10,
    ) -> Query:
        """The query for one collection. ``known_names`` gives every value of a facet that it holds.

        A part that no name has stays as it is, and then no report passes.
        """
        filters = list(self.filters)
        for name in self.names:
            values = [value for value in known_names(name.facet) if name.accepts(value)]
            values += [part for part in name.parts if part == NOT_STATED]
            filters.append(Filter(name.facet, tuple(values) or name.parts, name.exclude))
        return Query(self.node, self.scope, tuple(filters), sort, page, size)


def merge(first: Typed, second: Typed) -> Typed:
    """Both together: values asked of the same facet are alternatives, as they are within each."""
    node = first.node if second.node is None else second.node
    return Typed(
        node,
        first.scope | second.scope,
        merge_filters((*first.filters, *second.filters)),
        (*first.names, *(name for name in second.names if name not in first.names)),
    )


def merge_filters(filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """One filter for each facet, with all values that are asked of it, and one with all that it leaves out.

    >>> [one.values for one in merge_filters([Filter("year", (2019,)), Filter("year", (2020, 2019))])]
    [(2019, 2020)]
    """
    values: dict[tuple[str, bool], dict[FilterValue, None]] = {}
    for one in filters:
        values.setdefault((one.facet, one.exclude), {}).update(dict.fromkeys(one.values))
    return tuple(Filter(facet, tuple(found), exclude) for (facet, exclude), found in values.items() if found)


def without(typed: Typed, facet: str, value: FilterValue, *, exclude: bool = False) -> Typed:
    """The same search without one value that is asked of a facet, or that it leaves out."""
    if facet == "section":
        return replace(typed, scope=frozenset(kind for kind in typed.scope if kind != value))
    filters = (
        replace(one, values=tuple(other for other in one.values if other != value))
        if (one.facet, one.exclude) == (facet, exclude)
        else one
        for one in typed.filters
    )
    return replace(typed, filters=tuple(one for one in filters if one.values))
