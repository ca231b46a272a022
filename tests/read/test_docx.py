"""Word files: order, merged cells, tracked changes, headings, bombs."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.errors import ReadError
from indexer.read.docx import read_docx
from tests.read.invariants import check, texts


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_tables_in_order_with_merged_cells() -> None:
    document = Document()
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("正文。\n换行。")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "第二十条第（一）项"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "规章"
    table.cell(1, 1).text, table.cell(2, 2).text = "0", "/"
    document.add_paragraph("完。")
    original = read_docx(saved(document))
    check(original)
    assert original.text == "一、总体情况\n正文。\n换行。\n第二十条第（一）项\n规章 | 0 | \n | /\n完。\n"
    assert [block.heading for block in original.blocks][:2] == [True, False]
    rows = original.grids[0].rows
    assert (rows[0][0].colspan, rows[1][0].rowspan) == (3, 2)
    assert texts(original)[0] == [["第二十条第（一）项"], ["规章", "0", ""], ["", "/"]]


def test_tracked_changes_and_content_controls_read_as_printed() -> None:
    document = Document()
    paragraph = document.add_paragraph("收到申请")._p
    word = nsdecls("w")
    paragraph.append(parse_xml(f"<w:ins {word}><w:r><w:t>3件</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:del {word}><w:r><w:delText>5件</w:delText></w:r></w:del>"))
    control = f"<w:sdt {word}><w:sdtContent><w:p><w:r><w:t>控件内。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    paragraph.addnext(parse_xml(control))
    assert read_docx(saved(document)).text == "收到申请3件\n控件内。\n"


def test_a_table_of_one_column_frames_paragraphs() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "一、总体情况"
    cell.add_paragraph("正文。")
    original = read_docx(saved(document))
    assert original.grids == ()
    assert original.text == "一、总体情况\n正文。\n"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"word/document.xml": b"<a>" + b" " * 60_000_000}, "too_large"),
        ({"word/document.xml": b"<a"}, "damaged_file"),
        ({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}, "damaged_file"),
    ],
)
def test_refusals(members: dict[str, bytes], code: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with pytest.raises(ReadError) as caught:
        read_docx(stream.getvalue())
    assert caught.value.code == code
