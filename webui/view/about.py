"""The page about the data: what is read and how well, what is not, what is flagged, how to report errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.model import Problem
from indexer.query import Filter
from webui.address import join, report_address, search_address
from webui.language import Typed
from webui.parameters import Asked
from webui.view import headline
from webui.view.facts import SIGNS, Sign
from webui.view.problems import problem_view
from webui.view.results import LinkView, count_reports
from webui.view.titles import TITLES
from webui.wording import N_, Voice
from webui.workbench.about import About, Affected, DataSource, Score

PROBLEMS = "/about/problems"
FIELDS = {
    "agency": TITLES["agency"],
    "department": TITLES["department"],
    "level": TITLES["level"],
    "province": TITLES["province"],
    "city": TITLES["city"],
    "county": TITLES["county"],
    "year": TITLES["year"],
    "published": N_("Date of publication"),
    "form": N_("Statutory form of the tables"),
    "requests": TITLES["requests"],
    "requests_min": N_("Requests received, at least"),
    "requests_max": N_("Requests received, at most"),
    "fee_status": TITLES["fee"],
    "fee_amount_yuan": N_("Fees charged, in yuan"),
    "figures": N_("Figures of the statutory tables"),
    "sections": N_("Kinds of the sections, in order"),
    "checks": N_("Sums that must fail"),
    "error": N_("Files that are no report, refused"),
}
"""What each row of the measurement is called."""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """How one kind of fact was read."""

    label: str
    name: str
    """As programs call it."""
    right: str
    wrong: str
    missed: str


@dataclass(frozen=True, slots=True)
class CountView:
    """Reports with one flag or problem."""

    label: str
    name: str
    """As programs call it."""
    reports: str
    url: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Everything on the page."""

    numbers: tuple[LinkView, ...]
    characters: str
    unread: str
    """Files that could not be read; empty for none."""
    scores: tuple[ScoreView, ...]
    cases: str
    formats: str
    measured: str
    signs: tuple[tuple[Sign, str, str], ...]
    flags: tuple[CountView, ...]
    problems: tuple[CountView, ...]
    error_text: str
    """What a report of an error says, to be copied."""
    sources: tuple[DataSource, ...]
    version: str
    catalogue: str
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class AffectedView:
    """A report that has the problem."""

    agency: str
    year: str
    message: str
    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class AffectedPage:
    """The reports that have one problem."""

    label: str
    code: str
    total: str
    reports: tuple[AffectedView, ...]
    previous: str
    next: str
    build: int
    built_at: str


def about_page(told: About, voice: Voice) -> AboutPage:
    """The page about the data of one build."""
    quality = told.quality
    formats = [f"{name} {voice.number(count)}" for name, count in quality.cases.items()]
    unread = told.overview.unread
    return AboutPage(
        numbers=tuple(_numbers(told, voice)),
        characters=voice.number(told.overview.characters),
        unread=voice.ngettext("%(num)s file could not be read", "%(num)s files could not be read", unread)
        if unread
        else "",
        scores=tuple(_score(one, voice) for one in quality.scores),
        cases=voice.number(sum(quality.cases.values())),
        formats=voice.listed(formats, N_(", ")),
        measured=quality.measured.isoformat(),
        signs=tuple((s, voice.gettext(name), voice.gettext(said)) for s, (name, said) in SIGNS.items()),
        flags=tuple(
            CountView(voice.label("flag", flag), flag, voice.number(count), _flagged(flag))
            for flag, count in told.flags.items()
        ),
        problems=tuple(
            CountView(_problem_label(code, voice), code, voice.number(count), f"{PROBLEMS}/{code}")
            for code, count in told.problems.items()
        ),
        error_text=error_text(told.build, told.built_at, voice),
        sources=told.sources,
        version=told.version,
        catalogue=told.catalogue,
        build=told.build,
        built_at=told.built_at,
    )


def _numbers(told: About, voice: Voice) -> Iterator[LinkView]:
    here = told.overview
    yield LinkView(count_reports(here.reports, voice), search_address(Asked()))
    agencies = voice.ngettext("%(num)s agency", "%(num)s agencies", here.agencies)
    yield LinkView(agencies, "/coverage?by=agency")
    if here.first_year is not None and here.last_year is not None:
        yield LinkView(f"{here.first_year}–{here.last_year}", "/coverage")


def _score(one: Score, voice: Voice) -> ScoreView:
    label = voice.gettext(FIELDS[one.name]) if one.name in FIELDS else one.name
    return ScoreView(label, one.name, *(voice.number(n) for n in (one.right, one.wrong, one.missed)))


def _flagged(flag: str) -> str:
    return search_address(Asked(chosen=Typed(filters=(Filter("flag", (flag,)),))))


def _problem_label(code: str, voice: Voice) -> str:
    """What a problem is called; its code where it has no name."""
    return problem_view(0, Problem(code, code), voice).label


def error_text(
    build: int, built_at: str, voice: Voice, report_id: str = "", place: str = "", link: str = ""
) -> str:
    """What somebody needs to know who is to correct an error, to be filled in and sent by hand."""
    blank = "…"
    lines = (
        (N_("Report id: %(value)s"), report_id or blank),
        (N_("Place in the original: characters %(value)s"), place or blank),
        (N_("Address: %(value)s"), link or blank),
        (N_("Build: %(value)s"), f"{build}, {built_at}"),
        (N_("What is shown: %(value)s"), blank),
        (N_("What is right: %(value)s"), blank),
        (N_("The words of the report that say so: %(value)s"), blank),
    )
    return "\n".join(voice.gettext(line, value=value) for line, value in lines)


def affected_page(found: Affected, voice: Voice) -> AffectedPage:
    """The reports that have one problem."""
    reports = []
    for summary, located in found.reports:
        view = problem_view(located.number, located.problem, voice)
        url = report_address(summary.id, anchor=view.anchor)
        agency, year = headline.agency(summary, voice), headline.year(summary, voice)
        reports.append(AffectedView(agency, year, view.message, view.lang, url))
    address = f"{PROBLEMS}/{found.code}"
    return AffectedPage(
        label=_problem_label(found.code, voice),
        code=found.code,
        total=count_reports(found.total, voice),
        reports=tuple(reports),
        previous=join(address, [("page", str(found.page - 1))]) if found.page > 1 else "",
        next=join(address, [("page", str(found.page + 1))]) if found.page < found.pages else "",
        build=found.build,
        built_at=found.built_at,
    )
