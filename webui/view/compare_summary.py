"""What is said above the grid of a comparison: who was chosen, what is not shown, and what to take away."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.query import NOT_STATED, Filter
from webui.address import compare_address, removing, search_address
from webui.language import Typed
from webui.parameters import Asked
from webui.view.results import LinkView, count_reports
from webui.wording import Voice
from webui.workbench.compare import Comparison
from webui.workbench.compare_choice import AGENCIES, CompareAsked


def chips(asked: CompareAsked, voice: Voice) -> Iterator[LinkView]:
    """The agencies that were named, each with the comparison without it."""
    for value in asked.asked.chosen.values("agency"):
        without = removing(asked.asked, "agency", value)
        label = voice.gettext("not stated") if value == NOT_STATED else str(value)
        yield LinkView(label, compare_address(without, section=asked.section, reports=asked.reports))


def notes(found: Comparison, voice: Voice) -> Iterator[str]:
    """What the page does not show, or took for something else."""
    choice = found.choice
    for typed, count in choice.shared.items():
        yield voice.ngettext(
            "“%(typed)s” is in the name of %(num)s agency.",
            "“%(typed)s” is in the names of %(num)s agencies.",
            count,
            typed=typed,
        )
    if choice.pages > 1:
        yield voice.gettext(
            "This page shows %(shown)s of %(all)s agencies.",
            shown=voice.number(len(found.rows)),
            all=voice.number(len(choice.names)),
        )
    if found.earlier:
        yield voice.ngettext(
            "%(num)s earlier year has no column here; set the years to see it.",
            "%(num)s earlier years have no columns here; set the years to see them.",
            found.earlier,
        )
    if choice.unnamed:
        yield voice.ngettext(
            "%(num)s report has no place here: it does not state its agency.",
            "%(num)s reports have no place here: they do not state their agency.",
            choice.unnamed,
        )


def totals(found: Comparison, voice: Voice) -> Iterator[LinkView]:
    """What is on the page, each number with a way to what it counts."""
    cells = [(row.agency, cell) for row in found.rows for cell in row.cells]
    reports = [one for _, cell in cells for one in cell]
    names = tuple(row.agency for row in found.rows)
    years = [year for year in found.years if year is not None]
    same = Typed(filters=(Filter("agency", names), *((Filter("year", tuple(years)),) if years else ())))
    yield LinkView(count_reports(len(reports), voice), search_address(Asked(chosen=same)))
    missing = sum(not cell for _, cell in cells)
    silent = sum(not one.sections for one in reports)
    if missing:
        yield LinkView(voice.ngettext("%(num)s missing", "%(num)s missing", missing), "#missing")
    if silent:
        said = voice.ngettext("%(num)s without this section", "%(num)s without this section", silent)
        yield LinkView(said, "#without")


def downloads(asked: CompareAsked) -> Iterator[LinkView]:
    """The whole comparison as a table, and this page for programs."""
    yield LinkView("CSV", _address(asked, path="/compare.csv"))
    yield LinkView("JSON Lines", _address(asked, path="/compare.jsonl"))
    yield LinkView("JSON", _address(asked, page=asked.asked.page, path="/api/v1/compare"))


def _address(asked: CompareAsked, *, page: int = 1, path: str = "/compare") -> str:
    return compare_address(asked.asked, section=asked.section, reports=asked.reports, page=page, path=path)


def pager(found: Comparison) -> Iterator[LinkView]:
    """The pages of agencies."""
    if found.choice.pages > 1:
        for page in range(1, found.choice.pages + 1):
            first = (page - 1) * AGENCIES + 1
            last = min(page * AGENCIES, len(found.choice.names))
            yield LinkView(
                f"{first}–{last}", _address(found.asked, page=page), page == found.asked.asked.page
            )
