"""Lines that a page's width broke, joined again.

Text taken from PDF files and old mail ends a line where the page did, in the middle of a word. A line
end is only undone where the document proves that it was wrapped: many of its lines have the same
width and end without a full stop. A short line, a title, a heading, a list, a table keep their ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from indexer.text.align import Edit

_LINE = re.compile(r"[^\n]*\n?")
_LEAST_WIDTH = 20
_LEAST_LINES = 3
_ENDS = tuple("。;:；：!?！？…”’)）]】》")
_TITLE_END = re.compile(r"(?:年度?|公开)(?:工作)?(?:年度)?(?:报告|報告|年报|年報)$")
_COLUMNS = re.compile(r"[|\t]| {2}|\u3000{2}")
_STARTS_ANEW = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:部分|是|[、.．:：)）])|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]"
    r"|[、•·●■◆★*#>-]|附[件表]"
)


def _width(line: str) -> int:
    """Width in half characters: a Han character takes two."""
    widths = "".join(map(unicodedata.east_asian_width, line))
    return len(line) + widths.count("W") + widths.count("F")


def _runs_on(line: str) -> bool:
    """Whether the page can have broken the line: no sentence, title or table row ends with it."""
    if not line or line.endswith(_ENDS) or _TITLE_END.search(line):
        return False
    return not line[-1].isdigit() and _COLUMNS.search(line.strip()) is None


def join_wrapped_lines(text: str) -> list[Edit]:
    """Delete the line ends that stand where the page was full.

    >>> page = "我局认真贯彻落实条例要求积极推进政务公开工作" * 4
    >>> wrapped = "\\n".join(page[i : i + 22] for i in range(0, len(page), 22)) + "。"
    >>> [edit.start for edit in join_wrapped_lines(wrapped)]
    [22, 45, 68]
    """
    if "\n" not in text:
        return []
    lines = [(match.start(), match.group().rstrip()) for match in _LINE.finditer(text) if match.group()]
    widths = [_width(line) if len(line) >= _LEAST_WIDTH and _runs_on(line) else 0 for _, line in lines]
    open_widths = Counter(filter(None, widths))
    if not open_widths:
        return []
    page = max(open_widths, key=lambda width: (sum(open_widths[width + d] for d in (-2, -1, 0, 1, 2)), width))
    if sum(open_widths[page + d] for d in (-2, -1, 0, 1, 2)) < _LEAST_LINES:
        return []
    edits = []
    for (start, line), width, (following, next_line) in zip(lines, widths, lines[1:], strict=False):
        continues = next_line.strip() and "|" not in next_line and not _STARTS_ANEW.match(next_line.lstrip())
        if abs(width - page) <= 2 and continues:
            indent = len(next_line) - len(next_line.lstrip())
            # A first line is indented by two characters; a line that runs on is not.
            if indent == 0:
                edits.append(Edit(start + len(line), following, ""))
    return edits
