"""One case -> the bytes of a file: plain text, Markdown, a web page, a Word file, a PDF."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator

from docx import Document
from docx.table import Table as WordTable

from tests.quality.cases import Case
from tests.quality.print_pdf import placed, print_pdf
from tests.structure.layouts import LAYOUTS, Grid, as_html, as_markdown, grids

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
        marked(number, part) if isinstance(part, str) else as_markdown(part)
        for number, part in enumerate(parts)
    ]
    return "\n\n".join(lines).encode(case.encoding)


def _page(case: Case, parts: list[Part]) -> bytes:
    """A page of a government's site: navigation and footer around the article."""
    if case.text.startswith("<"):
        return case.filled.encode(case.encoding)
    first, *rest = parts
    assert isinstance(first, str)
    body = "\n".join(
        as_html(part) if not isinstance(part, str) else f"<p>　　{html.escape(part)}</p>"
        for part in rest
        if part
    )
    page = f"""<!DOCTYPE html><html lang="zh"><head><meta charset="{case.encoding}"><title>{first}</title>
<script>var year = "2009";</script><style>p {{ margin: 0 }}</style></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/zw/">政务公开</a></li></ul></nav>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zw/">政府信息公开年报</a></div>
<div class="article"><h1>{first}</h1><div class="content">{body}</div></div>
<div class="footer"><p>网站地图 | 联系我们 | ICP备00000000号</p></div></body></html>"""
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
    for top, left, box in placed(grid):
        cell = table.cell(top, left)
        if box.across > 1 or box.down > 1:
            cell = cell.merge(table.cell(top + box.down - 1, left + box.across - 1))
        cell.text = box.text


def _pdf(case: Case, parts: list[Part]) -> bytes:
    return print_pdf(parts)


_WRITERS: dict[str, Callable[[Case, list[Part]], bytes]] = {
    "text": _plain,
    "markdown": _markdown,
    "html": _page,
    "docx": _word,
    "pdf": _pdf,
}
