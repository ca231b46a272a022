"""Differences in characters, reports that nobody would write, and two versions of one."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from indexer.pipeline import build
from tests.patience import unhurried
from webui import create_app
from webui.workbench.compare_pair import _Budget, _changes


@given(st.text("公开不及时人少,。12", max_size=40), st.text("公开不及时人少,。12", max_size=40))
def test_changes_leave_what_is_common(a: str, b: str) -> None:
    ours, theirs = _changes(a, b, _Budget())

    def rest(text: str, spans: list[Any]) -> str:
        kept, done = "", 0
        for span in spans:
            assert done <= span.start < span.end <= len(text)
            kept, done = kept + text[done : span.start], span.end
        return kept + text[done:]

    assert rest(a, ours) == rest(b, theirs)
    assert (a == b) == (not ours and not theirs)


def test_a_long_difference_is_bounded() -> None:
    budget = _Budget()
    ours, theirs = _changes("公" * 4000, "开" * 4000, budget)
    assert ours == [(0, 4000)]
    assert theirs == [(0, 4000)]
    assert budget.spent


REPORT = """抚顺市{name}局2020年政府信息公开工作年度报告
一、总体情况
公开信息12条。
二、主动公开政府信息情况
公开12条。
三、收到和处理政府信息公开申请情况
未收到申请。
四、政府信息公开行政复议、行政诉讼情况
无。
五、存在的主要问题及改进情况
{problems}
六、其他需要报告的事项
无。
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site over reports that nobody would write, and two versions of one that somebody might."""
    folder = tmp_path_factory.mktemp("odd")
    files = folder / "files"
    files.mkdir()
    texts = {
        "one": REPORT.format(name="水利", problems="一是公开不及时;二是<b>人手</b>不足。"),
        "two": REPORT.format(name="水利", problems="一是公开不够及时;二是人手不足。"),
        "long": REPORT.format(name="财政", problems="公开不及时。" * 3000),
        "wide": REPORT.format(name="教育", problems="公开不及时," * 3000),
    }
    for name, text in texts.items():
        (files / f"{name}.txt").write_text(text, encoding="utf-8")
    made = unhurried(folder / "instance")
    build(made, [files])
    app = create_app(made)
    app.testing = True
    return app.test_client()


def test_two_reports_of_one_year_stand_both_in_their_place(odd: FlaskClient) -> None:
    text = odd.get("/compare?agency=抚顺市水利局").text
    assert len(re.findall(r"<td", text)) == 1
    assert text.count('class="placed"') == 2
    assert "一是公开不够及时;" in text
    assert "二是&lt;b&gt;人手&lt;/b&gt;不足。" in text
    one, two = re.findall(r'name="report" value="([^"]*)"', text)
    pair = odd.get(f"/compare?report={one}&report={two}").text
    assert re.search("公开不<(?:ins|del)>够</(?:ins|del)>及时", pair)
    assert "<b>人手</b>" not in pair


def test_an_endless_section_is_bounded_and_says_so(odd: FlaskClient) -> None:
    names = ["抚顺市财政局", "抚顺市教育局"]
    answer = odd.get("/compare", query_string={"agency": names, "lang": "en"})
    assert len(answer.data) < 100_000
    assert "and 2 940 more statements" in answer.text.replace("\u2009", " ")
    one, two = re.findall(r'name="report" value="([^"]*)"', answer.text)
    for pair in (f"/compare?report={one}&report={two}", f"/compare?report={two}&report={one}"):
        page = odd.get(f"{pair}&lang=en")
        assert "Something is too long" in page.text
        assert len(page.data) < 300_000
    table = odd.get("/compare.csv?agency=抚顺市财政局").get_data(as_text=True)
    assert len(list(csv.DictReader(io.StringIO(table)))) == 3000
