"""One case -> the bytes of a file: plain text, Markdown, a web page, a Word file, a PDF."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator

from docx import Document
from docx.table import Table as WordTable

from tests.quality.cases import Case
from tests.read.pdf_writer import HEIGHT, Sheet, pdf
from tests.structure.layouts import LAYOUTS, Box, Grid, as_html, as_markdown, grids

Part = str | Grid
"""A paragraph, or one of the statutory tables."""
_TABLES = {"{pd}": 0, "{rq}": 1, "{rl}": 2}
_CHAPTER = re.compile(r"[一二三四五六七八九]、")
_PART = re.compile(r"（[一二三四五六七]）")


def write(case: Case) -> bytes:
    """The file of a case, in its format."""
    return _WRITERS[case.format](case, list(parts_of(case)))


def parts_of(case: Case) -> Iterator[Part]:
    """The report piece by piece, in order; a blank line is an empty paragraph."""
    drawn = grids(case.form, case.values) if case.form else []
    for line in case.filled.split("\n"):
        yield drawn[_TABLES[line]] if line in _TABLES else line


def _plain(case: Case, parts: list[Part]) -> bytes:
    draw = LAYOUTS[case.layout]
    lines = [part if isinstance(part, str) else draw(part) for part in parts]
    return "\n".join(lines).encode(case.encoding)


def _markdown(case: Case, parts: list[Part]) -> bytes:
    def marked(number: int, line: str) -> str:
        level = 1 if number == 0 else 2 if _CHAPTER.match(line) else 3 if _PART.match(line) else 0
        return f"{'#' * level} {line}" if level else line

    lines = [
        marked(number, part) if isinstance(part, str) else as_markdown(part) for number, part in enumerate(parts)
    ]
    return "\n\n".join(lines).encode(case.encoding)


def _page(case: Case, parts: list[Part]) -> bytes:
    """A page of a government's site: navigation and footer around the article."""
    if case.text.startswith("<"):
        return case.filled.encode(case.encoding)
    first, *rest = parts
    assert isinstance(first, str)
    body = "\n".join(
        as_html(part) if not isinstance(part, str) else f"<p>　　{html.escape(part)}</p>" for part in rest if part
    )
    page = f"""<!DOCTYPE html><html lang="zh"><head><meta charset="{case.encoding}"><title>{first}</title>
<script>var year = "2009";</script><style>p {{ margin: 0 }}</style></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/zw/">政务公开</a></li><li><a href="/hd/">互动交流</a></li></ul></nav>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zw/">政府信息公开年报</a></div>
<div class="article"><h1>{first}</h1><div class="content">{body}</div></div>
<div class="footer"><p>网站地图 | 联系我们 | 网站标识码：0000000000 | ICP备00000000号</p></div></body></html>"""
    return page.encode(case.encoding)


def _word(case: Case, parts: list[Part]) -> bytes:
    document = Document()
    for number, part in enumerate(parts):
        if isinstance(part, str):
            document.add_heading(part, 0) if number == 0 else document.add_paragraph(part)
        else:
            width = max(sum(box.across for box in row) for row in part)
            _fill_word(document.add_table(len(part), width), part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill_word(table: WordTable, grid: Grid) -> None:
    for top, left, box in _placed(grid):
        cell = table.cell(top, left)
        if box.across > 1 or box.down > 1:
            cell = cell.merge(table.cell(top + box.down - 1, left + box.across - 1))
        cell.text = box.text


def _placed(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """Every cell with its row and its first column."""
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(grid):
        left = 0
        for box in row:
            while (top, left) in taken:
                left += 1
            taken |= {(top + down, left + across) for down in range(box.down) for across in range(box.across)}
            yield top, left, box


_LINE, _LEFT, _RIGHT, _TOP, _BOTTOM = 22, 60, 540, 70, HEIGHT - 70
_SMALL = 6


def _print(case: Case, parts: list[Part]) -> bytes:
    """A PDF as an office program makes it: justified lines, ruled tables that run on over the page's end."""
    sheets, y = [Sheet()], _TOP
    for part in parts:
        rows: list[tuple[int, Callable[[Sheet, int], object]]]
        rows = list(_lines(part) if isinstance(part, str) else _rules(part))
        for height, draw in rows:
            if y + height > _BOTTOM:
                sheets[-1].text(290, HEIGHT - 40, f"- {len(sheets)} -", 10)
                sheets.append(Sheet())
                y = _TOP
            draw(sheets[-1], y)
            y += height
        y += 0 if isinstance(part, str) else _LINE
    return pdf(sheets)


def _lines(paragraph: str) -> Iterator[tuple[int, Callable[[Sheet, int], object]]]:
    width = (_RIGHT - _LEFT) // 12
    rest = "　　" + paragraph if len(paragraph) > width else paragraph
    while rest:
        line, rest = rest[:width], rest[width:]
        yield _LINE, lambda sheet, y, line=line: sheet.text(_LEFT, y + 14, line)  # type: ignore[misc]


def _rules(grid: Grid) -> Iterator[tuple[int, Callable[[Sheet, int], object]]]:
    """The rows of a ruled table, each as high as its longest cell needs; merged cells stay merged."""
    columns = max(sum(box.across for box in row) for row in grid)
    step = (_RIGHT - _LEFT) / columns
    cells = list(_placed(grid))
    for top in range(len(grid)):
        here = [(left, box) for row, left, box in cells if row == top]
        open_above = {
            column
            for row, left, box in cells
            if row < top < row + box.down
            for column in range(left, left + box.across)
        }
        chunks = {left: _wrapped(box.text, step * box.across) for left, box in here}
        height = max(2, *(len(lines) + 1 for lines in chunks.values()), 2) * (_SMALL + 2)
        borders = {left for row, left, box in cells if row <= top < row + box.down} | {columns}

        def draw(
            sheet: Sheet,
            y: int,
            chunks: dict[int, list[str]] = chunks,
            height: int = height,
            borders: set[int] = borders,
            open_above: set[int] = open_above,
        ) -> None:
            for column in range(columns):
                x0, x1 = _LEFT + step * column, _LEFT + step * (column + 1)
                if column not in open_above:
                    sheet.line(x0, y, x1, y)
                sheet.line(x0, y + height, x1, y + height) if column in borders and False else None
            for column in borders:
                sheet.line(_LEFT + step * column, y, _LEFT + step * column, y + height)
            for column, lines in chunks.items():
                for number, line in enumerate(lines):
                    sheet.text(_LEFT + step * column + 2, y + (number + 1) * (_SMALL + 2), line, _SMALL)

        yield height, draw
    yield 1, lambda sheet, y: sheet.line(_LEFT, y, _RIGHT, y)


def _wrapped(text: str, width: float) -> list[str]:
    size = max(1, int((width - 4) // _SMALL))
    return [text[at : at + size] for at in range(0, len(text), size)]


_WRITERS: dict[str, Callable[[Case, list[Part]], bytes]] = {
    "text": _plain,
    "markdown": _markdown,
    "html": _page,
    "docx": _word,
    "pdf": _print,
}
