"""One source file's bytes -> Original: the format is decided from the content, never from the name."""

from __future__ import annotations

from collections.abc import Callable

from indexer.errors import ReadError
from indexer.model import Original, SourceFile
from indexer.read import sniff
from indexer.read.encoding import decode
from indexer.read.html import read_html
from indexer.read.plain import read_plain

MAX_LINES = 250_000
"""A report has some hundred lines. A file with more than this is a log or a data dump."""

_AGAIN = "Fetch it again from its source."
_CONVERT = "Open it in an office program and save it as .docx or PDF with text."
_REFUSED = {
    sniff.EMPTY: ("empty_file", "is empty.", _AGAIN),
    sniff.BINARY: ("binary_file", "is binary data, not a document.", _AGAIN),
    sniff.OLD_WORD: ("old_word", "is an old binary Word or WPS file, or a dump of one.", _CONVERT),
    sniff.OFFICE: ("unsupported_format", "is a spreadsheet, slides or another office format.", _CONVERT),
    sniff.DAMAGED_ZIP: ("damaged_file", "is a Word file or an archive that was cut off.", _AGAIN),
    sniff.RTF: ("unsupported_format", "is in Rich Text Format.", _CONVERT),
    sniff.MHTML: ("unsupported_format", "is a web archive or a mail.", "Save the page as HTML."),
}
_ARCHIVE = ("archive_in_archive", "is an archive, not a document.", "Unpack it and read its folder.")
_IMAGE = ("image", "is a picture: there are no words in it to search.", "Look for a version of it with text.")


def read_source(data: bytes, source: SourceFile) -> Original:
    """Read one file, whatever its format; :class:`~indexer.errors.ReadError` says why it cannot be read."""
    media_type = sniff.sniff(data)
    reader = _READERS.get(media_type)
    if reader is None:
        code, what, hint = _refusal(media_type)
        raise ReadError(code, f"{source.path} {what}", hint)
    original = reader(data)
    if not original.text.strip():
        raise ReadError("no_text", f"{source.path} has no words in it.", _AGAIN)
    return original


def _refusal(media_type: str) -> tuple[str, str, str]:
    if media_type in sniff.ARCHIVES:
        return _ARCHIVE
    return _IMAGE if media_type.startswith("image/") else _REFUSED[media_type]


def _read_docx(data: bytes) -> Original:
    from indexer.read.docx import read_docx  # imported late: most builds meet no Word file

    return read_docx(data)


def _read_pdf(data: bytes) -> Original:
    from indexer.read.pdf import read_pdf  # imported late: it takes as long to import as to read ten texts

    return read_pdf(data)


def _read_page(data: bytes) -> Original:
    return read_html(*decode(data))


def _read_text(data: bytes) -> Original:
    text, encoding, problems = decode(data)
    if text.count("\n") > MAX_LINES:
        message = f"The file has {text.count(chr(10))} lines: it is a log or a data file, not a report."
        raise ReadError("too_large", message, "Take it out of the corpus.")
    return read_plain(text, encoding, problems)


_READERS: dict[str, Callable[[bytes], Original]] = {
    sniff.PLAIN: _read_text,
    sniff.MARKDOWN: _read_text,
    sniff.HTML: _read_page,
    sniff.PDF: _read_pdf,
    sniff.DOCX: _read_docx,
}
