"""Problems on the page of a report: a label in the reader's language, and what exactly happened."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import resources

import pytest

from indexer.builds import OpenBuild
from indexer.model import Problem
from webui.parameters import Asked
from webui.search import open_report
from webui.view.report import ProblemView, report_page
from webui.wording import voice


def shown(opened: OpenBuild, problem: Problem, locale: str) -> ProblemView:
    report = open_report(opened, opened.report_ids()[0], Asked())
    report = replace(report, report=replace(report.report, problems=(problem,)))
    (view,) = report_page(report, opened.segmenter, voice(locale), base="http://x/").problems
    return view


def test_a_message_that_is_always_the_same_is_said_in_chinese(opened: OpenBuild) -> None:
    problem = Problem(
        "sections_missing", "No section heading was found; the text is searched as one section."
    )
    chinese = shown(opened, problem, "zh")
    assert (chinese.label, chinese.message, chinese.lang) == (
        "未找到各部分标题",
        "全文作为一个部分检索。",
        "zh-Hans",
    )
    english = shown(opened, problem, "en")
    assert (english.message, english.lang) == (problem.message, "en")


def test_a_message_with_particulars_is_kept_and_marked_as_english(opened: OpenBuild) -> None:
    problem = Problem("not_a_number", "The table cell “2万” is not a number that can be counted.")
    view = shown(opened, problem, "zh")
    assert (view.label, view.message, view.lang) == ("表格中有非数字内容", problem.message, "en")


def test_an_unknown_problem_is_shown_as_it_is(opened: OpenBuild) -> None:
    assert shown(opened, Problem("new", "Something new."), "zh").label == "Something new."


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_label_is_in_both_languages(locale: str) -> None:
    names = tomllib.loads(resources.files("webui.view").joinpath("problems.toml").read_text("utf-8"))
    assert all(name[locale] for name in names.values())
    assert all(set(name) <= {"zh", "en", "message"} for name in names.values())
