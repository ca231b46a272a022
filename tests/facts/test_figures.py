"""Figures: what a cell states, the seeds' figures, and sums that the form does not print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.figures import FoundFigures, derived_figures, read_figures, read_value
from indexer.model import Form
from indexer.read.plain import read_plain
from indexer.structure.sections import find_sections
from indexer.structure.tables import find_tables
from indexer.text.normalise import normalise_text
from tests.facts.test_checks import figures_of
from tests.structure.layouts import values_of

CASES = json.loads((Path(__file__).parent.parent / "cases" / "checks.json").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parent.parent.parent / "seeds"


def figures_in(name: str) -> tuple[str, FoundFigures, list[str]]:
    text = next(SEEDS.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    original, normalised = read_plain(text), normalise_text(text)
    tables = find_tables(original, normalised, find_sections(original, normalised).sections)
    return text, read_figures(original, normalised, tables.tables), [p.code for p in tables.problems]


@pytest.mark.parametrize(("name", "cell", "value", "unit"), CASES["values"])
def test_what_a_cell_states(name: str, cell: str, value: float | None, unit: str | None) -> None:
    assert read_value(name, normalise_text(cell).text) == (value, unit)


@given(st.text(max_size=12))
def test_any_cell_is_read_without_an_error(cell: str) -> None:
    for name in ("rq_new_total", "pd_license_items_delta", "pd_procurement_amount", "s2_fee_wan"):
        value, _ = read_value(name, normalise_text(cell).text)
        assert value is None or any(character.isalnum() for character in cell)


def test_a_torn_table_of_zeros_keeps_its_blank_row() -> None:
    _, found, problems = figures_in("000")
    by_name = {figure.name: figure for figure in found.figures}
    blank = {name for name, figure in by_name.items() if figure.value is None}
    assert len(by_name) == 198
    assert len(blank) == 7
    assert all(name.startswith("rq_denied_other_query_channel_") for name in blank)
    assert all(by_name[name].raw == "" for name in blank)
    assert {figure.value for figure in found.figures} == {0, None}
    assert problems == []


def test_a_table_in_two_pieces_and_a_cell_too_many() -> None:
    _, found, _ = figures_in("001")
    values = {figure.name: figure.value for figure in found.figures if figure.value}
    assert values == {
        "pd_license_items_prev": 1,
        "pd_license_decisions": 1,
        "pd_service_items_prev": 14,
        "pd_service_decisions": 983,
        "pd_penalty_items_prev": 14,
        "pd_procurement_count": 4,
        "pd_procurement_amount": 121.2505,
    }
    assert len(found.figures) == 198


def test_lost_tables_are_a_problem_and_give_no_figure() -> None:
    _, found, problems = figures_in("002")
    assert found.figures == ()
    assert problems == ["tables_missing"]


def test_a_report_without_tables_is_no_problem() -> None:
    assert figures_in("003")[1:] == (FoundFigures((), ()), [])


def test_an_old_list() -> None:
    _, found, _ = figures_in("004")
    values = {figure.name: figure.value for figure in found.figures if figure.value}
    assert values == {
        "s1_published": 600,
        "s1_published_fulltext": 600,
        "s1_service_info": 134,
        "s1_page_views": 20000,
        "s1_enquiry_onsite": 320,
        "s1_enquiry_phone": 90,
        "s1_requests": 1,
        "s1_req_web": 1,
        "s1_answers": 1,
        "s1_ans_granted": 1,
    }
    assert len(found.figures) == 34


@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_evidence_quotes_the_cell(name: str) -> None:
    text, found, _ = figures_in(name)
    for figure in found.figures:
        start, end = figure.evidence.span
        assert text[start:end] == figure.evidence.text == figure.raw


def test_sums_that_the_form_does_not_print() -> None:
    cells = values_of(Form.Y2021, 5)
    derived = {figure.name: figure.value for figure in derived_figures(figures_of(cells))}
    denied = [
        int(value)
        for name, value in cells.items()
        if name.startswith("rq_denied_") and name.endswith("_total")
    ]
    assert derived["rq_denied_total"] == sum(denied)
    assert {
        "rq_unavailable_biz",
        "rq_unprocessed_total",
        "rq_otherwise_total",
        "rl_suit_total",
    } <= derived.keys()


def test_a_blank_part_leaves_no_sum() -> None:
    cells = values_of(Form.Y2021, 5) | {"rq_denied_law_total": ""}
    assert "rq_denied_total" not in {figure.name for figure in derived_figures(figures_of(cells))}
