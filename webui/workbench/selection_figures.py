"""What the figures of a selection of reports say: its indicators, and the sums that fail in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.builds import OpenBuild
from indexer.indicators import Kind, Selection, assess, indicators
from indexer.model import Form
from webui import shelf
from webui.parameters import Asked
from webui.workbench.distribution import Distribution, by_form_and_year, distribute, in_bin
from webui.workbench.printed import FailedSum, failed_sums
from webui.workbench.ranking import Alike, Ranked, by_name, by_place, may_rank, ranked_rows, size_first
from webui.workbench.selection import Chosen, choose, duplicates

LISTED = 50
"""Reports on one page of a list."""
SUMS_LISTED = 20
"""Reports on one page of those whose sums fail: each is read whole."""
ANY = "any"
"""Stands for every check."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One indicator, with the reports behind it."""

    distribution: Distribution
    rows: tuple[Ranked, ...]
    """One page of them."""
    total: int
    """Reports in the list."""
    groups: tuple[tuple[Alike, int], ...]
    """Groups of reports that are alike, the largest first, with the number that can be ranked."""
    ranked: bool
    """Whether the list is in the order of the values."""
    bin: int | None
    """The bar of the histogram that the list is of."""


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A report with the sums that do not hold in it."""

    report_id: str
    sums: tuple[FailedSum, ...]


@dataclass(frozen=True, slots=True)
class Failures:
    """The reports of a selection in which sums fail."""

    checks: tuple[tuple[str, int], ...]
    """Each check that fails somewhere, with the number of reports."""
    reports: int
    """Reports in which any fails."""
    check: str
    total: int
    """Reports in which this check fails."""
    page: tuple[FailedReport, ...]


@dataclass(frozen=True, slots=True)
class SelectionFigures:
    """What the figures of a selection say."""

    asked: Asked
    found: int
    read: int
    complete: bool
    agencies: int
    duplicates: int
    distributions: tuple[Distribution, ...]
    detail: Detail | None
    failures: Failures


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """What the address of the figures asks for."""

    asked: Asked
    """The search that chooses the reports."""
    indicator: str = ""
    """The one to see with its reports; empty for all."""
    bin: int | None = None
    """The bar of its histogram whose reports are listed."""
    form: Form | None = None
    """Only reports of this form are listed: it decides what may be ranked, and no search knows it."""
    scope: str = ""
    """The same for whom a report speaks for."""
    check: str = ""
    """The check whose failures are listed."""

    @property
    def agency(self) -> str | None:
        """The agency, where the address asks for one and for nothing else."""
        filters, chosen = self.asked.chosen.filters, self.asked.chosen.values("agency")
        alone = not self.asked.text and not self.asked.chosen.scope and len(filters) == 1
        whole = alone and len(chosen) == 1 and not (self.indicator or self.check)
        return str(chosen[0]) if whole else None


def selection_figures(build: OpenBuild, wanted: FiguresAsked) -> SelectionFigures:
    """The indicators of what a search chooses; of one of them, or of a check, with its reports."""
    asked = wanted.asked
    chosen = choose(build, asked)
    columns = chosen.columns()
    groups = by_form_and_year(chosen)
    shown = [indicators()[wanted.indicator]] if wanted.indicator else list(indicators().values())
    spread = () if wanted.check else tuple(distribute(one, assess(one, columns), groups) for one in shown)
    detail = _detail(build, wanted, chosen, columns, spread[0]) if wanted.indicator and spread else None
    return SelectionFigures(
        asked=asked,
        found=chosen.found,
        read=len(chosen.docs),
        complete=chosen.complete,
        agencies=len(set(chosen.agencies.values())),
        duplicates=len(duplicates(chosen)),
        distributions=spread,
        detail=detail,
        failures=_failures(build, asked, chosen, wanted.check),
    )


def _detail(
    build: OpenBuild, wanted: FiguresAsked, chosen: Chosen, columns: Selection, distribution: Distribution
) -> Detail:
    one = distribution.indicator
    rows = ranked_rows(build, chosen, columns, one)
    rows = [
        row for row in rows if wanted.form in (None, row.alike.form) and wanted.scope in ("", row.alike.scope)
    ]
    groups = Counter(row.alike for row in rows if may_rank(row))
    # A group alone on the page is a ranking; several are lists of the same names.
    ranked = len(groups) == 1 and one.kind is not Kind.ZERO
    if wanted.bin is not None:
        inside = in_bin(one, np.array([row.value for row in rows]), wanted.bin)
        rows = [row for row, keep in zip(rows, inside.tolist(), strict=True) if keep]
    rows.sort(key=by_place if ranked else by_name)
    start = (wanted.asked.page - 1) * LISTED
    by_size = sorted(groups.items(), key=size_first)
    return Detail(
        distribution, tuple(rows[start : start + LISTED]), len(rows), tuple(by_size), ranked, wanted.bin
    )


def _failures(build: OpenBuild, asked: Asked, chosen: Chosen, check: str) -> Failures:
    by_check: dict[str, set[int]] = {}
    for one in chosen.failed:
        by_check.setdefault(one.check.id, set()).add(one.doc)
    everywhere = set().union(*by_check.values()) if by_check else set()
    wanted = by_check.get(check, set()) if check not in ("", ANY) else everywhere
    page = sorted(wanted, key=lambda doc: _newest(chosen, doc)) if check else []
    start = (asked.page - 1) * SUMS_LISTED
    return Failures(
        tuple((name, len(by_check[name])) for name in sorted(by_check, key=lambda name: int(name[1:]))),
        len(everywhere),
        check,
        len(wanted),
        tuple(_read_failures(build, page[start : start + SUMS_LISTED], check)),
    )


def _newest(chosen: Chosen, doc: int) -> tuple[int, str, int]:
    return (-chosen.years.get(doc, 0), chosen.agencies.get(doc, ""), doc)


def _read_failures(build: OpenBuild, docs: Sequence[int], check: str) -> Iterator[FailedReport]:
    ids = build.ids_of(docs)
    for doc in docs:
        sums = failed_sums(shelf.whole(build, ids[doc]))
        kept = tuple(one for one in sums if check in (ANY, one.checks[0].id))
        yield FailedReport(ids[doc], kept)
