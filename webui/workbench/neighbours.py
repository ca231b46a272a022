"""The reports beside a report: the same agency's of other years, and others of the same place and year."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.catalogue import ReportSummary
from indexer.model import Report
from indexer.query import NOT_STATED, Filter, Query, Sort

YEARS = 40
"""Reports of one agency that are listed: the law is of 2008, and few report twice for a year."""
PLACE = 8
"""Reports of the same place and year that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The reports beside one."""

    years: tuple[ReportSummary, ...]
    """Those of the agency, itself among them, the oldest first; empty where the report names no agency."""
    place: tuple[ReportSummary, ...]
    """Some of the other reports of the same place and year."""
    place_total: int
    """How many those are."""
    place_filters: tuple[Filter, ...]
    """The filters that find them, itself among them; none where place or year is not stated."""


def neighbours(build: OpenBuild, report: Report) -> Neighbours:
    """The reports beside a report."""
    filters = _same_place(report)
    found: tuple[ReportSummary, ...] = ()
    total = 0
    if filters:
        docs = build.engine.documents(Query(filters=filters, sort=Sort.AGENCY)).docs
        (own,) = build.docs_of((report.id,))
        others = [doc for doc in docs if doc != own]
        found, total = build.summaries(others[:PLACE]), len(others)
    return Neighbours(_years(build, report), found, total, filters)


def _years(build: OpenBuild, report: Report) -> tuple[ReportSummary, ...]:
    agency = report.facet("agency").value
    if agency is None:
        return ()
    query = Query(filters=(Filter("agency", (str(agency),)),), sort=Sort.YEAR)
    found = build.summaries(build.engine.documents(query).docs[:YEARS])
    return tuple(
        sorted(found, key=lambda one: (one.facet("year").value is None, str(one.facet("year").value)))
    )


def _same_place(report: Report) -> tuple[Filter, ...]:
    """Exactly the place: the reports of a province are not those of all its counties."""
    year, province = report.facet("year").value, report.facet("province").value
    if not isinstance(year, int) or province is None:
        return ()
    places = {name: str(report.facet(name).value or NOT_STATED) for name in ("province", "city", "county")}
    return (Filter("year", (year,)), *(Filter(name, (value,)) for name, value in places.items()))
