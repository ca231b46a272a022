"""Problems on the page of a report: a label in the reader's language, and what exactly happened."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import resources

import pytest

from indexer.builds import OpenBuild
from indexer.model import Check, Problem
from webui.view.problems import ProblemView, doubts, problem_view
from webui.wording import voice


def shown(problem: Problem, locale: str) -> ProblemView:
    return problem_view(1, problem, voice(locale))


def test_a_message_that_is_always_the_same_is_said_in_chinese() -> None:
    problem = Problem(
        "sections_missing", "No section heading was found; the text is searched as one section."
    )
    chinese = shown(problem, "zh")
    assert (chinese.label, chinese.message, chinese.lang) == (
        "未找到各部分标题",
        "全文作为一个部分检索。",
        "zh-Hans",
    )
    english = shown(problem, "en")
    assert (english.message, english.lang) == (problem.message, "en")


def test_a_message_with_particulars_is_kept_and_marked_as_english() -> None:
    problem = Problem("not_a_number", "The table cell “2万” is not a number that can be counted.")
    view = shown(problem, "zh")
    assert (view.label, view.message, view.lang) == ("表格中有非数字内容", problem.message, "en")


def test_an_unknown_problem_is_shown_as_it_is() -> None:
    assert shown(Problem("new", "Something new."), "zh").label == "Something new."


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_label_is_in_both_languages(locale: str) -> None:
    names = tomllib.loads(resources.files("webui.view").joinpath("problems.toml").read_text("utf-8"))
    assert all(name[locale] for name in names.values())
    assert all(set(name) <= {"zh", "en", "message"} for name in names.values())


def test_a_problem_stands_beside_the_value_that_it_puts_in_doubt(opened: OpenBuild) -> None:
    report = opened.report(opened.report_ids()[0])
    doubtful = replace(report, problems=(Problem("requests_conflict", "…"), Problem("suspect_host", "…")))
    assert doubts(doubtful, "requests", voice("zh")) == ("申请数前后不一",)
    assert doubts(doubtful, "source", voice("en")) == ("An address in the text looks forged",)
    assert doubts(doubtful, "published", voice("en")) == ()
    failed = Check("C1", False, "3 ≠ 4", ("rq_new_total", "rq_carried_in_total"))
    assert len(doubts(replace(report, problems=(), checks=(failed,)), "requests", voice("en"))) == 1
    assert not doubts(
        replace(report, problems=(), checks=(replace(failed, ok=None),)), "requests", voice("en")
    )


def test_every_doubt_is_about_a_problem_and_a_figure_that_there_are() -> None:
    raw = resources.files("webui.view").joinpath("doubts.toml").read_text("utf-8")
    names = tomllib.loads(resources.files("webui.view").joinpath("problems.toml").read_text("utf-8"))
    for fact, given in tomllib.loads(raw).items():
        assert set(given) <= {"problems", "figures"}, fact
        assert set(given.get("problems", ())) <= set(names)
