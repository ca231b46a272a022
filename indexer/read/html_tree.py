"""The element tree of a page: walking it, dropping its furniture, finding its main element.

Every walk here is a loop: a page may nest a hundred thousand elements, and recursion ends at a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from indexer.errors import ReadError
from indexer.read.furniture import furniture

_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_WORDS = re.compile("[a-z]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELF_CLOSING = frozenset(
    {"p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option", "col", "colgroup", "br"}
    | {"hr", "img", "input", "meta", "link", "base", "area", "source", "wbr"}
)
_DEEPEST = 2_000
"""Browsers stop at 512. The parser's time grows with the square of the depth."""
_MOST_TAGS = 300_000
"""Word's HTML of a long report has a tenth of this."""

_MAIN_SHARE = 0.9
_FURNITURE_AT_MOST = 300


class Weight(NamedTuple):
    """How many characters an element holds outside of links, and whether it holds a table."""

    words: int
    table: bool


Weights = dict[int, Weight]
"""By the identity of the element."""


def events(root: LexborNode) -> Generator[tuple[LexborNode, bool], bool | None, None]:
    """Each node below and including ``root``: once entering (True), for elements once more leaving (False).

    ``send(True)`` after entering an element leaves out what is inside it.
    """
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        skip = yield node, entering
        if skip:
            yield node, entering
        if not entering or node.tag == "-text":
            continue
        stack.append((node, False))
        if skip:
            continue
        child = node.last_child
        while child is not None:
            stack.append((child, True))
            child = child.prev


def refuse_hostile(text: str) -> None:
    """Refuse a page that no browser would draw, before it is parsed.

    >>> refuse_hostile("<div>" * 10_000)
    Traceback (most recent call last):
    indexer.errors.ReadError: Elements of this page are nested 2001 deep. Fetch it again from its source.
    """
    depth = 0
    for number, (close, tag) in enumerate(_TAG.findall(text)):
        if tag.lower() not in _SELF_CLOSING:
            depth = max(depth - 1, 0) if close else depth + 1
        if depth > _DEEPEST:
            message = f"Elements of this page are nested {depth} deep."
            raise ReadError("damaged_file", message, "Fetch it again from its source.")
        if number > _MOST_TAGS:
            message = f"This page has more than {_MOST_TAGS} tags: it is a data file, not a report."
            raise ReadError("too_large", message, "Take it out of the corpus.")


def text_of(node: LexborNode) -> str:
    """All words inside an element; a line break where it has one."""
    parts = []
    for inner, entering in events(node):
        if inner.tag == "-text":
            parts.append(inner.text_content or "")
        elif inner.tag == "br" or (inner.tag in ("p", "div", "li", "tr") and not entering):
            parts.append("\n")
    return "".join(parts).strip()


def clean(body: LexborNode) -> Weights:
    """Drop from the tree what nobody reads as the page's text: scripts, hidden elements, navigation."""
    unread = body.css(",".join(furniture().dropped_tags))
    _drop(body, [*unread, *filter(_is_hidden, body.css("[hidden], [style]"))])
    weights = _weigh(body)
    limit = min(_FURNITURE_AT_MOST, weights[body.mem_id].words // 10)
    named = [node for node in body.css("[class], [id]") if _is_navigation(node)]
    _drop(body, [n for n in named if weights[n.mem_id].words <= limit and not weights[n.mem_id].table])
    return weights


def _drop(body: LexborNode, nodes: Iterable[LexborNode]) -> None:
    """Drop the outermost of these elements: dropping one frees all that it holds."""
    dropped = {node.mem_id: node for node in nodes if node.mem_id != body.mem_id}
    outermost = [node for node in dropped.values() if not _is_inside(node, dropped)]
    for node in outermost:
        node.decompose()


def _is_inside(node: LexborNode, elements: Mapping[int, LexborNode]) -> bool:
    outer = node.parent
    while outer is not None and outer.mem_id not in elements:
        outer = outer.parent
    return outer is not None


def main_element(body: LexborNode, weights: Weights, is_table: Callable[[LexborNode], bool]) -> LexborNode:
    """The innermost element that holds nearly all words of the page that are not links.

    It may stand inside a table that arranges the page, but not inside one that ``is_table``.
    """
    need = weights[body.mem_id].words * _MAIN_SHARE
    main = body
    child = body.child if need else None
    while child is not None:
        weight = weights.get(child.mem_id)
        if weight is None or weight.words < need:
            child = child.next
        elif child.tag == "p" or (child.tag == "table" and is_table(child)):
            break
        else:
            main, child = child, child.child
    return main


def _weigh(body: LexborNode) -> Weights:
    weights: Weights = {}
    sums: list[list[int]] = [[0, 0]]
    links = 0
    for node, entering in events(body):
        tag = node.tag
        if tag == "-text":
            if not links:
                sums[-1][0] += len((node.text_content or "").strip())
            continue
        if tag == "a":
            links += 1 if entering else -1
        if entering:
            sums.append([0, tag == "table"])
            continue
        words, table = sums.pop()
        weights[node.mem_id] = Weight(words, bool(table))
        sums[-1][0] += words
        sums[-1][1] |= table
    return weights


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_navigation(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return not furniture().dropped_words.isdisjoint(_WORDS.findall(names.lower()))
