"""What is nearly the same: sentences made up by hand, not by the generator's grammar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.reuse import Likeness, compare, cut_sentences, mask
from indexer.reuse.alike import common_length, is_repeated
from indexer.reuse.statutory import is_statutory

CASES = json.loads((Path(__file__).parent.parent / "cases" / "reuse.json").read_text("utf-8"))
texts = st.text(st.sampled_from("公开信息不及时0"), max_size=24)


def _case(case: dict[str, object]) -> object:
    fails = case["mood"] == "known_failure"
    marks = [pytest.mark.xfail(strict=True)] if fails else []
    return pytest.param(case, id=str(case["label"]), marks=marks)


@pytest.mark.parametrize("case", [_case(one) for one in CASES])
def test_pairs(case: dict[str, str]) -> None:
    """All wording is unusual in a corpus of two sentences."""
    one, other = mask(case["one"]), mask(case["other"])
    likeness = compare(one, other, lambda _: True)
    assert (likeness is not None and likeness.is_near) == case["near"]
    assert compare(other, one, lambda _: True) == likeness


def test_ready_made_pieces_are_no_copies() -> None:
    """As alike as a copy is; but without unusual wording both may be the work of officials."""
    one, other = mask("加大政务公开力度,每季度通报一次"), mask("加大政务公开力度,每半年通报一次")
    assert common_length(one, other) >= 0.8 * len(one)
    assert compare(one, other, lambda _: False) is None
    assert not Likeness(0.89, 13).is_near
    assert Likeness(0.8, 14).is_near
    assert Likeness(0.9, 8).is_near


@given(texts, texts)
def test_common_length_is_the_longest_common_subsequence(one: str, other: str) -> None:
    rows = [[0] * (len(other) + 1)]
    for left in one:
        row = [0]
        for place, right in enumerate(other):
            row.append(rows[-1][place] + 1 if left == right else max(row[-1], rows[-1][place + 1]))
        rows.append(row)
    assert common_length(one, other) == rows[-1][-1]


@given(texts)
def test_a_sentence_repeats_itself(text: str) -> None:
    assert is_repeated(text, text)


@given(st.text(st.sampled_from("一是二1.、()公开信息,。;:\n 及"), max_size=60))
def test_sentences_are_in_order_and_inside(text: str) -> None:
    end = 0
    for sentence in cut_sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert mask(text[sentence.start : sentence.end]) == sentence.masked
        end = sentence.end


@pytest.mark.parametrize(
    "text",
    [
        "五、存在的主要问题及改进情况",
        "坚持以公开为常态、不公开为例外,遵循公正、公平、合法、便民的原则",
        "根据《中华人民共和国政府信息公开条例》第五十条规定",
        "没有其他需要报告的事项",
    ],
)
def test_words_of_the_law_are_statutory(text: str) -> None:
    assert is_statutory(mask(text.removeprefix("五、")))


@pytest.mark.parametrize("text", ["公开工作人员不足", "主要问题是人手不足,公开不及时", "下一步加强培训"])
def test_what_an_agency_says_is_not(text: str) -> None:
    assert not is_statutory(mask(text))


@pytest.mark.parametrize(
    "text", ["公开" * 200_000, "一是" * 200_000, "1." * 200_000, "公,开。" * 200_000, "(" * 400_000]
)
def test_hostile_texts_are_cut_within_bounds(text: str) -> None:
    found = list(cut_sentences(text))
    assert len(found) <= 300
    assert all(one.end - one.start <= 400 for one in found)
