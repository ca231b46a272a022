"""The phrase index finds what a scan finds, where a scan finds it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.phrases import Line, PhraseIndex, ladder, write, write_phrases

LETTERS = "公开e\u0301\U0001f600\U00020000\n\"'|,\x00\ud800 a"
sections = st.lists(st.text(st.sampled_from(LETTERS), max_size=12), max_size=8)


def _scan(texts: list[str], phrase: str) -> list[tuple[int, int, int]]:
    return [
        (number // 3 + 10, number % 3, place)
        for number, text in enumerate(texts)
        for place in range(len(text))
        if text.startswith(phrase, place)
    ]


def _lines(texts: list[str], phrase: str) -> list[Line]:
    """The concordance of a scan. A text that ends comes after all that go on."""
    found = []
    for doc, section, place in _scan(texts, phrase):
        text = texts[3 * (doc - 10) + section]
        found.append(Line(doc, section, place, text[:place], text[place + len(phrase) :]))
    return sorted(found, key=lambda line: [*map(ord, line.right), sys.maxunicode + 1])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(sections, st.lists(st.text(st.sampled_from(LETTERS), min_size=1, max_size=4), max_size=8))
@pytest.mark.parametrize(("piece_bytes", "step"), [(1, 128), (1 << 20, 128), (1 << 20, 2)])
def test_finds_what_a_scan_finds(piece_bytes: int, step: int, texts: list[str], asked: list[str]) -> None:
    asked = [*asked, *(text for text in texts if text)]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "PIECE_BYTES", piece_bytes)
        patch.setattr(ladder, "STEP", step)
        numbered = ((number // 3 + 10, number % 3, text) for number, text in enumerate(texts))
        write_phrases(numbered, Path(folder) / "phrases")
        index = PhraseIndex.open(Path(folder) / "phrases")
        for phrase in asked:
            found = index.find(phrase)
            offsets = found.offsets()
            rows = zip(found.docs.tolist(), found.sections.tolist(), offsets.tolist(), strict=True)
            assert list(rows) == _scan(texts, phrase)
            numbers = [3 * (doc - 10) + section for doc, section, _ in _scan(texts, phrase)]
            assert found.ordinals.tolist() == numbers
            assert index.count(phrase) == len(found) == len(numbers)
            counted = [pair for found in index.section_counts(phrase) for pair in zip(*found, strict=True)]
            assert counted == sorted(Counter(numbers).items())
            assert list(index.concordance(phrase, 7)) == _lines(texts, phrase)[:7]


def test_an_empty_phrase_is_refused(tmp_path: Path) -> None:
    write_phrases([(1, 0, "公开")], tmp_path / "phrases")
    index = PhraseIndex.open(tmp_path / "phrases")
    with pytest.raises(ValueError, match="empty"):
        index.find("")
    with pytest.raises(ValueError, match="empty"):
        index.count("")


def test_nothing_is_found_in_nothing(tmp_path: Path) -> None:
    write_phrases([], tmp_path / "phrases")
    index = PhraseIndex.open(tmp_path / "phrases")
    assert index.count("公") == len(index.find("公")) == 0
    assert index.find("公").offsets().tolist() == []


def test_a_megabyte_of_one_character_is_no_trouble(tmp_path: Path) -> None:
    write_phrases([(1, 0, "公" * 400_000)], tmp_path / "phrases")
    index = PhraseIndex.open(tmp_path / "phrases")
    assert index.count("公" * 300_000) == 100_001


def test_an_index_is_never_written_over(tmp_path: Path) -> None:
    write_phrases([(1, 0, "公开")], tmp_path / "phrases")
    with pytest.raises(FileExistsError):
        write_phrases([(1, 0, "公开")], tmp_path / "phrases")
