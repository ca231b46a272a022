"""Statutory tables on a page: cells as printed, failed sums beside their row, nothing hidden."""

from __future__ import annotations

from indexer.model import Cell, Check, Form, Grid, Span, Table, TableRow
from webui.render import Layer, LayerKind
from webui.view.tables import plain_grid, statutory, worth_drawing
from webui.wording import voice

TEXT = "表三|自然人|总计\n新收|3|2\n结转|0|\n勾稽<关系>说明"
COLUMNS = ("自然人", "总计")


def cell(words: str, start: int = 0) -> Cell:
    at = TEXT.index(words, start) if words else start
    return Cell(words, Span(at, at + len(words)))


def table() -> Table:
    rows = (
        TableRow(cell("新收"), (cell("3"), cell("2")), ("rq_new_natural", "rq_new_total"), "一"),
        TableRow(cell("结转"), (cell("0"), cell("", TEXT.index("\n勾稽"))), ("rq_in_natural", None), "一"),
    )
    return Table("rq", Form.Y2019, COLUMNS, rows, Span(0, TEXT.index("\n勾稽")))


def test_cells_are_as_printed_and_named() -> None:
    view = statutory(table(), TEXT, table().span, (), (), voice("zh"))
    assert [[str(one.words) for one in row.cells] for row in view.rows] == [
        ["一", "新收", "3", "2"],
        ["结转", "0", ""],
    ]
    assert view.rows[0].cells[0].rowspan == 2
    assert [one.title for one in view.rows[0].cells] == ["", "", "rq_new_natural", "rq_new_total"]
    assert view.columns == COLUMNS
    assert view.labels == 2


def test_a_failed_sum_stands_beside_its_row_once() -> None:
    checks = (
        Check("C3", False, "3 ≠ 2", ("rq_new_natural", "rq_new_total")),
        Check("C1", True, "0 = 0", ("rq_in_natural",)),
        Check("C1", None, "", ("rq_in_natural",)),
    )
    view = statutory(table(), TEXT, table().span, (), checks, voice("zh"))
    assert [row.notes for row in view.rows] == [("C3: 3 ≠ 2",), ()]


def test_a_mark_in_a_cell_is_in_the_cell() -> None:
    mark = Layer(cell("新收").span, LayerKind.MARK, "s1m1")
    view = statutory(table(), TEXT, table().span, [mark], (), voice("zh"))
    assert str(view.rows[0].cells[1].words) == '<mark id="s1m1">新收</mark>'
    assert "s1m1" not in view.raw
    assert not view.raw_open


def test_a_mark_that_no_cell_shows_opens_the_source() -> None:
    mark = Layer(Span(TEXT.index("总计"), TEXT.index("总计") + 2), LayerKind.MARK, "s1m1")
    view = statutory(table(), TEXT, table().span, [mark], (), voice("zh"))
    assert '<mark id="s1m1">总计</mark>' in view.raw
    assert view.raw_open


def test_blocks_have_columns_of_their_own() -> None:
    rows = (
        TableRow(cell("新收"), (cell("3"), cell("2")), (None, None), "第（一）项：制作数量 · 公开数量"),
        TableRow(cell("结转"), (cell("0"),), (None,), "第（八）项：数量"),
    )
    view = statutory(Table("pd", Form.Y2019, (), rows, Span(0, 20)), TEXT, Span(0, 20), (), (), voice("zh"))
    shown = [[str(one.words) for one in row.cells] for row in view.rows]
    assert shown == [
        ["第（一）项", "制作数量", "公开数量"],
        ["新收", "3", "2"],
        ["第（八）项", "数量", ""],
        ["结转", "0", ""],
    ]


def test_what_is_laid_out_with_a_table_is_no_table() -> None:
    one_column = Grid(((cell("新收"),), (cell("结转"),)), Span(0, 20))
    real = Grid(((cell("新收"), cell("3")), (cell("结转"), cell("0"))), Span(0, 20))
    assert not worth_drawing(one_column)
    assert worth_drawing(real)
    assert [len(row.cells) for row in plain_grid(real, TEXT, ()).rows] == [2, 2]
