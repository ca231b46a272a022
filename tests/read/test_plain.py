"""Plain text and Markdown: blocks, and grids of every torn kind, with exact spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.plain import read_plain
from tests.conftest import SEEDS
from tests.growth import grows_linearly
from tests.read.invariants import check, texts

TABLES = [
    ("markdown", "| 规章 | 0 |\n|---|---|\n| 许可 | 3 |", [["规章", "0"], ["许可", "3"]]),
    ("markdown with alignment", "规章 | 0\n:-: | -:\n许可 | 3", [["规章", "0"], ["许可", "3"]]),
    ("pipe after each cell", "规章 | 0 | 1 |\n许可 | 3 | |", [["规章", "0", "1"], ["许可", "3", ""]]),
    ("torn, one cell a line", "规章 |\n0 |\n|\n3 |", [["规章"], ["0"], [""], ["3"]]),
    (
        "blank first cell",
        "| | 1.属于国家秘密 | 0 |\n| a | b | c |",
        [["", "1.属于国家秘密", "0"], ["a", "b", "c"]],
    ),
    ("a dash is a value", "规章 | - | -- |\n——|—— | |", [["规章", "-", "--"], ["——", "——", ""]]),
    ("tabs", "规章\t0\t\n许可\t\t3", [["规章", "0", ""], ["许可", "", "3"]]),
    ("drawn with box characters", "│规章│0│\n├──┼─┤\n│许可│3│", [["规章", "0"], ["许可", "3"]]),
    ("full-width pipes", "规章｜0｜\n许可｜3｜", [["规章", "0"], ["许可", "3"]]),
    ("full-width blanks", "规章　|　 0　|", [["规章", "0"]]),
]
NO_TABLES = [
    ("padding", "您好" + "|" * 300),
    ("one word in pipes", "|\n公告 |\n|"),
    ("a rule alone", "---|---\n|---|"),
    ("indented prose", "\t第一段。\n\t第二段。"),
    ("one line with a tab", "第一章\t3"),
]


@pytest.mark.parametrize(("label", "text", "rows"), TABLES, ids=[label for label, _, _ in TABLES])
def test_tables(label: str, text: str, rows: list[list[str]]) -> None:
    original = read_plain(f"前文。\n{text}\n后文。")
    check(original)
    assert texts(original) == [rows]


@pytest.mark.parametrize(("label", "text"), NO_TABLES, ids=[label for label, _ in NO_TABLES])
def test_what_is_no_table(label: str, text: str) -> None:
    assert read_plain(text).grids == ()


def test_blank_lines_divide_tables() -> None:
    assert len(read_plain("a | 1 |\nb | 2 |\n\nc | 3 |\nd | 4 |").grids) == 2


def test_markdown_headings() -> None:
    original = read_plain("## 一、总体情况\n正文 # 1\n#标签")
    assert [(original.text[b.span.start : b.span.end], b.heading) for b in original.blocks] == [
        ("一、总体情况", True),
        ("正文 # 1", False),
        ("#标签", False),
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_seeds(seed: Path) -> None:
    original = read_plain(seed.read_text("utf-8"))
    check(original)
    covered = "".join(original.text[b.span.start : b.span.end] for b in original.blocks)
    assert "".join(covered.split()) == "".join(original.text.split())


@given(st.text("年报 0|｜-:\t\n#　", max_size=200))
def test_any_text_keeps_its_spans(text: str) -> None:
    original = read_plain(text)
    assert original.text == text
    check(original)


@pytest.mark.parametrize(
    "unit", ["|", "0|", "-|", "0 |\n|", "\t", "a\tb\n", "- ", "─", "# ", "，" * 99 + "\n"]
)
def test_reading_is_linear_in_the_size(unit: str) -> None:
    assert grows_linearly(read_plain, unit, size=250_000)
