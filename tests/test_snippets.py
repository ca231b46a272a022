"""Snippets are slices of the original that hold their marks whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Span
from indexer.snippets import WIDTH, Snippet, snippets


def _around(text: str, *words: str, **options: int) -> tuple[Snippet, ...]:
    marks = [Span(place, place + len(word)) for word in words for place in _places(word, text)]
    return snippets(text, Span(0, len(text)), marks, **options)


def _places(word: str, text: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(word, place)]


def _marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


def test_a_sentence_is_shown_whole() -> None:
    text = f"{'前' * 200}。存在的问题是基础工作薄弱，人手不足。{'后' * 200}。"
    (snippet,) = _around(text, "基础工作薄弱")
    assert snippet.text == "存在的问题是基础工作薄弱，人手不足。"
    assert (snippet.cut_start, snippet.cut_end) == (False, False)
    assert _marked(snippet) == ["基础工作薄弱"]


def test_short_sentences_of_a_line_come_together() -> None:
    (snippet,) = _around("一、问题\n甲薄弱。乙不足。丙欠缺。\n二、其他", "不足")
    assert snippet.text == "甲薄弱。乙不足。丙欠缺。"


def test_marks_of_one_sentence_share_a_snippet() -> None:
    (snippet,) = _around("公开不够主动，公开内容不全。", "公开")
    assert _marked(snippet) == ["公开", "公开"]


def test_marks_far_apart_have_their_own() -> None:
    text = f"公开不够。{'中' * 300}。公开不全。{'间' * 300}。公开不快。{'末' * 300}。公开不细。"
    assert [_marked(snippet) for snippet in _around(text, "公开")] == [["公开"]] * 3
    assert len(_around(text, "公开", limit=2)) == 2


@pytest.mark.parametrize("comma", [",", "，"])
def test_a_sentence_too_long_is_cut_at_commas_and_says_so(comma: str) -> None:
    clause = f"{'长' * 20}{comma}"
    (snippet,) = _around(f"{clause * 10}基础工作薄弱{comma}{clause * 10}", "基础工作薄弱")
    assert (snippet.cut_start, snippet.cut_end) == (True, True)
    assert snippet.text.startswith("长" * 20 + comma)
    assert snippet.text.endswith("长" * 20 + comma)
    assert len(snippet.text) <= WIDTH * 3 // 2


def test_remains_of_tables_stay_outside() -> None:
    pipes = "| " * 400
    (snippet,) = _around(f"政府信息公开年度报告 {pipes}\n基础工作薄弱。{pipes}下一步加强。", "薄弱")
    assert snippet.text == "基础工作薄弱。"


def test_a_mark_across_a_torn_table_is_verbatim() -> None:
    text = f"前文。新收{'|' * 500}3件。后文。"
    (snippet,) = snippets(text, Span(0, len(text)), [Span(3, 506)])
    assert snippet.text[slice(*snippet.marks[0])] == text[3:506]


def test_without_marks_the_section_begins() -> None:
    assert _around("  \n| 无。\n下一段。")[0].text == "无。"
    assert _around("") == _around(" \n|| ") == ()


def test_what_follows_a_cut_snippet_is_cut_too() -> None:
    first, second = _around(f"公开{'长' * 165}公开{'长' * 200}", "公开", limit=2)
    assert first.cut_end
    assert second.cut_start


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.text(st.sampled_from("公开公开薄弱，,。；\n| (“”\U0001f600e\u0301"), max_size=400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), max_size=12),
    st.integers(0, 50),
    st.integers(5, 60),
)
def test_promises(text: str, ranges: list[tuple[int, int]], margin: int, width: int) -> None:
    section = Span(min(margin, len(text)), max(min(margin, len(text)), len(text) - margin))
    marks = [Span(start, start + size) for start, size in ranges]
    inside = {mark for mark in marks if section.start <= mark.start and mark.end <= section.end}
    found = snippets(text, section, marks, width=width)
    assert len(found) <= 3
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    shown = []
    for snippet in found:
        assert snippet.text == text[snippet.span.start : snippet.span.end]
        assert section.start <= snippet.span.start <= snippet.span.end <= section.end
        absolute = [Span(snippet.span.start + s, snippet.span.start + e) for s, e in snippet.marks]
        assert all(snippet.span.start <= s < e <= snippet.span.end for s, e in absolute)
        shown += absolute
        assert len(snippet.text) <= 2 * width + 30 * max(1, len(absolute))
    assert set(shown) <= inside
    if inside:
        assert min(inside) in shown
    if len(found) < 3:
        assert set(shown) == inside
