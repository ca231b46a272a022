"""Normalisation: cases in four moods, and what must hold of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Span
from indexer.text.align import Alignment, Edit, apply
from indexer.text.normalise import REPAIRS, normalise_query, normalise_text
from tests.growth import grows_linearly

CASES = json.loads((Path(__file__).parent.parent / "cases" / "text.json").read_text(encoding="utf-8"))
ALPHABET = '公開信息務院(gong)（wù）?,F將“”"「 \n\t|||*，。.A1é\u0301´Jﾞｶ\u3000\u200b①⼀乾著瞭解𠮷ＡＢ2019年-—'
TEXTS = st.text(alphabet=st.sampled_from(ALPHABET), max_size=60) | st.text(max_size=40)


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


@pytest.mark.parametrize("case", [*rows("wild"), *rows("made_up")])
def test_repairs(case: dict[str, str]) -> None:
    assert normalise_text(case["original"]).text == case["normalised"]


@pytest.mark.parametrize("case", rows("must_not_change"))
def test_leaves_alone(case: dict[str, str]) -> None:
    normalised = normalise_text(case["original"])
    assert normalised.text == case["original"]
    assert normalised.steps == ()


@pytest.mark.xfail(strict=True, reason="not provable yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: dict[str, str]) -> None:
    assert normalise_text(case["original"]).text == case["normalised"]


@given(TEXTS)
def test_a_query_reads_like_a_report(text: str) -> None:
    in_report = normalise_text(text)
    if not any(step.name in ("mend_gbk_slip", "join_wrapped_lines") for step in in_report.steps):
        assert normalise_query(text) == in_report.text


@given(TEXTS, st.data())
def test_every_piece_of_a_normalised_text_is_left_alone(text: str, data: st.DataObject) -> None:
    normalised = normalise_text(text).text
    start = data.draw(st.integers(0, len(normalised)))
    piece = normalised[start : data.draw(st.integers(start, len(normalised)))]
    assert normalise_query(piece) == piece.strip(" ")


@given(TEXTS)
def test_alignment_is_monotone_and_covers(text: str) -> None:
    normalised = normalise_text(text)
    alignment = normalised.alignment
    assert len(alignment.starts) == len(normalised.text)
    for place in range(len(normalised.text)):
        start, end = alignment.to_original(place, place + 1)
        assert 0 <= start < end <= len(text)
        first, last = alignment.to_normalised(Span(start, end))
        assert first <= place < last
    assert (alignment.starts[1:] >= alignment.starts[:-1]).all()


@given(TEXTS)
def test_alignment_survives_storage(text: str) -> None:
    alignment = normalise_text(text).alignment
    stored = Alignment.from_bytes(alignment.to_bytes())
    assert stored.size == alignment.size
    assert (stored.starts == alignment.starts).all()
    assert (stored.ends == alignment.ends).all()


def test_a_mark_in_a_seed_is_the_searched_wording(seed_path: Path) -> None:
    original = seed_path.read_text(encoding="utf-8")
    normalised = normalise_text(original)
    text = normalised.text
    for start in range(0, len(text) - 12, 5):
        piece = text[start : start + 12]
        span = normalised.alignment.to_original(start, start + 12)
        assert normalise_text(original[span.start : span.end]).text.strip() == piece.strip()


@pytest.mark.parametrize(
    ("number", "annotations"), [("000", 162), ("002", 189), ("001", 0), ("003", 0), ("004", 0)]
)
def test_every_annotation_of_the_seeds_goes(number: str, annotations: int) -> None:
    path = next((Path(__file__).parents[2] / "seeds").glob(f"{number}_*.txt"))
    steps = {step.name: step.changes for step in normalise_text(path.read_text(encoding="utf-8")).steps}
    assert steps.get("strip_pinyin", 0) == annotations
    assert steps.get("mend_gbk_slip", 0) == (number == "000")


def test_the_order_of_the_repairs_is_the_documented_one() -> None:
    names = [repair.name for repair in REPAIRS]
    assert names.index("mend_gbk_slip") < names.index("strip_pinyin") < names.index("simplify_script")
    assert names.index("join_wrapped_lines") < names.index("fold_space")


def test_an_insertion_is_refused() -> None:
    with pytest.raises(ValueError, match="inserts"):
        Alignment.identity(3).after([Edit(1, 1, "x")])


def test_wrapped_lines_join_only_where_the_page_was_full() -> None:
    sentence = "我局认真贯彻落实政府信息公开条例要求积极推进政务公开各项工作不断提高透明度"
    page = "\n".join(["一、总体情况", *(sentence[:30] for _ in range(5)), "取得成效。", "二、主动公开情况"])
    assert normalise_text(page).text == "一、总体情况\n" + sentence[:30] * 5 + "取得成效。\n二、主动公开情况"
    title = "某市自然资源和规划局二〇二一年政府信息公开工作年度报告"
    titled = "\n".join([title, *(sentence[: len(title)] for _ in range(4)), "取得成效。"])
    assert normalise_text(titled).text == f"{title}\n{sentence[: len(title)] * 4}取得成效。"
    rows = "\n".join(f"其中全文电子化的主动公开政府信息数量条{number}" for number in range(100, 110))
    assert normalise_text(rows).text == rows
    poem = "\n".join(["短行不动", "也不动", sentence[:25]])
    assert normalise_text(poem).text == poem


@pytest.mark.parametrize("unit", ["公(gong)", "?,F(", '"', "|", " \n", "乾", "開", "，,", "一是"])
def test_normalisation_is_linear_in_the_size(unit: str) -> None:
    assert grows_linearly(normalise_text, unit, size=125_000)


def test_edits_apply_in_order() -> None:
    assert apply("abcdef", [Edit(0, 1, "X"), Edit(2, 4, ""), Edit(5, 6, "YZ")]) == "XbeYZ"
