"""Which agencies are compared, in which section: what the address asks, resolved in one build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from indexer.builds import OpenBuild
from indexer.model import SectionKind
from indexer.query import NOT_STATED, Filter, FilterValue
from indexer.text.normalise import normalise_query
from webui import shelf
from webui.language import Segment
from webui.language.misread import NEAR, MisreadError
from webui.parameters import Asked, Parameters, read_parameters
from webui.search import known_names, query_of

AGENCIES = 20
"""Agencies on one page: more rows than anyone reads side by side, and still a page that opens at once."""
REPORTS = 200
"""Reports that an address may name: its length ends there anyway."""
DEFAULT = SectionKind.PROBLEMS_IMPROVEMENTS
"""The section that is compared where none is named."""
_NEAR_NAMES = 3


@dataclass(frozen=True, slots=True)
class CompareAsked:
    """What the address of a comparison asks for."""

    asked: Asked
    """The search that chooses the agencies and the years. Its scope is never that of the comparison."""
    section: SectionKind = DEFAULT
    reports: tuple[str, ...] = ()

    @property
    def pair(self) -> tuple[str, str] | None:
        """The two reports to put side by side, where two and nothing else are named."""
        if len(self.reports) != 2 or self.asked.text or self.asked.chosen.filters:
            return None
        first, second = self.reports
        return first, second

    @property
    def nothing(self) -> bool:
        """Whether nobody has been chosen."""
        others = [one for one in self.asked.chosen.filters if one.facet != "year"]
        return not (self.reports or self.asked.text or others)


@dataclass(frozen=True, slots=True)
class Choice:
    """The agencies to compare."""

    names: tuple[str, ...]
    """All of them: in the order of the address, or by name where a search found them."""
    shared: Mapping[str, int]
    """What was typed and is no agency's full name, with the number of agencies whose names contain it."""
    searched: bool
    """Whether a search chose them, by at least one report that it finds."""
    unnamed: int
    """Reports that the search finds, and that do not state their agency."""
    complete: bool = True

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return max(1, -(-len(self.names) // AGENCIES))


def read_compare(given: Parameters, segment: Segment) -> CompareAsked:
    """What the parameters ask for, or an error that names the parameter.

    >>> asked = read_compare({"agency": ["甲局"], "section": ["requests"], "report": []}, str.split)
    >>> asked.section, asked.asked.chosen.values("agency"), asked.nothing
    (<SectionKind.REQUESTS: 'requests'>, ('甲局',), False)
    """
    reports = tuple(dict.fromkeys(one.strip() for one in given.get("report", ()) if one.strip()))
    if len(reports) > REPORTS:
        raise MisreadError("too_many_values", field="report", name="report", limit=REPORTS)
    asked = read_parameters({name: given[name] for name in given if name != "report"}, segment)
    kinds = sorted(asked.chosen.scope)
    if len(kinds) > 1:
        raise MisreadError("repeated_parameter", field="section", name="section")
    asked = replace(asked, chosen=replace(asked.chosen, scope=frozenset()))
    return CompareAsked(asked, kinds[0] if kinds else DEFAULT, reports)


def choose(build: OpenBuild, asked: CompareAsked) -> Choice:
    """The agencies that are asked for, in this build."""
    named = {
        str(value): _resolve(build, str(value))
        for value in asked.asked.chosen.values("agency")
        if value != NOT_STATED
    }
    of_reports, unnamed = _of_reports(build, asked.reports)
    names = tuple(dict.fromkeys((*(name for found in named.values() for name in found), *of_reports)))
    shared = {typed: len(found) for typed, found in named.items() if found != (typed,) and len(found) > 1}
    rest = [one for one in asked.asked.chosen.filters if one.facet != "year" and not _names_agencies(one)]
    if not (asked.asked.text or rest):
        return Choice(names, shared, False, unnamed)
    return _searched(build, asked.asked, names, shared)


def _names_agencies(one: Filter) -> bool:
    return one.facet == "agency" and not one.exclude


def _resolve(build: OpenBuild, typed: str) -> tuple[str, ...]:
    """The agency of that name, or all whose names contain what was typed."""
    known = known_names(build, "agency")
    name = normalise_query(typed).strip()
    if name in known:
        return (name,)
    found = tuple(one for one in known if name and name in one)
    if not found:
        near = get_close_matches(name, known, _NEAR_NAMES, 0.5)
        raise MisreadError(
            "unknown_agency",
            field="agency",
            hint=NEAR if near else "",
            value=typed[:40],
            near=", ".join(near),
            example="agency=司法局",
        )
    return found


def _searched(build: OpenBuild, asked: Asked, names: tuple[str, ...], shared: Mapping[str, int]) -> Choice:
    """The agencies with a report that the search finds, among those named where any are."""
    filters = tuple(_with_names(asked.chosen.filters, names))
    query = query_of(build, replace(asked, chosen=replace(asked.chosen, filters=filters), page=1, size=1))
    result = build.engine.search(query)
    kept = _kept(query.filters)
    counts = {
        one.value: one.count for one in result.facets.get("agency", ()) if one.count and kept(one.value)
    }
    unnamed = counts.pop(NOT_STATED, 0)
    return Choice(tuple(sorted(map(str, counts))), shared, True, unnamed, result.complete)


def _with_names(filters: Sequence[Filter], names: tuple[str, ...]) -> Iterator[Filter]:
    for one in filters:
        yield replace(one, values=names) if _names_agencies(one) and names else one


class _kept:  # noqa: N801 - reads as the question that it answers
    """Whether the query's own filters on agencies keep a value: a facet's counts ignore them."""

    def __init__(self, filters: Sequence[Filter]) -> None:
        self._filters = [(frozenset(one.values), one.exclude) for one in filters if one.facet == "agency"]

    def __call__(self, value: FilterValue) -> bool:
        return all((value in values) != exclude for values, exclude in self._filters)


def _of_reports(build: OpenBuild, reports: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The agencies of some reports, and how many of these do not state theirs."""
    names = [one.facet("agency").value for one in shelf.summaries(build, build.docs_of(reports))]
    return tuple(dict.fromkeys(str(name) for name in names if name)), names.count(None)
