"""Who else wrote a passage, for programs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.model import FacetValue
from webui.address import REUSE, report_address
from webui.workbench.reuse_asked import asked_address
from webui.workbench.reuse_list import Listed, ReuseAnswer


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The passage that was looked for."""

    text: str
    searched: str
    report: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class ReuseTotalAnswer:
    """How many other reports have it."""

    reports: int
    verbatim: int
    near: int
    agencies: int


@dataclass(frozen=True, slots=True)
class YearCountAnswer:
    """Reports of one year."""

    year: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class PlaceCountAnswer:
    """Reports of one province."""

    province: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class UseAnswer:
    """One report that has the passage."""

    id: str
    agency: FacetValue | None
    year: int | None
    province: str | None
    likeness: str
    share: float
    same_agency: bool
    section: str | None
    text: str | None
    start: int | None
    end: int | None
    url: str


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """The whole answer."""

    passage: PassageAnswer
    complete: bool
    total: ReuseTotalAnswer
    statutory: bool
    common: bool
    compared: bool
    years: tuple[YearCountAnswer, ...]
    provinces: tuple[PlaceCountAnswer, ...]
    uses: tuple[UseAnswer, ...]
    next: str | None


def reuse_answer(answer: ReuseAnswer) -> WrittenAnswer:
    """The answer as plain values."""
    passage, elsewhere, asked = answer.passage, answer.elsewhere, answer.asked
    verbatim, near = len(elsewhere.verbatim), len(elsewhere.near)
    following = asked_address(replace(asked, page=asked.page + 1), f"/api/v1{REUSE}")
    return WrittenAnswer(
        PassageAnswer(
            passage.quote,
            passage.words,
            passage.report.id if passage.report else None,
            passage.span.start if passage.span else None,
            passage.span.end if passage.span else None,
        ),
        elsewhere.complete,
        ReuseTotalAnswer(verbatim + near, verbatim, near, elsewhere.agencies),
        elsewhere.sharing.statutory,
        elsewhere.common,
        elsewhere.sharing.comparable,
        tuple(YearCountAnswer(year, count) for year, count in elsewhere.years.items()),
        tuple(PlaceCountAnswer(place, count) for place, count in elsewhere.places.items()),
        tuple(map(_use, answer.listed)),
        following if asked.page < answer.pages else None,
    )


def _use(one: Listed) -> UseAnswer:
    use = one.use
    return UseAnswer(
        one.summary.id,
        one.summary.facet("agency").value,
        use.year,
        use.place,
        "verbatim" if use.verbatim else "near",
        round(use.match.share, 3) if use.match else 1.0,
        use.same_agency,
        one.section.path if one.section else None,
        one.quote or None,
        one.span.start if one.span else None,
        one.span.end if one.span else None,
        report_address(one.summary.id, at=one.span),
    )
