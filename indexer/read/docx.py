"""Word (.docx) -> Original: paragraphs and tables in the order of the document.

``python-docx`` opens the package and knows the styles; the body is walked as XML, because its paragraph
text leaves out words inserted under change tracking and everything inside content controls, which the
templates of these reports are full of. Deleted and moved-away words are left out, as Word prints them.
Automatic numbers (一、二、) are not part of a .docx file's text and are lost.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from indexer.errors import ReadError
from indexer.model import Original
from indexer.read.draft import Draft, Entry

MAX_UNPACKED = 50_000_000
MAX_RATIO = 200
"""XML shrinks to a tenth or a thirtieth; to a thousandth only if it was made to burst."""

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag")}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNPRINTED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), f"{_COMPATIBILITY}Fallback"}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PROSE = 400
_AGAIN = "Fetch it again from its source."


def read_docx(data: bytes) -> Original:
    """Read a Word document; sizes are checked before anything of it is unpacked."""
    _refuse_bomb(data)
    try:
        document = Document(BytesIO(data))
        headings = {style.style_id for style in document.styles if _is_heading(style.name or "")}
        body = document.element.body
    except Exception as error:
        message = f"This Word file is broken ({type(error).__name__})."
        raise ReadError("damaged_file", message, _AGAIN) from error
    draft = Draft()
    _write(draft, body, headings)
    return draft.original("docx")


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sizes = [(member.file_size, member.compress_size) for member in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError("damaged_file", "This Word file is cut off or broken.", _AGAIN) from error
    unpacked = sum(size for size, _ in sizes)
    if unpacked > MAX_UNPACKED or any(size > MAX_RATIO * max(packed, 5_000) for size, packed in sizes):
        message = f"This Word file would unpack to {unpacked} bytes."
        raise ReadError("too_large", message, "Remove its pictures, or save it as plain text.")


def _is_heading(name: str) -> bool:
    return name.lower().startswith(("heading", "title", "标题"))


def _write(draft: Draft, parent: Any, headings: set[str]) -> None:
    """Write what the body holds; a table with a single column only frames its paragraphs."""
    for element in _unwrapped(parent):
        if element.tag == _TABLE:
            rows = _rows(element)
            if rows:
                draft.table(rows)
            else:
                for cell in element.iter(_CELL):
                    _write(draft, cell, headings)
        elif element.tag == _PARAGRAPH:
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            heading = style is not None and style.get(qn("w:val")) in headings
            for line in _text(element).split("\n"):
                draft.paragraph(line.replace("\t", " "), heading)


def _unwrapped(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables (or rows, or cells) below an element, content controls opened."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in _WRAPPERS:
            stack.extend(reversed(element))
        else:
            yield element


def _text(element: Any) -> str:
    """The words that Word prints of an element; a new line for each further paragraph and line break."""
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _UNPRINTED:
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag in _SIGNS:
            parts.append(_SIGNS[node.tag])
        elif node.tag == _PARAGRAPH and parts:
            parts.append("\n")
        stack.extend(reversed(node))
    return "".join(parts)


def _rows(table: Any) -> list[list[Entry]]:
    """The rows of a data table, merged cells joined; empty for a table that only frames text."""
    grid: list[dict[int, tuple[str, int, bool]]] = []
    for row in (element for element in _unwrapped(table) if element.tag == _ROW):
        cells: dict[int, tuple[str, int, bool]] = {}
        column = _number(row, "w:trPr/w:gridBefore", 0)
        for cell in (element for element in _unwrapped(row) if element.tag == _CELL):
            text = _text(cell).replace("\t", " ")
            if len(text) > _PROSE or next(cell.iter(_TABLE), None) is not None:
                return []
            width = min(max(_number(cell, "w:tcPr/w:gridSpan", 1), 1), 100)
            cells[column] = (text, width, _goes_on(cell))
            column += width
        grid.append(cells)
    if not any(len(cells) > 1 for cells in grid):
        return []
    return [
        [_entry(grid, row, column) for column, (_, _, goes_on) in cells.items() if not goes_on]
        for row, cells in enumerate(grid)
    ]


def _entry(grid: list[dict[int, tuple[str, int, bool]]], row: int, column: int) -> Entry:
    text, width, _ = grid[row][column]
    height = 1
    while row + height < len(grid) and (below := grid[row + height].get(column)) and below[2]:
        height += 1
    return Entry(text, height, width)


def _goes_on(cell: Any) -> bool:
    """Is this the lower part of a cell that was merged downwards?"""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _number(element: Any, path: str, default: int) -> int:
    found = element.find("/".join(qn(part) for part in path.split("/")))
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default
