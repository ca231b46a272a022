"""An HTML table -> rows of cells, or nothing where the table only arranges the page.

Government sites drew whole pages with tables long after 2008. A table arranges the page if it contains
another table, if it has a single column, or if a cell of it holds prose; its cells are then read like
other blocks.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from indexer.read.draft import Entry
from indexer.read.html_tree import events, text_of

_SPACES = re.compile(r"[ \t\r\f]+")
_PROSE = 400
_WIDEST = 100
"""``colspan="9999"`` is a site's way to say "all columns"."""


def table_rows(table: LexborNode) -> tuple[tuple[Entry, ...], ...]:
    """The rows of a data table; empty where the table only arranges the page."""
    rows: list[list[Entry]] = []
    walk = events(table)
    for node, entering in walk:
        if not entering or node.mem_id == table.mem_id:
            continue
        if node.tag == "table":
            return ()
        if node.tag == "tr":
            rows.append([])
        if node.tag in ("td", "th"):
            if node.css_first("table") is not None:
                return ()
            entry = Entry(_SPACES.sub(" ", text_of(node)), _extent(node, "rowspan"), _extent(node, "colspan"))
            if len(entry.text) > _PROSE:
                return ()
            (rows or _first(rows))[-1].append(entry)
            walk.send(True)
    filled = tuple(tuple(row) for row in rows if row)
    return filled if any(len(row) > 1 for row in filled) else ()


def _first(rows: list[list[Entry]]) -> list[list[Entry]]:
    rows.append([])
    return rows


def _extent(node: LexborNode, attribute: str) -> int:
    value = (node.attributes.get(attribute) or "").strip()
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 7 else 1
