"""Words are cut the same way everywhere, and found again where they were cut."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.segment import _STRETCH, LONGEST_STRETCH, Segmenter
from indexer.text.normalise import normalise_query, normalise_text

USER_WORDS = [
    line.split()[0]
    for line in resources.files("indexer.data").joinpath("userdict.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PIECES = [
    "政府",
    "信息",
    "公开",
    "依申请",
    "工作",
    "年度报告",
    "2019",
    "app",
    "年",
    "局",
    ",",
    "\n",
    "|",
    "〇",
    "\U00020000",
]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("words"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("。,|\n", []),
        ("app2.0", ["app2", "0"]),
        ("2019年", ["2019", "年"]),
        ("依申请公开", ["依申请公开"]),
        ("12345热线", ["12345", "热线"]),
        ("抚顺市司法局", ["抚顺市", "司法局"]),
        ("\U00020000\U00020001", ["\U00020000", "\U00020001"]),
    ],
)
def test_query_words(segmenter: Segmenter, text: str, words: list[str]) -> None:
    assert segmenter.query_words(text) == words


def test_words_inside_words_are_indexed(segmenter: Segmenter) -> None:
    assert {"依申请公开", "申请", "公开", "依申请"} <= set(segmenter.words("依申请公开"))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(texts, st.data())
def test_occurrences_agree_with_words(segmenter: Segmenter, text: str, data: st.DataObject) -> None:
    words = segmenter.words(text)
    word = data.draw(st.sampled_from([*words, "公开信息", "开", "", "a"]))
    places = segmenter.occurrences(word, text)
    assert len(places) == words.count(word)
    assert all(text[start:end] == word for start, end in places)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((1, 1, 2, 90))), max_size=8), st.data())
def test_occurrences_are_those_of_a_plain_scan(
    segmenter: Segmenter, runs: list[tuple[str, int]], data: st.DataObject
) -> None:
    text = "".join(piece * times for piece, times in runs)
    word = data.draw(
        st.sampled_from([*PIECES, *segmenter.words(text), "府信", "p政", "_", "年a", "公开公开"])
    )
    assert segmenter.occurrences(word, text) == _scanned(segmenter, word, text)


def _scanned(segmenter: Segmenter, word: str, text: str) -> list[tuple[int, int]]:
    """Every stretch of the text cut, each word at its place."""
    return [
        (stretch.start() + start, stretch.start() + start + len(word))
        for stretch in _STRETCH.finditer(text)
        for candidate, start in segmenter._find_index_words(stretch.group())
        if candidate == word
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts, texts)
def test_a_stretch_is_cut_the_same_wherever_it_stands(segmenter: Segmenter, before: str, after: str) -> None:
    assert segmenter.words(f"{before},{after}") == segmenter.words(before) + segmenter.words(after)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts)
def test_what_a_query_cuts_the_index_has(segmenter: Segmenter, text: str) -> None:
    assert set(segmenter.query_words(text)) <= set(segmenter.words(text))


def test_threads_share_a_segmenter_and_its_folder(tmp_path: Path) -> None:
    fresh = Segmenter(tmp_path / "instance")
    with ThreadPoolExecutor(8) as pool:
        cuts = list(pool.map(fresh.words, ["政府信息公开工作年度报告"] * 32))
    assert all(cut == cuts[0] for cut in cuts)
    assert "政府信息公开" in cuts[0]
    assert [path.name[:6] for path in (tmp_path / "instance").iterdir()] == ["jieba-"]


def test_texts_without_words_never_load_jieba(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from indexer.segment import Segmenter; "
        "from indexer.locate import locate; from indexer.query import Phrase, Word; "
        "cutter = Segmenter(Path(sys.argv[1])); locate([Phrase('公开'), Word('收费')], '主动公开', cutter); "
        "cutter.query_words('app 2019'); sys.exit('jieba' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("character", ["公", "x"])
def test_endless_stretches_are_cut_off(segmenter: Segmenter, character: str) -> None:
    words = segmenter.words(character * 200_000)
    assert "".join(words) == character * 200_000
    assert max(map(len, words)) <= LONGEST_STRETCH


def test_user_words_are_searchable_and_whole(segmenter: Segmenter) -> None:
    for word in USER_WORDS:
        assert normalise_query(word) == normalise_text(word).text == word
        assert segmenter.query_words(word) == [word]
    assert len(set(USER_WORDS)) == len(USER_WORDS)


def test_han_is_cut_exactly_as_jieba_cuts_it(segmenter: Segmenter, seed_path: Path) -> None:
    tokenizer = segmenter._load()
    text = normalise_text(seed_path.read_text("utf-8")).text
    hard = [
        "的的的",
        "龘龘政府",
        "研究生命起源",
        "㐀公开々〇",
        "一二三四五六七八九十",
        "南京市长江大桥",
        "龘",
    ]
    for stretch in [*re.findall("[\u4e00-\u9fff]+", text), *hard]:
        for start in range(0, len(stretch), 3):
            piece = stretch[start : start + LONGEST_STRETCH]
            assert segmenter.query_words(piece) == list(tokenizer.cut(piece, HMM=False))
