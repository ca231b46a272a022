"""An HTML table -> rows of cells, or nothing where the table only arranges the page.

Government sites drew whole pages with tables long after 2008. A table arranges the page if it contains
another table, if it has a single column, or if a cell of it holds prose; its cells are then read like
other blocks.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from indexer.read.draft import Entry
from indexer.read.html_tree import events

_SPACES = re.compile(r"[ \t\r\f]+")
_PROSE = 400
_WIDEST = 100
"""``colspan="9999"`` is a site's way to say "all columns"."""


def table_rows(table: LexborNode) -> tuple[tuple[Entry, ...], ...]:
    """The rows of a data table; empty where the table only arranges the page."""
    rows: list[list[Entry]] = [[]]
    words: list[str] = []
    for node, entering in events(table):
        tag = node.tag
        if tag == "-text":
            words.append(node.text_content or "")
        elif tag == "tr" and entering:
            rows.append([])
        elif tag in ("td", "th"):
            if not entering:
                text = _SPACES.sub(" ", "".join(words)).strip()
                if len(text) > _PROSE:
                    return ()
                rows[-1].append(Entry(text, _extent(node, "rowspan"), _extent(node, "colspan")))
            words = []
        elif tag == "table" and node.mem_id != table.mem_id:
            return ()
        elif tag == "br" or (tag in ("p", "div", "li") and not entering):
            words.append("\n")
    filled = tuple(tuple(row) for row in rows if row)
    return filled if any(len(row) > 1 for row in filled) else ()


def _extent(node: LexborNode, attribute: str) -> int:
    value = (node.attributes.get(attribute) or "").strip()
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 7 else 1
