"""PDF -> Original: text in reading order, ruled tables in their place, page numbers for links.

Lines that the page width broke are joined to paragraphs here, where the geometry still tells a full line
from a short one, also across a page break. So a sentence that runs on over the page can be found as one
phrase. A table cut by a page break becomes one table again if its columns fit. Characters stay as the
font maps them, Kangxi radicals included: folding them is a matter of normalising.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from indexer.errors import ReadError
from indexer.model import Original, Problem
from indexer.read.draft import Draft
from indexer.read.furniture import furniture
from indexer.read.pdf_page import Line, RuledTable, page_items

MAX_PAGES = 1_000
_AGAIN = "Fetch it again from its source."
_UNMAPPED = re.compile(r"\(cid:\d{1,6}\)")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NEW_PARAGRAPH = re.compile(rf"[（(]?{_NUMERAL}[)）、.．]|第{_NUMERAL}[条部章]|附件")
_SENTENCE_END = ("。", "！", "？", "；", ":", "：")
_HEADER_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One printed page, read: its items without page marks and running heads, and its margins."""

    number: int
    items: tuple[Line | RuledTable, ...]
    left: float
    right: float
    indents: bool
    """True where first lines of paragraphs are set in: then a line at the margin continues one."""


def read_pdf(data: bytes) -> Original:
    """Read a PDF that has text; one that only has pictures of pages is refused as ``scanned_pdf``."""
    pages, problems = _pages(data)
    sheets = [_sheet(number, items) for number, items in enumerate(_without_furniture(pages), 1)]
    draft = Draft()
    _write(draft, sheets)
    original = draft.original("pdf", problems)
    return _judged(original)


def _pages(data: bytes) -> tuple[list[list[Line | RuledTable]], tuple[Problem, ...]]:
    """The items of each page, and the pages that could not be read."""
    pages: list[list[Line | RuledTable]] = []
    problems: list[Problem] = []
    pictures = []
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                message = f"This PDF has {len(document.pages)} pages; a report has less than {MAX_PAGES}."
                raise ReadError("too_large", message, "Cut the report out of it.")
            for page in document.pages:
                try:
                    pages.append(page_items(page))
                except Exception as error:  # noqa: BLE001 - a broken page may trip the parser anywhere
                    pages.append([])
                    message = f"Page {page.page_number} cannot be read ({type(error).__name__})."
                    problems.append(Problem("damaged_page", message))
                else:
                    if not pages[-1] and page.images:
                        pictures.append(page.page_number)
                page.close()
    except ReadError:
        raise
    except Exception as error:
        raise _refusal(error) from error
    if not any(pages):
        raise ReadError("scanned_pdf", "This PDF has no text, only pictures.", "Run OCR on it first.")
    if pictures:
        numbers = ", ".join(map(str, pictures[:20]))
        problems.append(Problem("scanned_page", f"These pages are pictures without text: {numbers}."))
    return pages, tuple(problems)


def _refusal(error: Exception) -> ReadError:
    locked = (PDFPasswordIncorrect, PDFEncryptionError)
    if isinstance(error, locked) or any(isinstance(inner, locked) for inner in error.args):
        return ReadError("encrypted_pdf", "This PDF is locked with a password.", "Save a copy without it.")
    return ReadError("damaged_file", f"This PDF is broken ({type(error).__name__}).", _AGAIN)


def _judged(original: Original) -> Original:
    """Refuse a text whose fonts do not say which characters their glyphs are."""
    unmapped = len(_UNMAPPED.findall(original.text))
    if unmapped * 100 > len(original.text):
        message = f"{unmapped} glyphs of this PDF stand for no known character."
        raise ReadError("undecodable", message, "Print it to a new PDF, or run it through OCR.")
    return original


def _without_furniture(pages: list[list[Line | RuledTable]]) -> Iterator[tuple[Line | RuledTable, ...]]:
    """Drop page numbers, and the heads and feet that repeat on most pages."""
    edges = Counter(line.text for page in pages for line in _outer_lines(page))
    often = max(_HEADER_PAGES, len(pages) // 2 + 1)
    for page in pages:
        dropped = {
            id(line)
            for line in _outer_lines(page)
            if furniture().is_page_mark(line.text) or edges[line.text] >= often
        }
        yield tuple(item for item in page if id(item) not in dropped)


def _outer_lines(page: list[Line | RuledTable]) -> list[Line]:
    """The first and the last item of a page, where they are lines."""
    outer = {id(item): item for item in (*page[:1], *page[-1:])}
    return [item for item in outer.values() if isinstance(item, Line)]


def _sheet(number: int, items: tuple[Line | RuledTable, ...]) -> _Sheet:
    lines = [item for item in items if isinstance(item, Line)]
    if not lines:
        return _Sheet(number, items, 0.0, 0.0, False)
    left = min(line.x0 for line in lines)
    indents = any(1.2 * line.size < line.x0 - left < 3.5 * line.size for line in lines)
    return _Sheet(number, items, left, max(line.x1 for line in lines), indents)


def _write(draft: Draft, sheets: list[_Sheet]) -> None:
    """Write all pages; what is open at the end of a page may go on upon the next."""
    text, last, last_sheet = "", None, None
    table: RuledTable | None = None
    for sheet in sheets:
        for place, item in enumerate(sheet.items):
            if isinstance(item, RuledTable):
                draft.paragraph(text)
                text, last = "", None
                if table and place == 0 and item.continues(table):
                    table = table.joined(item)
                    continue
                _write_table(draft, table)
                table = item
                continue
            _write_table(draft, table)
            table = None
            if last and last_sheet and _runs_on(last, last_sheet, item, sheet):
                text = _glued(text, item.text)
            else:
                draft.paragraph(text)
                text = item.text
            last, last_sheet = item, sheet
        draft.page(sheet.number)
    draft.paragraph(text)
    _write_table(draft, table)


def _write_table(draft: Draft, table: RuledTable | None) -> None:
    if table:
        draft.table(table.rows())


def _runs_on(last: Line, last_sheet: _Sheet, line: Line, sheet: _Sheet) -> bool:
    """Does the paragraph go on in this line? The last one must be full, this one must not be set in."""
    if abs(last.size - line.size) > 0.25 * line.size or _NEW_PARAGRAPH.match(line.text):
        return False
    full = last.x1 > last_sheet.right - 1.6 * last.size
    at_margin = line.x0 < sheet.left + 0.8 * line.size
    if last.text.endswith(_SENTENCE_END) and not last_sheet.indents:
        return False
    return full and at_margin


def _glued(text: str, line: str) -> str:
    between = " " if text[-1:].isascii() and line[:1].isascii() else ""
    return f"{text}{between}{line}"
