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
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from indexer.errors import ReadError
from indexer.model import Original, Problem
from indexer.read.furniture import furniture
from indexer.read.pdf_flow import Flow
from indexer.read.pdf_page import Line, Sheet, read_sheet

MAX_PAGES = 1_000
_AGAIN = "Fetch it again from its source."
_UNMAPPED = re.compile(r"\(cid:\d{1,6}\)")
_HEADER_PAGES = 3


def read_pdf(data: bytes) -> Original:
    """Read a PDF that has text; one that only has pictures of pages is refused as ``scanned_pdf``."""
    pages, problems = _pages(data)
    flow = Flow()
    for number, sheet in enumerate(_without_furniture(pages), 1):
        flow.page(number, sheet)
    flow.flush()
    return _judged(flow.draft.original("pdf", problems))


def _pages(data: bytes) -> tuple[list[Sheet], tuple[Problem, ...]]:
    """The pages, and the pages that could not be read."""
    pages: list[Sheet] = []
    problems: list[Problem] = []
    pictures = []
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                message = f"This PDF has {len(document.pages)} pages; a report has less than {MAX_PAGES}."
                raise ReadError("too_large", message, "Cut the report out of it.")
            for page in document.pages:
                try:
                    pages.append(read_sheet(page))
                except Exception as error:  # noqa: BLE001 - a broken page may trip the parser anywhere
                    pages.append(Sheet(0.0))
                    message = f"Page {page.page_number} cannot be read ({type(error).__name__})."
                    problems.append(Problem("damaged_page", message))
                else:
                    if not pages[-1].items and page.images:
                        pictures.append(page.page_number)
                page.close()
    except ReadError:
        raise
    except Exception as error:
        raise _refusal(error) from error
    if not any(sheet.items for sheet in pages):
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


def _without_furniture(pages: list[Sheet]) -> Iterator[Sheet]:
    """Drop page numbers, and the heads and feet that repeat on most pages."""
    edges = Counter(line.text for page in pages for line in _outer_lines(page))
    often = max(_HEADER_PAGES, len(pages) // 2 + 1)
    for page in pages:
        dropped = {
            id(line)
            for line in _outer_lines(page)
            if furniture().is_page_mark(line.text) or edges[line.text] >= often
        }
        yield Sheet(page.width, tuple(item for item in page.items if id(item) not in dropped))


def _outer_lines(page: Sheet) -> list[Line]:
    """The first and the last item of a page, where they are lines."""
    outer = {id(item): item for item in (*page.items[:1], *page.items[-1:])}
    return [item for item in outer.values() if isinstance(item, Line)]
