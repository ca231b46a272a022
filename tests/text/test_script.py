"""Script conversion: the quick way and OpenCC's own give the same text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from indexer.text.script import is_traditional, to_simplified

OPENCC = OpenCC("t2s")
TRADITIONAL = "撫順市乾隆瞭解著名徵收製度後麵體係開發證據，。條例 政府信息公開麼於餘"


@given(st.text(alphabet=st.sampled_from(TRADITIONAL), max_size=30))
def test_same_as_opencc(text: str) -> None:
    if is_traditional(text):
        assert to_simplified(text) == OPENCC.convert(text)
    else:
        assert to_simplified(text) == text


def test_same_as_opencc_on_the_seeds(seed_path: Path) -> None:
    text = seed_path.read_text(encoding="utf-8")
    assert to_simplified(text) == OPENCC.convert(text)


@given(st.text(alphabet=st.sampled_from(TRADITIONAL), max_size=30))
def test_converted_text_needs_nothing_more(text: str) -> None:
    assert not is_traditional(to_simplified(text)) or to_simplified(to_simplified(text)) == to_simplified(
        text
    )
