"""The page of what is here and what is missing: places or agencies down, years across."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.query import NOT_STATED, Filter, FilterValue, Range
from webui.address import join, pairs, report_address, search_address
from webui.language import understood
from webui.parameters import Asked
from webui.wording import N_, Voice
from webui.workbench.coverage import ROWS, By, Coverage, CoverageAsked, PlaceRow, Presence, place_value
from webui.workbench.figures_address import figures_of_agency

PATH = "/coverage"

TITLES = {
    By.PROVINCE: N_("Provinces and years"),
    By.CITY: N_("Cities and years"),
    By.COUNTY: N_("Counties and years"),
    By.AGENCY: N_("Agencies and years"),
}
_INSIDE = {By.PROVINCE: By.CITY, By.CITY: By.COUNTY, By.COUNTY: By.AGENCY}
"""What the rows of a place are, one step further down."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One place, or one agency, in one year."""

    text: str
    state: str
    """``here``, ``twice``, ``between``, ``outside`` or ``none``."""
    url: str = ""
    title: str = ""
    weight: int = 0
    """How dark the cell of a place is, 0 to 4."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One place or agency."""

    name: str
    url: str
    """One step further down: the places within it, or the figures of the agency."""
    cells: tuple[CellView, ...]
    reports: str
    reports_url: str
    beside: str
    """Agencies of a place; missing years of an agency."""
    beside_url: str


@dataclass(frozen=True, slots=True)
class TabView:
    """A way to see the same."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything on the page."""

    title: str
    understood: str
    reports: str
    reports_url: str
    tabs: tuple[TabView, ...]
    by_agency: bool
    years: tuple[str, ...]
    rows: tuple[RowView, ...]
    earlier: str
    earlier_url: str
    missing: str
    missing_url: str
    gaps_only: bool
    all_url: str
    duplicates: int
    unnamed: int
    unnamed_url: str
    undated: int
    undated_url: str
    complete: bool
    page: int
    pages: int
    previous: str
    next: str
    csv_url: str
    jsonl_url: str
    api_url: str
    build: int
    built_at: str


def coverage_address(wanted: CoverageAsked, path: str = PATH) -> str:
    """The address of a page of coverage."""
    more = [
        ("by", "" if wanted.by is By.PROVINCE else wanted.by.value),
        ("gaps", "1" if wanted.gaps_only else ""),
    ]
    return join(path, [*pairs(wanted.asked), *(pair for pair in more if pair[1])])


def coverage_page(
    found: Coverage, wanted: CoverageAsked, voice: Voice, number: int, built_at: str
) -> CoveragePage:
    """The page of what is here."""
    top = replace(wanted, asked=replace(wanted.asked, page=1))
    asked = top.asked
    by_agency = found.by is By.AGENCY
    pages = max(1, -(-found.rows // ROWS))
    first = found.years[0] if found.years else None
    gaps = replace(top, by=By.AGENCY, gaps_only=True)
    return CoveragePage(
        title=voice.gettext(TITLES[found.by]),
        understood=understood(asked.whole, voice),
        reports=voice.ngettext("%(num)s report", "%(num)s reports", found.reports),
        reports_url=search_address(asked),
        tabs=tuple(
            TabView(
                voice.gettext(title), coverage_address(replace(top, by=by, gaps_only=False)), by is found.by
            )
            for by, title in TITLES.items()
        ),
        by_agency=by_agency,
        years=tuple(map(str, found.years)),
        rows=tuple(_agency_rows(found, voice) if by_agency else _place_rows(found, top, voice)),
        earlier=voice.ngettext("%(num)s report", "%(num)s reports", found.earlier) if found.earlier else "",
        earlier_url=_search(asked, ("year", Range(None, first - 1))) if first is not None else "",
        missing=voice.ngettext("%(num)s missing year", "%(num)s missing years", found.missing),
        missing_url=coverage_address(gaps) if found.missing else "",
        gaps_only=wanted.gaps_only,
        all_url=coverage_address(replace(top, gaps_only=False)),
        duplicates=found.duplicates,
        unnamed=found.unnamed,
        unnamed_url=_search(asked, ("agency", NOT_STATED)),
        undated=found.undated,
        undated_url=_search(asked, ("year", NOT_STATED)),
        complete=found.complete,
        page=wanted.asked.page,
        pages=pages,
        previous=_turned(wanted, wanted.asked.page - 1) if wanted.asked.page > 1 else "",
        next=_turned(wanted, wanted.asked.page + 1) if wanted.asked.page < pages else "",
        csv_url=coverage_address(top, "/coverage.csv"),
        jsonl_url=coverage_address(top, "/coverage.jsonl"),
        api_url=coverage_address(wanted, "/api/v1/coverage"),
        build=number,
        built_at=built_at,
    )


def _turned(wanted: CoverageAsked, page: int) -> str:
    return coverage_address(replace(wanted, asked=replace(wanted.asked, page=page)))


def narrowed(asked: Asked, *filters: tuple[str, FilterValue]) -> Asked:
    """The same search with these filters in place of what it asks of the same facets."""
    names = {name for name, _ in filters}
    kept = tuple(one for one in asked.chosen.filters if one.facet not in names or one.exclude)
    more = tuple(Filter(name, (value,)) for name, value in filters)
    return replace(asked, chosen=replace(asked.chosen, filters=(*kept, *more)), page=1)


def _search(asked: Asked, *filters: tuple[str, FilterValue]) -> str:
    return search_address(narrowed(asked, *filters))


def _place_rows(found: Coverage, top: CoverageAsked, voice: Voice) -> Iterator[RowView]:
    most = max((count for row in found.places for count in row.counts.values()), default=1)
    for row in found.places:
        value = place_value(row)
        inside = replace(top, asked=narrowed(top.asked, (found.by.value, value)), by=_INSIDE[found.by])
        agencies = replace(inside, by=By.AGENCY)
        yield RowView(
            name=row.place or voice.gettext("not stated"),
            url=coverage_address(inside),
            cells=tuple(_place_cell(row, year, found, value, most, voice) for year in found.years),
            reports=voice.number(row.reports),
            reports_url=_search(top.asked, (found.by.value, value)),
            beside=voice.number(row.agencies),
            beside_url=coverage_address(agencies),
        )


def _place_cell(row: PlaceRow, year: int, found: Coverage, value: str, most: int, voice: Voice) -> CellView:
    count = row.counts.get(year, 0)
    if not count:
        return CellView("", "none", "", voice.gettext("no report"))
    url = _search(found.asked, (found.by.value, value), ("year", year))
    return CellView(voice.number(count), "here", url, "", -(-4 * count // most))


def _agency_rows(found: Coverage, voice: Voice) -> Iterator[RowView]:
    for row in found.agencies:
        cells = []
        for year in found.years:
            cell = row.cells[year]
            if cell.presence is Presence.HERE and len(cell.report_ids) == 1:
                cells.append(CellView("●", "here", report_address(cell.report_ids[0]), str(year)))
            elif cell.presence is Presence.HERE:
                url = _search(found.asked, ("agency", row.agency), ("year", year))
                about = voice.ngettext("%(num)s report", "%(num)s reports", len(cell.report_ids))
                cells.append(CellView(f"×{len(cell.report_ids)}", "twice", url, f"{year}: {about}"))
            elif cell.presence is Presence.BETWEEN:
                about = voice.gettext("missing: there are reports of earlier and later years")
                cells.append(CellView(voice.gettext("missing"), "between", "", about))
            else:
                about = voice.gettext("none, before the first or after the last report")
                cells.append(CellView("", "outside", "", about))
        yield RowView(
            name=row.agency,
            url=figures_of_agency(row.agency),
            cells=tuple(cells),
            reports=voice.number(row.reports),
            reports_url=_search(found.asked, ("agency", row.agency)),
            beside=voice.number(row.missing) if row.missing else "",
            beside_url="",
        )
