"""Facets: labels for every value that the program hands out, and the flags."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from indexer.facts.facets import find_flags, flag_facet, label_of
from indexer.facts.fees import Fees
from indexer.facts.published import FoundPublication
from indexer.facts.requests import RequestNumbers
from indexer.model import Check, FeeStatus, Form, Level, Problem, SectionKind
from indexer.read.plain import read_plain
from indexer.text.normalise import normalise_text

DEPARTMENTS = tomllib.loads(files("indexer.data").joinpath("departments.toml").read_text("utf-8"))["kind"]


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("level", list(Level)),
        ("fee", list(FeeStatus)),
        ("section", list(SectionKind)),
        ("form", list(Form)),
        ("department", [kind["slug"] for kind in DEPARTMENTS]),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_value_has_a_label(facet: str, values: list[str], language: str) -> None:
    assert [value for value in values if not label_of(facet, value, language)] == []


def flags(
    checks: tuple[Check, ...] = (),
    problems: tuple[Problem, ...] = (),
    text: str = "",
    requests: RequestNumbers | None = None,
    published: tuple[str, ...] = (),
) -> list[object]:
    found = find_flags(
        (),
        FoundPublication(None, None, published),
        requests or RequestNumbers(),
        Fees(FeeStatus.NOT_STATED),
        checks,
        problems,
        read_plain(text),
        normalise_text(text),
    )
    return [facet.value for facet in found]


def test_flags() -> None:
    assert flags() == []
    assert flags(checks=(Check("C1", False, "1 ≠ 2", ()),)) == ["figures_conflict"]
    assert flags(checks=(Check("C7", False, "", (), level="warning"), Check("C1", None, "", ()))) == []
    assert flags(checks=(Check("C20", False, "", ()),)) == ["prose_conflict"]
    assert flags(problems=(Problem("tables_missing", ""),)) == ["tables_missing"]
    assert flags(text="國務(wù)院") == ["suspect_text"]
    assert flags(text="可从某市人民政府网站(0575game.cn)下载") == ["suspect_host"]
    assert flags(text="可从某市人民政府网站(www.ruian.gov.cn)下载") == []
    assert flags(requests=RequestNumbers(flags=("suspect_copied",))) == ["suspect_copied"]
    assert flags(published=("republished",)) == ["republished"]


def test_a_flag_is_a_facet_with_a_label() -> None:
    assert flag_facet("prose_conflict").label == "文表不符"
