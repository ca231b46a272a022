"""The bad-input corpus goes through a whole build: every file is accounted for, and the others are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.builds import BuildReader
from indexer.catalogue import list_problems, open_for_reading
from indexer.pipeline import BuildOutcome, build
from indexer.settings import Settings
from tests.bad_input.make import CASES, Case, make
from tests.corpora import fresh_instance

NAME = "bad input"


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, words_cache: Path
) -> Iterator[tuple[Settings, BuildOutcome]]:
    """An instance with the corpus, whose big files are deleted again."""
    settings = fresh_instance(tmp_path_factory.mktemp("instance"), words_cache)
    folder = tmp_path_factory.mktemp("corpus") / NAME
    make(folder)
    yield settings, build(settings, [folder])
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()


@pytest.fixture(scope="module")
def codes(built: tuple[Settings, BuildOutcome]) -> dict[str, set[str]]:
    """Codes of the problems of each path."""
    found: dict[str, set[str]] = {}
    with closing(open_for_reading(built[0].catalogue)) as connection:
        for problem in list_problems(connection):
            found.setdefault(problem.path, set()).add(problem.problem.code)
    return found


@pytest.fixture(scope="module")
def indexed(built: tuple[Settings, BuildOutcome]) -> set[str]:
    """Paths of the reports in the corpus."""
    opened = BuildReader(built[0]).current()
    return {opened.report(report_id).source.path for report_id in opened.report_ids()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_every_file_is_in_the_corpus_or_a_problem(
    codes: dict[str, set[str]], indexed: set[str], case: Case
) -> None:
    path = f"{NAME}/{case.path}"
    known = codes.get(path, set())
    if case.stage == "kept":
        assert path in indexed or "duplicate_content" in known
        assert case.code == "ok" or case.code in known or "duplicate_content" in known
    else:
        assert path not in indexed
        assert case.code in known


def test_the_outcome_tells(
    built: tuple[Settings, BuildOutcome], codes: dict[str, set[str]], indexed: set[str]
) -> None:
    settings, outcome = built
    assert outcome.unread == len(set(codes) - indexed)
    assert outcome.unread >= 20
    again = build(settings)
    assert (again.read, again.changed) == (0, False)
