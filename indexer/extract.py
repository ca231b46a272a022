"""One file -> one report: the stages in their order.

Each stage is a pure function of what the stages before it found; none looks at another's insides. A
file that cannot be read, or is no report, ends at the stage that notices, with the reason.
"""

from __future__ import annotations

import hashlib

from indexer.facts.agency import find_agency
from indexer.facts.checks import run_checks
from indexer.facts.facets import assemble_facets, find_flags
from indexer.facts.fees import find_fees
from indexer.facts.figures import read_figures
from indexer.facts.percentages import compare_percentages
from indexer.facts.period import find_years
from indexer.facts.prose import compare_prose
from indexer.facts.published import find_publication
from indexer.facts.reading import Reading
from indexer.facts.requests import find_requests
from indexer.facts.title import find_title
from indexer.model import Normalised, Original, Problem, Report, SourceFile
from indexer.read.source import read_source
from indexer.report_json import report_json
from indexer.structure.recognise import recognise
from indexer.structure.sections import find_sections
from indexer.structure.tables import find_tables
from indexer.text.normalise import normalise_text

__all__ = ["extract", "read_report", "report_id", "report_json"]


def extract(data: bytes, source: SourceFile) -> Report:
    """Everything known of one report, with the words that say so.

    Raises :class:`~indexer.errors.ReadError` for a file that cannot be read, or that is not a report.
    """
    original = read_source(data, source)
    normalised = normalise_text(original.text)
    refusal = recognise(normalised)
    if refusal:
        raise refusal
    return read_report(source, original, normalised)


def read_report(source: SourceFile, original: Original, normalised: Normalised) -> Report:
    """The stages after the text is known: structure, figures, facts, checks, facets."""
    title = find_title(original, normalised)
    sections = find_sections(original, normalised)
    tables = find_tables(original, normalised, sections.sections)
    figures = read_figures(original, normalised, tables.tables)
    reading = Reading(original, normalised, sections.sections, tables.tables)

    agency = find_agency(original, normalised, source)
    years = find_years(reading, source.url)
    year = years[0].value if years else None
    published = find_publication(reading, source.url, year)
    name = agency.agency.value
    requests = find_requests(reading, figures.figures, year, name if isinstance(name, str) else None)
    fees = find_fees(reading, figures.figures, year)

    checks = (
        *run_checks(figures.figures, tables.form),
        *compare_prose(reading, figures.figures, requests, year),
        *compare_percentages(reading, figures.figures, year),
    )
    found = (original, reading, sections, tables, figures, agency, requests)
    problems = tuple(problem for stage in found for problem in stage.problems)
    if year is None:
        problems += (Problem("year_unknown", "No reporting year is stated. Check that the copy is whole."),)
    flags = find_flags(years, published, requests, fees, checks, problems, original, normalised)
    return Report(
        id=report_id(source),
        source=source,
        original=original,
        normalised=normalised,
        title=title[0] if title else None,
        form=tables.form,
        sections=sections.sections,
        tables=tables.tables,
        figures=figures.figures,
        facets=assemble_facets(agency, years, published, requests, fees, flags),
        checks=checks,
        problems=problems,
    )


def report_id(source: SourceFile) -> str:
    """The report's id, from what the source is rather than where a row stands: links to it survive.

    >>> report_id(SourceFile("reports/a.txt", "", 0))
    'rca97e03a675a'
    """
    identity = f"url:{source.url}" if source.url else f"path:{source.path}"
    return "r" + hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:12]
