"""What could not be read of a report or is not trusted, and the sums that were checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from indexer.model import Check, Problem, Report
from webui.view.anchors import problem_anchor
from webui.wording import Voice


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


def flags(report: Report, voice: Voice) -> Iterator[str]:
    """The flags of a report, in words."""
    for facet in report.facets:
        if facet.name == "flag" and facet.value is not None:
            yield voice.label("flag", str(facet.value))


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    names: Mapping[str, Mapping[str, str]] = tomllib.loads(_read("problems.toml"))
    return names


@cache
def _doubted() -> Mapping[str, Mapping[str, list[str]]]:
    doubted: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(_read("doubts.toml"))
    return doubted


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def problem_view(number: int, problem: Problem, voice: Voice) -> ProblemView:
    """A problem; they are numbered from 1, in the order of the report."""
    anchor = problem_anchor(number) if problem.span else ""
    names = _names().get(problem.code)
    if names is None:
        return ProblemView(problem.message, "", "en", anchor)
    if voice.locale == "zh" and "message" in names:
        return ProblemView(names["zh"], names["message"], "zh-Hans", anchor)
    return ProblemView(names[voice.locale], problem.message, "en", anchor)


def doubts(report: Report, fact: str, voice: Voice) -> tuple[str, ...]:
    """Why the value of a fact is to be checked against the source: problems, and sums that do not hold."""
    doubted = _doubted().get(fact, {})
    codes, figures = doubted.get("problems", []), set(doubted.get("figures", []))
    found = [problem_view(0, one, voice).label for one in report.problems if one.code in codes]
    if any(check.ok is False and figures & set(check.figures) for check in report.checks):
        found.append(voice.gettext("a sum with it does not hold"))
    return tuple(dict.fromkeys(found))


def check_views(report: Report) -> tuple[CheckView, ...]:
    """The checks, those that fail first."""
    return tuple(_check(check) for check in sorted(report.checks, key=_worst_first))


def _worst_first(check: Check) -> tuple[int, str]:
    return ({False: 0, None: 1, True: 2}[check.ok], check.id)


def _check(check: Check) -> CheckView:
    state = {False: "failed", None: "open", True: "passed"}[check.ok]
    return CheckView(check.id, check.detail, state)
