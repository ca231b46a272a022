"""A report as the JSON object that ``gongkai extract`` prints and the API answers.

Other programs read it, so its fields are fixed. Offsets are in characters of the original text; what is
unknown is null, and then ``evidence`` has no entry for it.
"""

from __future__ import annotations

from typing import TypedDict

from indexer.model import Evidence, FacetValue, Report

FACTS = (
    "agency",
    "department",
    "level",
    "province",
    "city",
    "county",
    "division_code",
    "year",
    "published",
    "requests",
    "requests_min",
    "requests_max",
    "fee_status",
    "fee_amount_yuan",
)
"""The facets that are fields of the object."""


class SectionJson(TypedDict):
    """One section: its kind, its heading, and where it stands."""

    kind: str
    title: str
    start: int
    end: int


class CheckJson(TypedDict):
    """One arithmetic rule; ``ok`` null: not assessable."""

    id: str
    ok: bool | None
    detail: str


class EvidenceJson(TypedDict):
    """The words that state a fact."""

    rule: str
    start: int
    end: int
    text: str


class ProblemJson(TypedDict):
    """Something that could not be read, or is not trusted."""

    code: str
    message: str


class ReportJson(TypedDict):
    """One report."""

    source: str
    id: str
    title: str | None
    agency: FacetValue | None
    department: FacetValue | None
    level: FacetValue | None
    province: FacetValue | None
    city: FacetValue | None
    county: FacetValue | None
    division_code: FacetValue | None
    year: FacetValue | None
    published: FacetValue | None
    form: str | None
    requests: FacetValue | None
    requests_min: FacetValue | None
    requests_max: FacetValue | None
    fee_status: FacetValue | None
    fee_amount_yuan: FacetValue | None
    sections: list[SectionJson]
    figures: dict[str, float | int | None]
    checks: list[CheckJson]
    evidence: dict[str, EvidenceJson]
    problems: list[ProblemJson]
    error: str | None


def report_json(report: Report) -> ReportJson:
    """The object of one report. A figure is null where its cell is blank or holds no number."""
    value = {name: report.facet(name).value for name in FACTS}
    return ReportJson(
        source=report.source.path,
        id=report.id,
        title=report.title,
        agency=value["agency"],
        department=value["department"],
        level=value["level"],
        province=value["province"],
        city=value["city"],
        county=value["county"],
        division_code=value["division_code"],
        year=value["year"],
        published=value["published"],
        form=report.form.value if report.form else None,
        requests=value["requests"],
        requests_min=value["requests_min"],
        requests_max=value["requests_max"],
        fee_status=value["fee_status"],
        fee_amount_yuan=value["fee_amount_yuan"],
        sections=[
            SectionJson(
                kind=section.kind, title=section.title, start=section.span.start, end=section.span.end
            )
            for section in report.sections
        ],
        figures={figure.name: figure.value for figure in report.figures},
        checks=[CheckJson(id=c.id, ok=c.ok, detail=c.detail) for c in report.checks],
        evidence=_evidence(report),
        problems=[ProblemJson(code=p.code, message=p.message) for p in report.problems],
        error=None,
    )


def _evidence(report: Report) -> dict[str, EvidenceJson]:
    found = ((name, report.facet(name)) for name in FACTS)
    return {
        name: _quotation(facet.evidence)
        for name, facet in found
        if facet.value is not None and facet.evidence is not None
    }


def _quotation(evidence: Evidence) -> EvidenceJson:
    return EvidenceJson(
        rule=evidence.rule, start=evidence.span.start, end=evidence.span.end, text=evidence.text
    )
