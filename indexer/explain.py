"""The trail of one report, as a careful archivist would note it: each step, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from indexer.model import Evidence, Facet, Report

_LONGEST = 60


def explain(report: Report) -> Iterator[str]:
    """The notes on one report, line by line."""
    yield from _identity(report)
    for heading, lines in (
        ("Text", _text(report)),
        ("Sections", _sections(report)),
        ("Tables", _tables(report)),
        ("Facts", _facts(report)),
        ("Not stated", _not_stated(report)),
        ("Flags", _flags(report)),
        ("Checks", _checks(report)),
        ("Problems", _problems(report)),
    ):
        noted = list(lines)
        yield ""
        yield heading
        yield from (f"  {line}" for line in noted or ["none"])


def _identity(report: Report) -> Iterator[str]:
    source = report.source
    yield f"{report.id}  {report.title or '(no title)'}"
    encoding = report.original.encoding
    yield f"  file {source.path}, {source.size} bytes, {source.media_type}, read as {encoding}"
    if source.url:
        yield f"  from {source.url}"


def _text(report: Report) -> Iterator[str]:
    before, after = len(report.original.text), len(report.normalised.text)
    yield f"{before} characters as read, {after} after these repairs:"
    for step in report.normalised.steps:
        yield f"{step.name}: {step.changes} {'place' if step.changes == 1 else 'places'}"


def _sections(report: Report) -> Iterator[str]:
    for section in report.sections:
        doubt = f", confidence {section.confidence:.1f}" if section.confidence < 1 else ""
        title = section.title or ("(no heading)" if section.level else "(before the first heading)")
        yield f"{section.span.start}-{section.span.end} {section.path}: {title}{doubt}"


def _tables(report: Report) -> Iterator[str]:
    if report.form:
        yield f"form {report.form}"
    by_table = Counter(figure.name.split("_", 1)[0] for figure in report.figures)
    blank = Counter(figure.name.split("_", 1)[0] for figure in report.figures if figure.value is None)
    for table in report.tables:
        place = f"{table.span.start}-{table.span.end}"
        yield f"{place} {table.name}: {by_table[table.name]} figures, {blank[table.name]} of them blank"


def _facts(report: Report) -> Iterator[str]:
    for facet in report.facets:
        if facet.value is not None and facet.name != "flag":
            label = f" ({facet.label})" if facet.label else ""
            yield f"{facet.name} = {facet.value}{label}{_because(facet)}"


def _because(facet: Facet) -> str:
    return f", {_quotation(facet.evidence)}" if facet.evidence else ""


def _quotation(evidence: Evidence) -> str:
    words = " ".join(evidence.text.split())
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1] + "…"
    return f"by {evidence.rule} at {evidence.span.start}-{evidence.span.end}: “{words}”"


def _not_stated(report: Report) -> Iterator[str]:
    names = [facet.name for facet in report.facets if facet.value is None]
    if names:
        yield ", ".join(names)


def _flags(report: Report) -> Iterator[str]:
    for facet in report.facets:
        if facet.name == "flag":
            yield f"{facet.value}{_because(facet)}"


def _checks(report: Report) -> Iterator[str]:
    """The checks that failed, each with its sum; the others only counted."""
    for check in report.checks:
        if check.ok is False:
            yield f"{check.id} {check.level}: {check.detail}"
    held = Counter(check.id for check in report.checks if check.ok)
    if held:
        yield "held: " + ", ".join(f"{name} ×{count}" for name, count in sorted(held.items()))
    unknown = sorted({check.id for check in report.checks if check.ok is None})
    if unknown:
        yield "not assessable: " + ", ".join(unknown)


def _problems(report: Report) -> Iterator[str]:
    for problem in report.problems:
        place = f" at {problem.span.start}-{problem.span.end}" if problem.span else ""
        yield f"{problem.code}{place}: {problem.message}"
