"""Statutory tables: the same figures from every layout, and nothing guessed where the layout lost them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from indexer.facts.figures import FoundFigures, read_figures
from indexer.model import Form, Normalised, Original, SourceFile
from indexer.read.source import read_source
from indexer.structure.sections import find_sections
from indexer.structure.tables import FoundTables, find_tables
from indexer.text.normalise import normalise_text
from tests.structure.layouts import KEEP_BLANKS, LAYOUTS, Values, report, values_of

CASES = json.loads((Path(__file__).parent.parent / "cases" / "tables.json").read_text(encoding="utf-8"))
FORMS = [Form.Y2019, Form.Y2021]


def read(text: str) -> tuple[Original, FoundTables, FoundFigures]:
    data = text.encode("utf-8")
    original = read_source(data, SourceFile("report", "0" * 64, len(data)))
    normalised: Normalised = normalise_text(original.text)
    sections = find_sections(original, normalised).sections
    tables = find_tables(original, normalised, sections)
    return original, tables, read_figures(original, normalised, tables.tables)


def printed(values: Values) -> dict[str, float | int | None]:
    return {name: int(text) if text else None for name, text in values.items()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_every_layout_gives_the_same_figures(layout: str, form: Form, seed: int) -> None:
    values = values_of(form, seed)
    _, tables, figures = read(report(layout, form, values))
    assert {figure.name: figure.value for figure in figures.figures} == printed(values)
    assert tables.form is form
    assert tables.problems == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", KEEP_BLANKS)
def test_a_blank_cell_is_no_zero(layout: str, form: Form) -> None:
    values = values_of(form, 2)
    blank = ["rq_denied_law_research", "rq_new_other", "rl_suit_direct_pending", "pd_rules_made"]
    blank += [
        f"rq_denied_other_query_channel_{c}" for c in ("natural", "biz", "research", "npo", "legal", "other")
    ]
    blank += ["rq_denied_other_query_channel_total"]
    values |= dict.fromkeys(blank, "")
    _, _, figures = read(report(layout, form, values))
    assert {figure.name: figure.value for figure in figures.figures} == printed(values)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_figure_quotes_its_cell(layout: str) -> None:
    original, _, figures = read(report(layout, Form.Y2021, values_of(Form.Y2021, 4)))
    for figure in figures.figures:
        span = figure.evidence.span
        assert original.text[span.start : span.end] == figure.evidence.text == figure.raw
        assert figure.raw == str(figure.value)


@pytest.mark.parametrize("layout", ["markdown", "lines", "torn"])
def test_a_slash_is_kept_and_has_no_value(layout: str) -> None:
    values = values_of(Form.Y2021, 3) | {"rq_granted_npo": "/", "pd_license_decisions": "—"}
    _, _, figures = read(report(layout, Form.Y2021, values))
    by_name = {figure.name: figure for figure in figures.figures}
    assert (by_name["rq_granted_npo"].value, by_name["rq_granted_npo"].raw) == (None, "/")
    assert (by_name["pd_license_decisions"].value, by_name["pd_license_decisions"].raw) == (None, "—")
    assert by_name["rq_granted_legal"].value == int(values["rq_granted_legal"])
    assert figures.problems == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_lost_cell_costs_figures_but_never_moves_one(layout: str, form: Form) -> None:
    values = values_of(form, 1)
    whole = report(layout, form, values)
    entries = list(re.finditer(r"(?<![\d.\"])\d{1,3}(?![\d.、\"])", whole))[1:]
    for entry in entries[:: len(entries) // 12]:
        _, _, figures = read(whole[: entry.start()] + whole[entry.end() :])
        moved = [f for f in figures.figures if f.value is not None and f.value != int(values[f.name])]
        assert moved == [], entry


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["label"])
def test_cases(case: dict[str, object]) -> None:
    _, tables, figures = read(str(case["text"]))
    expected = case["figures"]
    assert isinstance(expected, dict)
    got = {figure.name: figure.value for figure in figures.figures}
    assert {name: got.get(name) for name in expected} == expected
    assert [problem.code for problem in tables.problems] == case.get("problems", [])
    if "form" in case:
        assert tables.form == case["form"]


@pytest.mark.parametrize("case", CASES["must_not_change"], ids=lambda case: case["label"])
def test_prose_is_no_table(case: dict[str, str]) -> None:
    _, tables, figures = read(case["text"])
    assert figures.figures == ()
    assert tables.form is None


@pytest.mark.xfail(strict=True, reason="not certain yet; promote the case when it is")
@pytest.mark.parametrize("case", CASES["known_failure"], ids=lambda case: case["label"])
def test_known_failures(case: dict[str, object]) -> None:
    test_cases(case)
