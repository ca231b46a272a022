"""The journalist's workbench over HTTP: comparing, tracing copies, lists of phrases, and taking away.

Every page is asked for once, as a reader would who comes to it for the first time.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import islice
from urllib.parse import urlencode

from indexer.builds import OpenBuild
from indexer.model import Report, Section, SectionKind
from indexer.query import NOT_STATED, Query
from tests.benchmarks import rows
from tests.benchmarks.chance import LongChance
from tests.benchmarks.measure import resident_bytes
from tests.benchmarks.serving import Site, visit

_SAMPLE = 20
_AGENCIES, _YEARS = 20, 10
_PHRASES = 200
_FIRST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class _Task:
    """One kind of page, and the longest that its slowest should take."""

    name: str
    pages: Sequence[str]
    limit_ms: int


def run(site: Site, build: OpenBuild) -> None:
    """Ask for every kind of page, and print how long each took and should take at most."""
    reports = list(_sample(build))
    lines = []
    for task in _tasks(build, reports):
        crowd = visit(site, task.pages, 1)
        lines.append(
            (task.name, f"{crowd.times.p50_ms:,.0f}", f"{crowd.times.p95_ms:,.0f}", f"({task.limit_ms})",
             str(crowd.errors))
        )  # fmt: skip
    print("\nThe workbench over HTTP, milliseconds; the slow end should keep to the limit in brackets")
    print(rows.table(("page", "p50", "p95", "limit", "errors"), lines))
    _print_download(site, len(build.report_ids()))


def _sample(build: OpenBuild) -> Iterator[Report]:
    """Reports with a section of problems, from all over the corpus."""
    chance, ids = LongChance(30, len(build.report_ids())), list(build.report_ids())
    chosen = (build.report(one) for one in chance.sample(ids, min(len(ids), 3 * _SAMPLE)))
    return islice((report for report in chosen if _problems(report)), _SAMPLE)


def _problems(report: Report) -> Section | None:
    kind = SectionKind.PROBLEMS_IMPROVEMENTS
    return next((section for section in report.sections if section.kind is kind), None)


def _tasks(build: OpenBuild, reports: Sequence[Report]) -> Iterator[_Task]:
    agencies = _largest_agencies(build)
    compared = [("agency", agency) for agency in agencies] + [("year", _last_years(build))]
    yield _Task(f"compare {len(agencies)} agencies, {_YEARS} years", [_page("/compare", compared)], 500)
    yield _Task("who else wrote this", [_reuse(report) for report in reports], 100)
    yield _Task("report with reuse marks", [f"/reports/{report.id}" for report in reports], 200)
    phrases = "\n".join(dict.fromkeys(_phrases(reports)))
    for by in ("year", "province"):
        page = _page("/phrases", [("list", phrases), ("by", by)])
        yield _Task(f"{phrases.count(chr(10)) + 1} phrases by {by}", [page], 2000)
    figures = [_page("/figures", [("agency", agency)]) for agency in agencies]
    yield _Task("figures of an agency", figures, 500)
    yield _Task("figures of everything", ["/figures"], 2000)
    yield _Task("coverage", ["/coverage"], 500)


def _page(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(parameters)}"


def _largest_agencies(build: OpenBuild) -> list[str]:
    """Those with the most reports: the widest rows of a comparison."""
    counts = build.engine.search(Query(size=1, facet_values=_AGENCIES)).facets["agency"]
    stated = [one for one in counts if one.value != NOT_STATED]
    return [str(one.value) for one in sorted(stated, key=lambda one: -one.count)[:_AGENCIES]]


def _last_years(build: OpenBuild) -> str:
    """The ten years that end with the last one that many reports are about."""
    counts = build.engine.search(Query(size=1)).facets["year"]
    last = max(int(one.value) for one in counts if one.value != NOT_STATED)
    return f"{last - _YEARS + 1}..{last}"


def _reuse(report: Report) -> str:
    """A sentence of the report's problems."""
    section = _problems(report)
    assert section is not None
    text = report.original.text
    middle = (section.span.start + section.span.end) // 2
    start = (
        max(text.rfind("。", section.span.start, middle), text.rfind("\n", section.span.start, middle)) + 1
    )
    end = text.find("。", start, section.span.end)
    end = section.span.end if end < 0 else end
    parameters = [("report", report.id), ("start", str(start)), ("end", str(min(end, start + 200)))]
    return _page("/reuse", parameters)


def _phrases(reports: Sequence[Report]) -> Iterator[str]:
    """Two hundred pieces of what reports say, of 3 to 12 characters."""
    chance = LongChance(31, len(reports))
    count = Counter[str]()
    while len(count) < _PHRASES:
        text = chance.pick(reports).normalised.text
        length = chance.randint(3, 12)
        start = chance.randrange(len(text) - length)
        phrase = text[start : start + length]
        if phrase.isalnum() and not count[phrase]:
            count[phrase] += 1
            yield phrase


def _print_download(site: Site, reports: int) -> None:
    """All reports as a table: how soon it starts, how long it takes, what memory the server needs for it."""
    before = resident_bytes(site.process)
    connection = HTTPConnection(site.host, site.port, timeout=600)
    start = time.perf_counter()
    connection.request("GET", "/search.csv")
    response = connection.getresponse()
    response.read(1)
    first = time.perf_counter() - start
    lines, most = 0, before
    while piece := response.read(_FIRST_BYTES):
        lines += piece.count(b"\n")
        most = max(most, resident_bytes(site.process))
    whole = time.perf_counter() - start
    print(
        f"\n{reports:,} reports as CSV: first byte after {1000 * first:,.0f} ms (300), all {lines:,} lines"
        f" after {whole:,.1f} s, {(most - before) / 1e6:,.0f} MB more resident meanwhile"
    )
