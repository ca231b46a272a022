"""Which reports are here and which are not: by place and year, and by agency and year.

That a report is not in the corpus says nothing of the agency; but a table that leaves the empty years out
makes absence look like zero. An agency is only ever missing between two years of its own, or after its last
and before its first one: nobody is called missing whom the corpus has never seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.builds import OpenBuild
from indexer.catalogue import Dated
from indexer.query import NOT_STATED, Sort
from webui.language import Segment
from webui.parameters import Asked, Parameters, read_parameters
from webui.search import query_of
from webui.workbench.figures_address import one_of

ROWS = 50
"""Places or agencies on one page."""
YEARS = 20
"""Years across, the newest; earlier ones are counted together."""


class By(StrEnum):
    """What the rows are."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    AGENCY = "agency"


class Presence(StrEnum):
    """What is known of one agency and year."""

    HERE = "here"
    BETWEEN = "between"
    """Missing, though there is a report of an earlier and of a later year."""
    OUTSIDE = "outside"
    """None, before the first or after the last year that there is a report of."""


@dataclass(frozen=True, slots=True)
class CoverageAsked:
    """What the address of the coverage asks for."""

    asked: Asked
    """The search that chooses the reports."""
    by: By = By.PROVINCE
    gaps_only: bool = False
    """Only agencies that lack a year between two others."""


def read_coverage(given: Parameters, segment: Segment) -> CoverageAsked:
    """What the parameters ask for, or an error that names the parameter.

    >>> read_coverage({"by": ["agency"], "year": ["2019..2021"]}, str.split).by
    <By.AGENCY: 'agency'>
    """
    by = one_of(given, "by", tuple(By)) or By.PROVINCE
    gaps = one_of(given, "gaps", ("1",))
    rest = {name: given[name] for name in given if name not in ("by", "gaps")}
    return CoverageAsked(read_parameters(rest, segment), By(by), bool(gaps))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place."""

    place: str | None
    """None: the reports do not state it."""
    reports: int
    agencies: int
    counts: Mapping[int, int]
    """Reports by year."""
    undated: int
    """Reports that do not state their year."""


@dataclass(frozen=True, slots=True)
class AgencyCell:
    """One agency and year."""

    presence: Presence
    report_ids: tuple[str, ...] = ()
    """Several where there are duplicates."""


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency."""

    agency: str
    cells: Mapping[int, AgencyCell]
    reports: int
    missing: int
    """Years between its first and its last without a report."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table, and what it leaves out."""

    asked: Asked
    by: By
    years: tuple[int, ...]
    """The columns: every year from the first to the last, without gaps."""
    earlier: int
    """Reports of years before the first column."""
    places: tuple[PlaceRow, ...]
    agencies: tuple[AgencyRow, ...]
    rows: int
    """Rows there are, on all pages."""
    reports: int
    unnamed: int
    """Reports that do not state their agency."""
    undated: int
    """Reports that do not state their year."""
    duplicates: int
    """Reports beyond the first that an agency has for a year."""
    missing: int
    """Agency-years between two reports of the agency, in the whole selection."""
    complete: bool


def coverage(build: OpenBuild, wanted: CoverageAsked, *, whole: bool = False) -> Coverage:
    """What is here of the reports that a search chooses; all of them are counted, one page is shown.

    ``whole`` gives every row, as downloads need them.
    """
    asked, by, gaps_only = wanted.asked, wanted.by, wanted.gaps_only
    matching = build.engine.documents(query_of(build, replace(asked, sort=Sort.AGENCY)))
    dated = tuple(build.dated(matching.docs))
    known = [one.year for one in dated if one.year is not None]
    years = tuple(range(min(known), max(known) + 1))[-YEARS:] if known else ()
    held = _held(dated)
    gaps = {agency: _gaps(reports) for agency, reports in held.items()}
    names = sorted(agency for agency in held if gaps[agency] or not gaps_only)
    page = slice(None) if whole else slice((asked.page - 1) * ROWS, asked.page * ROWS)
    rows: tuple[PlaceRow, ...] = ()
    shown: tuple[AgencyRow, ...] = ()
    if by is By.AGENCY:
        shown = tuple(_agency_rows(build, names[page], held, gaps, years))
        count = len(names)
    else:
        rows = tuple(_place_rows(build, dated, by))
        count, rows = len(rows), rows[page]
    return Coverage(
        asked=asked,
        by=by,
        years=years,
        earlier=sum(year < years[0] for year in known) if years else 0,
        places=rows,
        agencies=shown,
        rows=count,
        reports=len(dated),
        unnamed=sum(one.agency is None for one in dated),
        undated=len(dated) - len(known),
        duplicates=sum(len(docs) - 1 for reports in held.values() for docs in reports.values()),
        missing=sum(map(len, gaps.values())),
        complete=matching.complete,
    )


def _held(dated: Iterable[Dated]) -> dict[str, dict[int, list[int]]]:
    """For each agency and year the documents."""
    held: dict[str, dict[int, list[int]]] = {}
    for one in dated:
        if one.agency is not None and one.year is not None:
            held.setdefault(one.agency, {}).setdefault(one.year, []).append(one.doc)
    return held


def _gaps(reports: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """The years without a report between the first and the last.

    >>> _gaps({2016: [1], 2019: [2], 2020: [3]})
    (2017, 2018)
    """
    return tuple(year for year in range(min(reports), max(reports)) if year not in reports)


def _agency_rows(
    build: OpenBuild,
    names: Sequence[str],
    held: Mapping[str, Mapping[int, Sequence[int]]],
    gaps: Mapping[str, Sequence[int]],
    years: Sequence[int],
) -> Iterable[AgencyRow]:
    ids = build.ids_of([doc for name in names for docs in held[name].values() for doc in docs])
    for name in names:
        reports = held[name]
        cells = {}
        for year in years:
            if year in reports:
                cells[year] = AgencyCell(Presence.HERE, tuple(ids[doc] for doc in reports[year]))
            else:
                cells[year] = AgencyCell(Presence.BETWEEN if year in gaps[name] else Presence.OUTSIDE)
        yield AgencyRow(name, cells, sum(map(len, reports.values())), len(gaps[name]))


def _place_rows(build: OpenBuild, dated: Sequence[Dated], by: By) -> Iterable[PlaceRow]:
    places = build.facet_values([one.doc for one in dated], (by.value,))[by.value]
    counts: Counter[tuple[str | None, int | None]] = Counter()
    agencies: dict[str | None, set[str]] = {}
    for one in dated:
        value = places.get(one.doc)
        place = None if value is None else str(value)
        counts[place, one.year] += 1
        agencies.setdefault(place, set())
        if one.agency is not None:
            agencies[place].add(one.agency)
    by_place: dict[str | None, dict[int | None, int]] = {}
    for (place, year), count in counts.items():
        by_place.setdefault(place, {})[year] = count
    for place in sorted(by_place, key=lambda one: (one is None, one or "")):
        own = by_place[place]
        stated = {year: count for year, count in own.items() if year is not None}
        yield PlaceRow(place, sum(own.values()), len(agencies[place]), stated, own.get(None, 0))


def place_value(row: PlaceRow) -> str:
    """What a search filters by to find the reports of a row."""
    return NOT_STATED if row.place is None else row.place
