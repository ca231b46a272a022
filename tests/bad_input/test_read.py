"""The bad-input corpus at the level of the readers: every file is found, and ends as it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.errors import ReadError
from indexer.model import SourceFile
from indexer.read import read_source
from indexer.read.corpus import Found, entries
from tests.bad_input.make import CASES, Case, make


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Found]]:
    folder = tmp_path_factory.mktemp("bad input")
    make(folder)
    yield {found.path: found for found in entries(folder) if not found.is_note}
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()


def outcome(found: Found) -> tuple[str, str]:
    """(stage, code) of what becomes of a file."""
    if found.refusal:
        return "walk", found.refusal.code
    try:
        original = read_source(found.read(), SourceFile(found.path, "", found.size))
    except ReadError as error:
        return "read", error.code
    return "kept", next((problem.code for problem in original.problems), "ok")


def test_there_are_at_least_forty_cases_and_each_is_met_once(corpus: dict[str, Found]) -> None:
    assert len(CASES) >= 40
    assert set(corpus) == {case.path for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_every_file_ends_as_it_must(corpus: dict[str, Found], case: Case) -> None:
    expected = ("kept", "ok") if case.stage == "recognise" else (case.stage, case.code)
    assert outcome(corpus[case.path]) == expected


def test_all_readable_formats_say_the_same(corpus: dict[str, Found]) -> None:
    sentence = "我局未收到政府信息公开申请。"
    for case in CASES:
        if (case.stage, case.code) == ("kept", "ok") and not case.path.startswith("big5"):
            data = corpus[case.path].read()
            assert sentence in read_source(data, SourceFile(case.path, "", len(data))).text, case.path


def test_every_refusal_says_what_to_do(corpus: dict[str, Found]) -> None:
    for case in CASES:
        if case.stage == "walk":
            refusal = corpus[case.path].refusal
        elif case.stage == "read":
            with pytest.raises(ReadError) as caught:
                read_source(corpus[case.path].read(), SourceFile(case.path, "", 0))
            refusal = caught.value
        else:
            continue
        assert refusal, case.path
        assert refusal.message.endswith("."), case.path
        assert refusal.hint.endswith("."), case.path
