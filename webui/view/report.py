"""The page of one report: outline, text, facts, neighbours, problems, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.model import Report, Span
from indexer.read.hosts import source_link
from indexer.segment import Segmenter
from webui.address import compare_address, join, report_address
from webui.search import OpenedReport
from webui.view import headline
from webui.view.citation import cite
from webui.view.document import ChapterView, chapters
from webui.view.facts import FactView, facts
from webui.view.hits import script_tag
from webui.view.margins import Margins
from webui.view.marks import MarksView, marking, marks_view, text_parameter
from webui.view.neighbours import NeighboursView, neighbours_view
from webui.view.passage import ANCHOR, PassageView, error_text, passage_view
from webui.view.problems import CheckView, ProblemView, check_views, doubts, flags, problem_view
from webui.view.searchable import normalised_chapters, paired_chapters
from webui.wording import N_, Voice
from webui.workbench.reading import Beside

TEXTS = {
    "original": N_("Original text"),
    "normalised": N_("Searchable text"),
    "both": N_("Side by side"),
}
"""The texts that a page can show, by the value of its parameter ``text``."""


@dataclass(frozen=True, slots=True)
class CitationView:
    """How to cite the report so that the quotation can be found and checked."""

    text: str
    permalink: str
    sha256: str
    source_url: str
    """The official page, where it is known and trusted."""
    doubts: tuple[str, ...]
    """Why addresses in this copy are not to be trusted."""


@dataclass(frozen=True, slots=True)
class TextLink:
    """One of the texts that the page can show."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class RepeatView:
    """How much of the problems section repeats the agency's report of the year before."""

    said: str
    url: str
    """Both reports side by side; empty where there is none to compare with."""


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
    text: str
    """Which text is shown, one of ``TEXTS``."""
    texts: tuple[TextLink, ...]
    facts_url: str
    """Where the places of facts are found: this page, or the one with the original."""
    passage: PassageView | None
    """None where the page was not opened at a passage."""
    repeats: RepeatView | None
    """None where the report has no section on problems."""
    repeats_at: str
    """Anchor of the section that ``repeats`` is about."""
    neighbours: NeighboursView
    citation: CitationView
    error: str
    """What to send about an error of the program."""
    api_url: str
    file: str
    build: int
    built_at: str


def report_page(
    opened: OpenedReport,
    beside: Beside,
    segmenter: Segmenter,
    voice: Voice,
    *,
    base: str,
    text: str = "original",
    mark: int = 0,
    at: Span | None = None,
) -> ReportPage:
    """The page; ``base`` is the address of the site, for permanent links, ``at`` a passage to outline."""
    report = opened.report
    shown = _chapters(opened, beside, segmenter, voice, text, at)
    return ReportPage(
        id=report.id,
        agency=headline.agency(report, voice),
        year=headline.year(report, voice),
        title=headline.printed_title(report),
        line=headline.facts_line(report, voice),
        lang="zh-Hans" if text == "normalised" else script_tag(opened.traditional),
        chapters=shown,
        facts=tuple(facts(report, voice)),
        flags=tuple(flags(report, voice)),
        problems=tuple(problem_view(n, problem, voice) for n, problem in enumerate(report.problems, 1)),
        checks=check_views(report),
        failed_checks=sum(check.ok is False for check in report.checks),
        marks=marks_view(opened, shown, mark, text, voice),
        text=text,
        texts=tuple(_texts(opened, at, text, voice)),
        facts_url=_text_address(opened, None, "original") if text == "normalised" else "",
        passage=passage_view(report, at, base, opened.built_at, voice) if at else None,
        repeats=_repeats(report, beside, voice),
        repeats_at=next((f"s{one.section + 1}" for one in beside.statements), ""),
        neighbours=neighbours_view(report, beside.neighbours, opened.asked, voice),
        citation=_citation(opened, base, voice),
        error=error_text(report, at, base, opened.number, opened.built_at, voice),
        api_url=f"/api/v1{report_address(report.id)}",
        file=report.source.path,
        build=opened.number,
        built_at=opened.built_at,
    )


def _chapters(
    opened: OpenedReport, beside: Beside, segmenter: Segmenter, voice: Voice, text: str, at: Span | None
) -> tuple[ChapterView, ...]:
    if text == "normalised":
        return normalised_chapters(opened, segmenter, voice, at)
    if text == "both":
        return paired_chapters(opened, voice, at)
    margins = Margins.of(opened.report, beside.statements, marking(opened.asked), voice)
    return chapters(opened, voice, at, margins)


def _texts(opened: OpenedReport, at: Span | None, shown: str, voice: Voice) -> Iterator[TextLink]:
    for name, label in TEXTS.items():
        yield TextLink(voice.gettext(label), _text_address(opened, at, name), name == shown)


def _text_address(opened: OpenedReport, at: Span | None, text: str) -> str:
    """The address of this page with another text, and the same marks and passage."""
    passage = [(ANCHOR, f"{at.start}-{at.end}")] if at else []
    return join(report_address(opened.report.id), [*marking(opened.asked), *text_parameter(text), *passage])


def _repeats(report: Report, beside: Beside, voice: Voice) -> RepeatView | None:
    repeated = beside.repeated
    if repeated.value is None:
        return None
    if repeated.share is None or beside.earlier is None:
        return RepeatView(voice.gettext("No report of the year before is here to compare it with."), "")
    said = voice.gettext(
        "%(share)s%% of it repeats the report of the year before", share=round(100 * repeated.share)
    )
    return RepeatView(said, compare_address(reports=(beside.earlier, report.id)))


def _citation(opened: OpenedReport, base: str, voice: Voice) -> CitationView:
    report = opened.report
    permalink = f"{base.rstrip('/')}{report_address(report.id)}"
    text = cite(report, permalink, opened.built_at, voice)
    return CitationView(
        text,
        permalink,
        report.source.sha256,
        source_link(report.source.url) or "",
        doubts(report, "source", voice),
    )
