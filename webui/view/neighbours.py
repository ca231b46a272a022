"""Links to the reports beside a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.model import Report
from webui.address import compare_address, join, report_address, search_address
from webui.language import Typed
from webui.parameters import Asked
from webui.view import headline
from webui.wording import Voice
from webui.workbench.neighbours import Neighbours


@dataclass(frozen=True, slots=True)
class YearLink:
    """A report of the same agency."""

    label: str
    url: str
    current: bool
    key: str = ""
    """The key that leads there from this report."""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A report of the same place and year."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class NeighboursView:
    """The reports beside a report; empty addresses where there is nothing to lead to."""

    years: tuple[YearLink, ...]
    place: tuple[PlaceLink, ...]
    place_url: str
    """All of the same place and year."""
    place_total: str
    compare_url: str
    figures_url: str


def neighbours_view(report: Report, found: Neighbours, asked: Asked, voice: Voice) -> NeighboursView:
    """The links; a search that led here goes with them, so that the next year is marked too."""
    agency = report.facet("agency").value
    return NeighboursView(
        years=_years(report, found, lambda report_id: report_address(report_id, asked), voice),
        place=tuple(
            PlaceLink(headline.agency(one, voice), report_address(one.id, asked)) for one in found.place
        ),
        place_url=search_address(Asked(chosen=Typed(filters=found.place_filters))),
        place_total=voice.number(found.place_total),
        compare_url=compare_address(agencies=(str(agency),)) if agency and len(found.years) > 1 else "",
        figures_url=join("/figures", [("agency", str(agency))]) if agency else "",
    )


def _years(
    report: Report, found: Neighbours, address: Callable[[str], str], voice: Voice
) -> tuple[YearLink, ...]:
    ids = [one.id for one in found.years]
    here = ids.index(report.id) if report.id in ids else -1
    keys = {here - 1: "[", here + 1: "]"} if here >= 0 else {}
    return tuple(
        YearLink(headline.year(one, voice), address(one.id), number == here, keys.get(number, ""))
        for number, one in enumerate(found.years)
    )
