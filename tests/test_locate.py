"""Marks are the searched wording, in the searched text and in the original."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.locate import Mark, find_all, locate, merge, original_marks
from indexer.model import Normalised, Original, Section, SectionKind, Span
from indexer.query import Phrase, Word
from indexer.read.plain import read_plain
from indexer.segment import Segmenter
from indexer.structure.sections import find_sections
from indexer.text.normalise import normalise_query, normalise_text


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("words"))


def _whole(original: str) -> tuple[Normalised, Section]:
    normalised = normalise_text(original)
    whole = Span(0, len(normalised.text))
    return normalised, Section(SectionKind.OVERVIEW, 1, "", Span(0, len(original)), whole)


def test_words_and_phrases_in_order(segmenter: Segmenter) -> None:
    marks = locate([Word("公开"), Phrase("公开,公")], "主动公开,公开", segmenter)
    assert marks == [Mark(2, 4, 0), Mark(2, 6, 1), Mark(5, 7, 0)]


@pytest.mark.parametrize(
    ("original", "phrase", "marked"),
    [
        ("存在的主要問題", "主要问题", ["主要問題"]),
        ("國務(wù)院辦公廳", "国务院", ["國務(wù)院"]),
        ("㈠主動公開", "一", ["㈠"]),
        ("収到2019 年申請", "2019年", ["2019 年"]),
        ("公开公开公开", "公开公开", ["公开公开公开"]),
        ("共３件，《條例》", "3件,《条例》", ["３件，《條例》"]),
    ],
)
def test_marks_are_the_wording_of_the_original(
    segmenter: Segmenter, original: str, phrase: str, marked: list[str]
) -> None:
    spans = original_marks(*_whole(original), [Phrase(phrase)], segmenter)
    assert [original[span.start : span.end] for span in spans] == marked


_LETTERS = "公开\U0001f600e\u0301, \n"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(_LETTERS, max_size=15), st.text(_LETTERS, min_size=1, max_size=3))
def test_every_place_is_found(text: str, phrase: str) -> None:
    expected = [place for place in range(len(text)) if text.startswith(phrase, place)]
    assert [start for start, _ in find_all(phrase, text)] == expected


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda m: (m[0], m[0] + m[1]))))
def test_merged_marks_cover_the_same_and_never_overlap(marks: list[tuple[int, int]]) -> None:
    merged = merge(marks)
    assert {i for mark in marks for i in range(*mark)} == {i for mark in merged for i in range(*mark)}
    assert all(one[1] <= other[0] for one, other in pairwise(merged))


def _seed(path: Path) -> tuple[Original, Normalised, tuple[Section, ...]]:
    original = read_plain(path.read_text("utf-8"))
    normalised = normalise_text(original.text)
    return original, normalised, find_sections(original, normalised).sections


def test_every_mark_of_a_seed_reads_as_what_was_searched(seed_path: Path, segmenter: Segmenter) -> None:
    """Promise 2. Line ends inside a wrapped sentence and pipes between cells are layout, not wording."""
    original, normalised, sections = _seed(seed_path)
    random = Random(11)
    for _ in range(150):
        section = random.choice([s for s in sections if s.normalised.end > s.normalised.start])
        text = normalised.text[slice(*section.normalised)]
        start = random.randrange(len(text))
        phrase = text[start : start + random.randint(1, 12)]
        spans = original_marks(normalised, section, [Phrase(phrase)], segmenter)
        assert spans or not phrase.strip()
        for span in spans:
            start, end = normalised.alignment.to_normalised(span)
            assert phrase.strip() in normalised.text[start:end]
            assert section.span.start <= span.start <= span.end <= section.span.end
            quoted = original.text[span.start : span.end]
            if len(find_all(phrase, normalised.text[start:end])) == 1 and phrase[0].isalnum():
                assert _wording(phrase) in _wording(normalise_query(quoted))


def _wording(text: str) -> str:
    return "".join(text.split()).replace("|", "")
