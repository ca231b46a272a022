"""What people type, and what it means: good searches, bad ones, and the way back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.query import Phrase, Word, walk
from indexer.segment import Segmenter
from webui.language import parse, understood, write
from webui.language.misread import MisreadError
from webui.view.home import known_examples
from webui.wording import voice

CASES = json.loads((Path(__file__).parent.parent / "cases" / "queries.json").read_text(encoding="utf-8"))
GOOD = [case for mood in ("wild", "made_up", "must_not_change") for case in CASES[mood]]


def label(case: dict[str, str]) -> str:
    return case["label"]


@pytest.fixture(scope="session")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    """One with its dictionary loaded, so that no example waits for it."""
    segmenter = Segmenter(tmp_path_factory.mktemp("jieba"))
    segmenter.query_words("公开")
    return segmenter


@pytest.mark.parametrize("case", GOOD, ids=label)
def test_reads(case: dict[str, str], segmenter: Segmenter) -> None:
    typed = parse(case["text"], segmenter.query_words)
    assert write(typed) == case["written"]
    assert parse(case["written"], segmenter.query_words) == typed


@pytest.mark.parametrize("case", CASES["errors"], ids=label)
def test_refuses(case: dict[str, str], segmenter: Segmenter) -> None:
    with pytest.raises(QueryError) as caught:
        parse(case["text"], segmenter.query_words)
    assert (caught.value.code, caught.value.column) == (case["code"], case["column"])
    assert caught.value.message
    assert caught.value.hint
    assert case.get("hint", "") in caught.value.hint


@pytest.mark.parametrize("case", CASES["errors"], ids=label)
def test_errors_are_said_in_chinese(case: dict[str, str], segmenter: Segmenter) -> None:
    with pytest.raises(MisreadError) as caught:
        parse(case["text"], segmenter.query_words)
    for said in caught.value.said(voice("zh")):
        assert any("一" <= character <= "鿿" for character in said)


def hostile() -> Iterator[tuple[str, str]]:
    yield "too_long", "公" * 10_000
    yield "too_deep", "(" * 21 + "公开" + ")" * 21
    yield "too_deep", "NOT " * 21 + "公开"
    yield "too_many_terms", " ".join(f"w{number}" for number in range(61))


@pytest.mark.parametrize(("code", "text"), list(hostile()))
def test_limits(code: str, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.code == code


def test_limits_are_reached() -> None:
    assert parse("公" * 1000).node
    assert parse("(" * 20 + "公开" + ")" * 20).node == Word("公开")
    assert len(list(walk(parse(" ".join(f"w{number}" for number in range(60))).node))) == 60


PIECES = st.sampled_from(
    [
        *(
            "公开",
            "收费 ",
            "基础工作薄弱",
            "a",
            "或",
            "\\或",
            "\\",
            "-",
            " -",
            "—",
            "，",
            "。",
            "3.5",
            "“",
            "”",
        ),
        *(
            '"',
            '"',
            '"收费"',
            "“未收取”",
            "「",
            "」",
            '\\"',
            "(",
            ")",
            "（",
            "）",
            " OR ",
            " | ",
            " 或 ",
            " 非 ",
        ),
        *(
            " NOT ",
            " AND ",
            "year:2019 ",
            "年份：2019..2021 ",
            "in:problems ",
            "agency:司法,“某 局” ",
            "level:县级 ",
        ),
        *(
            "requests:>=10 ",
            "-year:2019 ",
            "-agency:司法,局 ",
            "fee:none ",
            'agency:"a,b" ',
            "city:撫順 ",
            ":",
            " ",
            "\n",
            "<",
            ">=",
            "国\u200b务",
            "㈠",
            "①",
        ),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_written_reads_the_same(segmenter: Segmenter, text: str) -> None:
    """Whatever can be typed is either refused, or read, written and read again as the same."""
    try:
        typed = parse(text, segmenter.query_words)
    except QueryError as error:
        place = error.column
    else:
        place = 1
        assert parse(write(typed), segmenter.query_words) == typed
        assert understood(typed, voice("zh"))
    assert place is not None
    assert 1 <= place <= len(text) + 1


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    hint = "read"
    try:
        parse(text)
    except QueryError as error:
        hint = error.hint
    assert hint


@given(st.text("公开《》“”、,()|- \\\n\u3000a1", min_size=1, max_size=20))
def test_any_quotation_is_taken_as_it_is(text: str) -> None:
    """A passage copied from a report keeps its meaning between quotation marks."""
    from indexer.text.normalise import normalise_query
    from webui.language import quote

    normal = normalise_query(text)
    if any(character.isalnum() for character in normal):
        assert parse(quote(text)).node == Phrase(normal)


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("", "all reports", "全部报告"),
        ('收费 "未收取"', "the word “收费” and the exact text “未收取”", "词“收费”与原文“未收取”"),
        ("a OR -b", "the word “a” or not the word “b”", "词“a”或不含词“b”"),
        (
            "in:fees year:2019..",
            "all reports; only in the sections Fees and waivers; year 2019 or more",
            None,
        ),
        ("agency:司法局", "all reports; agency with “司法局” in its name", "全部报告；机关名称含“司法局”"),
        (
            "-level:county,township",
            "all reports; not level County or Township",
            "全部报告；排除级别：县级或乡镇级",
        ),
        (
            "-agency:司法局",
            "all reports; not agency with “司法局” in its name",
            "全部报告；排除机关名称含“司法局”",
        ),
        ("fee:not_stated requests:0,未载明", "all reports; fee: Not stated; requests 0 or not stated", None),
    ],
)
def test_understood(text: str, en: str, zh: str | None) -> None:
    assert understood(parse(text), voice("en")) == en
    if zh:
        assert understood(parse(text), voice("zh")) == zh


def test_the_examples_are_cut_as_the_dictionary_cuts_them(segmenter: Segmenter) -> None:
    for one in known_examples():
        assert one.typed() == parse(one.query, segmenter.query_words), one.query
