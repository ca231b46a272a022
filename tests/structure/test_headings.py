"""Headings: the words decide; the numeral never does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.model import SectionKind
from indexer.structure.headings import KEY_WORDS, KNOWN, is_rejected, load_rules, name_heading, strip_numeral
from indexer.text.normalise import normalise_text

CASES = json.loads((Path(__file__).parent.parent / "cases" / "headings.json").read_text(encoding="utf-8"))


def headings(group: str) -> list[tuple[str, str]]:
    return [(kind, heading) for kind, wordings in CASES[group].items() for heading in wordings]


@pytest.mark.parametrize(("kind", "heading"), headings("known"))
def test_known_wordings_are_certain(kind: str, heading: str) -> None:
    wording = name_heading(normalise_text(heading).text)
    assert (wording.kind, wording.confidence) == (kind, KNOWN)


@pytest.mark.parametrize(("kind", "heading"), headings("by_words"))
def test_key_words_decide_where_the_wording_is_new(kind: str, heading: str) -> None:
    wording = name_heading(normalise_text(heading).text)
    assert (wording.kind, wording.confidence) == (kind, KEY_WORDS)


@pytest.mark.parametrize("heading", CASES["rejected"])
def test_rows_of_the_tables_are_no_headings(heading: str) -> None:
    assert is_rejected(strip_numeral(heading))
    assert name_heading(heading).kind is None


@pytest.mark.parametrize("heading", CASES["unknown"])
def test_unknown_headings_have_no_kind(heading: str) -> None:
    assert name_heading(heading).kind is None


@pytest.mark.parametrize(("heading", "kinds"), CASES["also"].items())
def test_one_heading_can_name_two_kinds(heading: str, kinds: list[str]) -> None:
    wording = name_heading(heading)
    assert [wording.kind, *wording.also] == kinds


@pytest.mark.parametrize("numeral", ["一、", "十二、", "、", "第三部分", "(二)", "二)", "3.", "3、", ""])
def test_the_numeral_changes_nothing(numeral: str) -> None:
    assert name_heading(numeral + "收到和处理政府信息公开申请情况").kind is SectionKind.REQUESTS


def test_no_known_wording_belongs_to_two_kinds() -> None:
    wordings = [wording for rule in load_rules().kinds for wording in rule.known]
    assert len(wordings) == len(set(wordings))
