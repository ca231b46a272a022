"""Reports -> a table for spreadsheets, or JSON Lines for programs: one row, or one object, for a report.

What a report does not state is an empty cell, never 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from indexer.builds import OpenBuild
from indexer.model import FacetValue, Report
from indexer.report_json import FACTS, report_json
from indexer.spreadsheet import MARK, csv_line

FORMATS = ("csv", "jsonl")
_ABOUT = ("id", "source", "url", "publisher", "retrieved", "sha256", "title", "form")
_JUDGED = ("checks_passed", "checks_failed", "problems")


def export(build: OpenBuild, form: str) -> Iterator[str]:
    """The corpus in one of the :data:`FORMATS`, piece by piece."""
    return _csv(build) if form == "csv" else _jsonl(build)


def _jsonl(build: OpenBuild) -> Iterator[str]:
    for report_id in build.report_ids():
        yield json.dumps(report_json(build.report_in_series(report_id)), ensure_ascii=False) + "\n"


def _csv(build: OpenBuild) -> Iterator[str]:
    facets = _facet_columns(build.facet_names())
    figures = build.figure_names()
    yield MARK + csv_line([*_ABOUT, *facets, *_JUDGED, *figures])
    for report_id in build.report_ids():
        yield csv_line(list(_cells(build.report_in_series(report_id), facets, figures)))


def _facet_columns(names: Sequence[str]) -> list[str]:
    """The facts that everyone asks for first, then the others by name."""
    return [*FACTS, *sorted(set(names) - set(FACTS))]


def _cells(report: Report, facets: Sequence[str], figures: Sequence[str]) -> Iterator[FacetValue | None]:
    source = report.source
    yield from (report.id, source.path, source.url, source.publisher)
    yield source.retrieved.isoformat() if source.retrieved else None
    yield from (source.sha256, report.title, report.form)
    for name in facets:
        values = [facet.value for facet in report.facets if facet.name == name and facet.value is not None]
        yield values[0] if len(values) == 1 else "; ".join(map(str, values))
    for verdict in (True, False):
        yield "; ".join(dict.fromkeys(check.id for check in report.checks if check.ok is verdict))
    yield "; ".join(dict.fromkeys(problem.code for problem in report.problems))
    printed = {figure.name: figure.value for figure in report.figures}
    yield from (printed.get(name) for name in figures)
