"""The page of one report: outline, original text, facts, problems, and how to cite it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from indexer.model import Check, Problem, Report, Span
from indexer.read.hosts import source_link
from indexer.segment import Segmenter
from webui.address import join, pairs, report_address, search_address
from webui.language import understood
from webui.parameters import Asked
from webui.search import OpenedReport
from webui.view import headline
from webui.view.citation import cite
from webui.view.document import ChapterView, chapters, normalised_chapters, problem_anchor
from webui.view.facts import FactView, facts
from webui.view.results import script_tag
from webui.wording import Voice


@dataclass(frozen=True, slots=True)
class MarkView:
    """One mark in the bar that walks them."""

    number: int
    url: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MarksView:
    """The marks of the search that led here, and the way from one to the next."""

    understood: str
    total: int
    current: int
    """Number of the mark that the page was opened at, from 1; 0 for none."""
    marks: tuple[MarkView, ...]
    previous: str
    next: str
    back_url: str
    clear_url: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Something that could not be read, or is not trusted."""

    label: str
    """In the reader's language."""
    message: str
    """What exactly; empty where the label says it all."""
    lang: str
    """Language of the message: the reader's where it is known by heart, else English."""
    anchor: str
    """Its place in the text; empty where it has none."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """One arithmetic rule, applied."""

    id: str
    detail: str
    state: str
    """``failed``, ``passed`` or ``open``: a figure that it needs is missing."""


@dataclass(frozen=True, slots=True)
class CitationView:
    """How to cite the report so that the quotation can be found and checked."""

    text: str
    permalink: str
    sha256: str
    source_url: str
    """The official page, where it is known and trusted."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything on the page of a report."""

    id: str
    agency: str
    year: str
    title: str
    """As printed; empty where the copy has none."""
    line: tuple[str, ...]
    lang: str
    chapters: tuple[ChapterView, ...]
    facts: tuple[FactView, ...]
    flags: tuple[str, ...]
    problems: tuple[ProblemView, ...]
    checks: tuple[CheckView, ...]
    failed_checks: int
    marks: MarksView | None
    """None without words to mark."""
    normalised: bool
    """Whether the searchable text is shown in place of the original."""
    original_url: str
    normalised_url: str
    citation: CitationView
    api_url: str
    file: str
    build: int
    built_at: str


def report_page(
    opened: OpenedReport,
    segmenter: Segmenter,
    voice: Voice,
    *,
    base: str,
    normalised: bool = False,
    mark: int = 0,
    at: Span | None = None,
) -> ReportPage:
    """The page; ``base`` is the address of the site, for permanent links, ``at`` a passage to outline."""
    report = opened.report
    shown = normalised_chapters(opened, segmenter, voice, at) if normalised else chapters(opened, voice, at)
    return ReportPage(
        id=report.id,
        agency=headline.agency(report, voice),
        year=headline.year(report, voice),
        title=headline.printed_title(report),
        line=headline.facts_line(report, voice),
        lang="zh-Hans" if normalised else script_tag(opened.traditional),
        chapters=shown,
        facts=tuple(facts(report, voice)),
        flags=tuple(_flags(report, voice)),
        problems=tuple(_problem(n, problem, voice) for n, problem in enumerate(report.problems, 1)),
        checks=tuple(_check(check) for check in sorted(report.checks, key=_worst_first)),
        failed_checks=sum(check.ok is False for check in report.checks),
        marks=_marks(opened, shown, mark, voice, normalised=normalised),
        normalised=normalised,
        original_url=_text_address(opened, at),
        normalised_url=_text_address(opened, at, ("text", "normalised")),
        citation=_citation(opened, base, voice),
        api_url=f"/api/v1{report_address(report.id)}",
        file=report.source.path,
        build=opened.number,
        built_at=opened.built_at,
    )


def _text_address(opened: OpenedReport, at: Span | None, *more: tuple[str, str]) -> str:
    """The address of this page with another text, and the same marks and passage."""
    passage = [("at", f"{at.start}-{at.end}")] if at else []
    return join(report_address(opened.report.id), [*_marking(opened.asked), *passage, *more])


def _flags(report: Report, voice: Voice) -> Iterator[str]:
    for facet in report.facets:
        if facet.name == "flag" and facet.value is not None:
            yield voice.label("flag", str(facet.value))


@cache
def _problem_names() -> Mapping[str, Mapping[str, str]]:
    names: Mapping[str, Mapping[str, str]] = tomllib.loads(
        resources.files(__package__).joinpath("problems.toml").read_text(encoding="utf-8")
    )
    return names


def _problem(number: int, problem: Problem, voice: Voice) -> ProblemView:
    anchor = problem_anchor(number) if problem.span else ""
    names = _problem_names().get(problem.code)
    if names is None:
        return ProblemView(problem.message, "", "en", anchor)
    if voice.locale == "zh" and "message" in names:
        return ProblemView(names["zh"], names["message"], "zh-Hans", anchor)
    return ProblemView(names[voice.locale], problem.message, "en", anchor)


def _worst_first(check: Check) -> tuple[int, str]:
    return ({False: 0, None: 1, True: 2}[check.ok], check.id)


def _check(check: Check) -> CheckView:
    state = {False: "failed", None: "open", True: "passed"}[check.ok]
    return CheckView(check.id, check.detail, state)


def _marks(
    opened: OpenedReport, shown: tuple[ChapterView, ...], current: int, voice: Voice, *, normalised: bool
) -> MarksView | None:
    asked = opened.asked
    if asked.whole.node is None:
        return None
    anchors = [f"{chapter.anchor}m{n}" for chapter in shown for n in range(1, chapter.marks + 1)]
    current = min(current, len(anchors))

    def at(number: int) -> str:
        parameters = [*_marking(asked), *([("text", "normalised")] if normalised else [])]
        url = join(report_address(opened.report.id), [*parameters, ("mark", str(number))])
        return f"{url}#{anchors[number - 1]}"

    return MarksView(
        understood=understood(asked.whole, voice),
        total=len(anchors),
        current=current,
        marks=tuple(MarkView(n, f"#{anchor}", anchor) for n, anchor in enumerate(anchors, 1)),
        previous=at(current - 1) if current > 1 else "",
        next=at(current + 1) if current < len(anchors) else "",
        back_url=search_address(asked),
        clear_url=report_address(opened.report.id),
    )


def _marking(asked: Asked) -> list[tuple[str, str]]:
    """The parameters that decide what is marked."""
    return [(name, value) for name, value in pairs(asked, paged=False) if name in ("q", "section")]


def _citation(opened: OpenedReport, base: str, voice: Voice) -> CitationView:
    report = opened.report
    permalink = f"{base.rstrip('/')}{report_address(report.id)}"
    text = cite(report, permalink, opened.built_at, voice)
    return CitationView(text, permalink, report.source.sha256, source_link(report.source.url) or "")
