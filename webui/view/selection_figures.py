"""The page of a selection's figures: the indicators, one of them with its reports, and the sums that fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from webui.address import search_address
from webui.language import understood
from webui.view.coverage import coverage_address
from webui.view.indicators import IndicatorView, indicator_view
from webui.view.numbers import CheckName, FailedSumView, check_name, failed_sum
from webui.view.ranking import DetailView, LinkView, detail_view
from webui.wording import Voice
from webui.workbench.coverage import By, CoverageAsked
from webui.workbench.figures_address import figures_address, figures_of_agency
from webui.workbench.selection_figures import ANY, LISTED, SUMS_LISTED, FiguresAsked, SelectionFigures


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check, with the number of reports in which it fails."""

    check: CheckName
    url: str
    count: str
    current: bool


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """Everything on the page."""

    text: str
    understood: str
    narrowed: bool
    found: int
    reports: str
    reports_url: str
    agencies: str
    agencies_url: str
    read: int
    complete: bool
    duplicates: int
    indicators: tuple[IndicatorView, ...]
    one: IndicatorView | None
    detail: DetailView | None
    checks: tuple[CheckView, ...]
    check: CheckName | None
    any_check: bool
    failed_reports: str
    failed_url: str
    failed: tuple[FailedSumView, ...]
    overview_url: str
    near: tuple[LinkView, ...]
    """Agencies with names like the one that was asked for."""
    pages: int
    page: int
    previous: str
    next: str
    csv_url: str
    jsonl_url: str
    api_url: str
    build: int
    built_at: str


def selection_page(
    figures: SelectionFigures,
    wanted: FiguresAsked,
    voice: Voice,
    number_: int,
    built_at: str,
    near: Sequence[str] = (),
) -> SelectionPage:
    """The page of a selection."""
    views = tuple(indicator_view(one, wanted, voice) for one in figures.distributions)
    detail = figures.detail
    asked, failures = wanted.asked, figures.failures
    listed = failures.total if wanted.check else detail.total if detail else 0
    pages = max(1, -(-listed // (SUMS_LISTED if wanted.check else LISTED)))
    top = replace(asked, page=1)
    return SelectionPage(
        text=asked.text,
        understood=understood(asked.whole, voice),
        narrowed=bool(asked.text or asked.chosen.filters or asked.chosen.scope),
        found=figures.found,
        reports=voice.ngettext("%(num)s report", "%(num)s reports", figures.found),
        reports_url=search_address(top),
        agencies=voice.ngettext("%(num)s agency", "%(num)s agencies", figures.agencies),
        agencies_url=coverage_address(CoverageAsked(top, By.AGENCY)),
        read=figures.read,
        complete=figures.complete,
        duplicates=figures.duplicates,
        indicators=() if detail else views,
        one=views[0] if detail else None,
        detail=detail_view(detail, wanted, voice) if detail else None,
        checks=tuple(_checks(figures, wanted, voice)),
        check=check_name(wanted.check, voice) if wanted.check not in ("", ANY) else None,
        any_check=wanted.check == ANY,
        failed_reports=voice.ngettext("%(num)s report", "%(num)s reports", failures.reports),
        failed_url=figures_address(FiguresAsked(top, check=ANY)),
        failed=tuple(failed_sum(one, voice) for report in failures.page for one in report.sums),
        overview_url=figures_address(FiguresAsked(top)),
        near=tuple(LinkView(name, figures_of_agency(name), "") for name in near),
        pages=pages,
        page=asked.page,
        previous=_turned(wanted, asked.page - 1) if asked.page > 1 else "",
        next=_turned(wanted, asked.page + 1) if asked.page < pages else "",
        csv_url=figures_address(replace(wanted, asked=top), "/figures.csv"),
        jsonl_url=figures_address(replace(wanted, asked=top), "/figures.jsonl"),
        api_url=figures_address(wanted, "/api/v1/figures"),
        build=number_,
        built_at=built_at,
    )


def _turned(wanted: FiguresAsked, page: int) -> str:
    return figures_address(replace(wanted, asked=replace(wanted.asked, page=page)))


def _checks(figures: SelectionFigures, wanted: FiguresAsked, voice: Voice) -> Iterator[CheckView]:
    top = replace(wanted.asked, page=1)
    for check, count in figures.failures.checks:
        url = figures_address(FiguresAsked(top, check=check))
        yield CheckView(check_name(check, voice), url, voice.number(count), wanted.check == check)
