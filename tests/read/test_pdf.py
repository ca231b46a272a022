"""PDF: paragraphs and tables over line ends and page ends, page numbers, and refusals."""

from __future__ import annotations

import pytest

from indexer.errors import ReadError
from indexer.read.pdf import read_pdf
from tests.read.invariants import check, texts
from tests.read.pdf_writer import Sheet, pdf

COLUMNS = [80, 200, 300, 400, 500]
HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ROWS = [["规章", "0", "", "3"], ["规范性文件", "1", "2", "/"]]


def prose(sheet: Sheet, y: float, *lines: str) -> Sheet:
    """A paragraph: its first line set in by two characters of 12 points."""
    for number, line in enumerate(lines):
        sheet.text(80 if number else 104, y + 20 * number, line)
    return sheet


def test_lines_are_joined_to_paragraphs() -> None:
    sheet = prose(Sheet(), 100, "公" * 30, "开" * 32, "完。")
    original = read_pdf(pdf([prose(sheet, 200, "第二段话。")]))
    check(original)
    assert original.text == "公" * 30 + "开" * 32 + "完。\n第二段话。\n"


def test_paragraph_runs_on_over_the_page_and_page_marks_go() -> None:
    first = prose(Sheet(), 700, "公" * 30, "开" * 32).text(290, 820, "— 1 —", 9)
    second = Sheet().text(80, 60, "完。").text(290, 820, "- 2 -", 9)
    original = read_pdf(pdf([first, second]))
    check(original)
    assert original.text == "公" * 30 + "开" * 32 + "完。\n"
    assert [original.text[p.span.start : p.span.end] for p in original.pages] == [
        "公" * 30 + "开" * 32,
        "完。\n",
    ]


def test_table_cut_by_a_page_break_is_one_table_in_its_place() -> None:
    first = Sheet().text(80, 60, "二、主动公开").grid(700, COLUMNS, [HEAD, *ROWS])
    second = Sheet().grid(60, COLUMNS, ROWS).text(80, 200, "三、收到申请")
    original = read_pdf(pdf([first, second]))
    check(original)
    assert texts(original) == [[HEAD, *ROWS, *ROWS]]
    assert original.text == (
        "二、主动公开\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n"
        + "规章 | 0 |  | 3\n规范性文件 | 1 | 2 | /\n" * 2
        + "三、收到申请\n"
    )
    assert original.text[original.pages[1].span.start :].startswith("规章")


def test_tables_of_other_columns_stay_apart() -> None:
    sheets = [Sheet().grid(700, COLUMNS, ROWS), Sheet().grid(60, [80, 150, 500], [["行政许可", "5"]] * 2)]
    original = read_pdf(pdf(sheets))
    check(original)
    assert len(original.grids) == 2


def test_repeated_heads_are_dropped_and_numbers_in_the_text_are_not() -> None:
    sheets = [prose(Sheet().text(80, 40, "海棠县年报", 9), 100, f"正文{n}。", "271") for n in range(4)]
    text = read_pdf(pdf([sheet.text(80, 400, "末段。") for sheet in sheets])).text
    assert "海棠县年报" not in text
    assert text.count("271") == 4


def test_a_frame_around_prose_is_no_table() -> None:
    original = read_pdf(pdf([Sheet().grid(100, [80, 500], [["一、总体情况"], ["正文。"]])]))
    assert original.grids == ()
    assert original.text == "一、总体情况\n正文。\n"


def test_words_printed_twice_are_fat_not_double() -> None:
    sheet = Sheet().text(80, 100, "年报").text(80.3, 100, "年报")
    assert read_pdf(pdf([sheet])).text == "年报\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([Sheet()]), "scanned_pdf"),
        (pdf([Sheet().text(80, 80, "年报")], encrypt=True), "encrypted_pdf"),
        (pdf([Sheet().text(80, 80, "年报")])[:500], "damaged_file"),
        (b"%PDF-1.7\n" + b"\0" * 500, "damaged_file"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_pdf(data)
    assert caught.value.code == code
