"""Web pages: the main text, the lines worth keeping around it, merged cells, and hostile markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ReadError
from indexer.read.html import read_html
from tests.read.invariants import check, texts

PROSE = "<p>2021年，我局主动公开政府信息271条，各项工作有序推进，群众满意。</p>" * 5
TABLE = """<table><tr><td colspan=4>第二十条第（一）项</td></tr>
<tr><th>信息内容</th><th>本年<br>制发件数</th><th>本年废止件数<th>现行有效件数</tr>
<tr><td rowspan="2">规章</td><td>0</td><td>&nbsp;</td><td>3</td></tr>
<tr><td>1</td><td>2</td><td>/</td></tr></table>"""


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def lines(source: str) -> list[str]:
    original = read_html(source)
    check(original)
    return original.text.splitlines()


def test_merged_cells_and_blank_cells() -> None:
    original = read_html(page(PROSE + TABLE))
    check(original)
    assert texts(original)[0][1:] == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "", "3"],
        ["1", "2", "/"],
    ]
    cells = original.grids[0].rows
    assert (cells[0][0].colspan, cells[2][0].rowspan) == (4, 2)
    assert "规章 | 0 |  | 3\n1 | 2 | /\n" in original.text


def test_navigation_scripts_and_hidden_words_are_left_out() -> None:
    text = "\n".join(
        lines(
            page(
                "<ul class=nav><li><a>辽宁省人民政府</a></ul><div class='breadcrumb'>当前位置：首页</div>"
                f"<div id=zoom>{PROSE}<p style='display: none'>博彩广告</p></div><script>'广告'</script>"
                "<div class=footer>版权所有 ICP备1号</div><div><a>友情链接一</a><a>友情链接二</a></div>"
            )
        )
    )
    assert "271条" in text
    assert not any(word in text for word in ("辽宁省", "当前位置", "广告", "ICP", "友情"))


def test_what_the_head_says_is_kept_and_what_stands_around_the_text() -> None:
    head = (
        "<title>国产_瑞安市司法局2021年政府信息公开工作年度报告-瑞安市人民政府</title>"
        "<meta name=PubDate content='2022-01-20'><meta name=ContentSource content=市司法局>"
    )
    found = lines(
        page(f"<p>发布日期：2022-01-20 浏览：3</p><p>字体：大 中 小</p><div>{PROSE * 3}</div>", head)
    )
    assert found[:4] == [
        "瑞安市司法局2021年政府信息公开工作年度报告",
        "来源:市司法局",
        "发布时间:2022-01-20",
        "发布日期：2022-01-20 浏览：3",
    ]
    assert "字体：大 中 小" not in found


def test_spam_in_the_title_is_not_the_first_line() -> None:
    head = "<title>威廉希尔_比分直播,篮球</title>"
    assert lines(page(PROSE, head))[0].startswith("2021年，我局")
    assert lines(page(f"<h1>某局2021年年度报告</h1>{PROSE}", f"{head}"))[0] == "某局2021年年度报告"


def test_title_is_all_there_is() -> None:
    assert lines(page("<script>a()</script>", "<title>某局年度报告</title>")) == ["某局年度报告"]


def test_tables_that_arrange_the_page_are_read_as_paragraphs() -> None:
    original = read_html(page(f"<table><tr><td width=200><a>导航</a><td>{PROSE}{TABLE}<p>完。</table>"))
    check(original)
    assert len(original.grids) == 1
    assert original.text.endswith("完。\n")


def test_headings_and_line_breaks() -> None:
    original = read_html(page(f"<h2>一、总体情况</h2>{PROSE}一行<br>二行<br/><b>三</b>行"))
    check(original)
    assert [original.text[b.span.start : b.span.end] for b in original.blocks if b.heading] == [
        "一、总体情况"
    ]
    assert original.text.endswith("一行\n二行\n三行\n")


def test_markdown_with_html_tables_keeps_its_lines() -> None:
    assert lines(f"# 报告\n\n一行\n二行\n{TABLE}\n末行")[:3] == ["# 报告", "一行", "二行"]
    assert lines("<pre>一行\n二行</pre>") == ["一行", "二行"]


def test_absurd_spans_are_bounded() -> None:
    original = read_html(page("<table><tr><td colspan=99999>甲<td rowspan=-3>乙<td colspan=x>丙</table>"))
    assert [(c.rowspan, c.colspan) for c in original.grids[0].rows[0]] == [(1, 100), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    "source",
    ["<div>" * 50_000, "<table><tr><td>" * 50_000, "<b>信" * 50_000, "<p>" * 400_000],
    ids=lambda s: s[:9],
)
def test_hostile_markup_is_refused_before_it_is_parsed(source: str) -> None:
    with pytest.raises(ReadError):
        read_html(source)


PIECES = (
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<p>",
    "<div>",
    "</div>",
    "<a>",
    "年报",
    "0",
    "<br>",
)
MORE = ("<h1>", "</h1>", "<pre>", "&nbsp;", "<!--", "<ul>", "\n", "<div hidden>", "<table hidden>")


@given(st.lists(st.sampled_from(PIECES + MORE)))
def test_any_markup_keeps_its_spans(parts: list[str]) -> None:
    check(read_html("".join(parts)))
