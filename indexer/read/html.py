"""HTML -> Original: the main text of a page in reading order, and its tables with merged cells.

The obvious way, the text of the whole page, makes the navigation part of the report: its first agency
name would be a link in the menu. The other obvious way, a list of the class names that sites give to
their content, knows only the sites it has seen. So the main text is found by its weight: the innermost
element that holds nearly all words of the page that are not links. Where a page has no such element,
everything is kept. Of what stands outside, headings and the lines that say who published what and when
are kept, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.errors import ReadError
from indexer.model import Original, Problem
from indexer.read.draft import Draft, Entry
from indexer.read.furniture import furniture
from indexer.read.html_table import table_rows
from indexer.read.html_tree import clean, events, main_element, refuse_hostile, text_of

_SPACES = re.compile(r"[ \t\r\n\f]+")
_ANY_SPACE = re.compile(r"\s+")
_TITLE_PARTS = re.compile(r"\s*[_|｜—–>»]+\s*|(?<!\d)\s*-\s*(?!\d)")
_YEAR = re.compile("20[0-9]{2}|[二2][〇○ＯOo零0][一二三四五六七八九〇○零]{2}")
_REPORT_TITLE = re.compile("报告|年报|年度|報告|年報|工作总结")
_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_BLOCK_MARKUP = re.compile(r"<(?:!doctype|html|body|p|div|br|li)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph, or a table if it has rows, in the order of the page."""

    text: str = ""
    heading: bool = False
    rows: tuple[tuple[Entry, ...], ...] = ()
    inside: bool = True
    """False for what stands outside the main text."""

    def words(self) -> Iterator[str]:
        """Its text, or the texts of its cells."""
        yield self.text
        yield from (entry.text for row in self.rows for entry in row)


def read_html(text: str, encoding: str = "utf-8", problems: tuple[Problem, ...] = ()) -> Original:
    """Read a page; ``text`` is its source, decoded.

    >>> page = "<nav>首页</nav><h1>年报</h1><p>本机关 未收到申请。<table><tr><td>规章<td>0</table>"
    >>> read_html(page).text
    '年报\\n本机关 未收到申请。\\n规章 | 0\\n'
    """
    refuse_hostile(text)
    tree = LexborHTMLParser(_with_line_breaks(text))
    if tree.body is None:
        raise ReadError("damaged_file", "This page has no body.", "Fetch it again from its source.")
    titles = _titles(tree)
    weights = clean(tree.body)
    main = main_element(tree.body, weights, lambda node: bool(table_rows(node)))
    kept = [item for item in _items(tree.body, main) if item.inside or _is_kept(item)]
    draft = Draft()
    for line in _top_lines(titles, kept):
        draft.paragraph(line)
    for item in kept:
        if item.rows:
            draft.table(item.rows)
        else:
            draft.paragraph(item.text, item.heading)
    return draft.original(encoding, problems)


def _with_line_breaks(text: str) -> str:
    """Markdown in which only the tables are HTML: outside of them a line end ends a paragraph."""
    if _BLOCK_MARKUP.search(_TABLE.sub("", text)):
        return text
    parts = _TABLE.split(text)
    return "".join(part if number % 2 else part.replace("\n", "<br>") for number, part in enumerate(parts))


def _titles(tree: LexborHTMLParser) -> dict[str, str]:
    """The page's title and its meta tags by name. They are read before the head is dropped."""
    found = {"title": ""}
    for node in tree.css("title, meta"):
        if node.tag == "title":
            found["title"] = found["title"] or text_of(node)
            continue
        name = (node.attributes.get("name") or "").lower()
        found.setdefault(name, (node.attributes.get("content") or "").strip())
    return found


def _top_lines(titles: dict[str, str], kept: Sequence[_Item]) -> Iterator[str]:
    """What the head of the page says and its body does not show.

    The title element is the favourite place of spam; a part of it is taken only where there is no other
    title and it speaks of a report, or where the page has no text at all.
    """
    shown = _compact("".join(text for item in kept for text in item.words()))
    if not shown:
        yield titles["title"]
        return
    title = titles.get("articletitle", "")
    if not title and not any(_is_title(item) for item in kept[:8]):
        title = next((part for part in _TITLE_PARTS.split(titles["title"]) if _REPORT_TITLE.search(part)), "")
    if title and _compact(title) not in shown:
        yield title
    for name, label in furniture().meta:
        line = f"{label}:{_SPACES.sub(' ', titles.get(name, ''))[:300]}"
        if titles.get(name) and _compact(line) not in shown:
            yield line


def _compact(text: str) -> str:
    return _ANY_SPACE.sub("", text).replace("：", ":")


def _is_title(item: _Item) -> bool:
    return len(item.text) < 60 and bool(_REPORT_TITLE.search(item.text) and _YEAR.search(item.text))


def _is_kept(item: _Item) -> bool:
    if item.heading and _REPORT_TITLE.search(item.text):
        return True
    return any(furniture().is_kept(text) for text in item.words())


def _items(body: LexborNode, main: LexborNode) -> Iterator[_Item]:
    """The paragraphs and tables of the page in order."""
    blocks, headings = furniture().blocks, furniture().headings
    words: list[str] = []
    inside, heading = False, False
    preformatted = 0
    walk = events(body)
    for node, entering in walk:
        tag = node.tag or ""
        if tag == "-text":
            lines = (node.text_content or "").split("\n") if preformatted else [node.text_content or ""]
            for line in lines[:-1]:
                yield from _paragraph([*words, line], heading, inside)
                words = []
            words.append(lines[-1])
            continue
        if tag == "br" or tag in blocks:
            yield from _paragraph(words, heading, inside)
            words = []
        if tag in headings:
            heading = entering
        if tag == "pre":
            preformatted += 1 if entering else -1
        if node.mem_id == main.mem_id:
            inside = entering
        if tag == "table" and entering and (rows := table_rows(node)):
            yield _Item(rows=rows, inside=inside)
            walk.send(True)
    yield from _paragraph(words, heading, inside)


def _paragraph(words: list[str], heading: bool, inside: bool) -> Iterator[_Item]:
    text = _SPACES.sub(" ", "".join(words)).strip()
    if text:
        yield _Item(text, heading, inside=inside)
