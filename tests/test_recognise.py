"""What is such a report, and what only looks like one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.structure.recognise import recognise
from indexer.text.normalise import normalise_text

CASES = json.loads((Path(__file__).parent / "cases" / "recognise.json").read_text(encoding="utf-8"))
Case = dict[str, str]


def rows(mood: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in CASES[mood]]


@pytest.mark.parametrize("case", rows("reports"))
def test_is_a_report(case: Case) -> None:
    assert recognise(normalise_text(case["text"])) is None


def test_the_seeds_are_reports(seed_path: Path) -> None:
    assert recognise(normalise_text(seed_path.read_text(encoding="utf-8"))) is None


@pytest.mark.parametrize("case", rows("others"))
def test_is_something_else(case: Case) -> None:
    refusal = recognise(normalise_text(case["text"]))
    assert refusal is not None
    assert refusal.code == case["code"]
    assert refusal.message
    assert refusal.hint


@pytest.mark.xfail(strict=True, reason="not told apart yet; promote the case when it is")
@pytest.mark.parametrize("case", rows("known_failure"))
def test_known_failures(case: Case) -> None:
    refusal = recognise(normalise_text(case["text"]))
    assert refusal is not None
    assert refusal.code == case["code"]
