"""One source file's bytes -> Original: the format is decided from the content, never from the name."""

from __future__ import annotations

from collections.abc import Callable

from indexer.errors import ReadError
from indexer.model import Original, SourceFile
from indexer.read import sniff
from indexer.read.encoding import decode
from indexer.read.plain import read_plain

MAX_LINES = 250_000
"""A report has some hundred lines. A file with more than this is a log or a data dump."""

_AGAIN = "Fetch it again from its source."
_CONVERT = "Open it in an office program and save it as .docx or PDF with text."
_REFUSED = {
    sniff.EMPTY: ("empty_file", "The file is empty.", _AGAIN),
    sniff.BINARY: ("binary_file", "The file is binary data, not a document.", _AGAIN),
    sniff.OLD_WORD: ("old_word", "The file is an old binary Word or WPS file, or a dump of one.", _CONVERT),
    sniff.OFFICE: ("unsupported_format", "The file is a spreadsheet, slides or another office format.", _CONVERT),
    sniff.RTF: ("unsupported_format", "The file is in Rich Text Format.", _CONVERT),
    sniff.MHTML: ("unsupported_format", "The file is a web archive or a mail.", "Save the page as HTML."),
}
_ARCHIVE = ("archive_in_archive", "The file is an archive inside the corpus.", "Unpack it beside the other files.")
_IMAGE = ("image", "The file is a picture; there is no text in it to search.", "Look for the page's text version.")


def read_source(data: bytes, source: SourceFile) -> Original:
    """Read one file, whatever its format; :class:`~indexer.errors.ReadError` says why it cannot be read."""
    media_type = sniff.sniff(data)
    reader = _READERS.get(media_type)
    if reader is None:
        raise ReadError(*_refusal(media_type))
    original = reader(data)
    if not original.text.strip():
        raise ReadError("no_text", "There is no text in this file.", _AGAIN)
    return original


def _refusal(media_type: str) -> tuple[str, str, str]:
    if media_type in sniff.ARCHIVES:
        return _ARCHIVE
    if media_type.startswith("image/"):
        return _IMAGE
    return _REFUSED[media_type]


def _read_text(data: bytes) -> Original:
    text, encoding, problems = decode(data)
    if text.count("\n") > MAX_LINES:
        message = f"The file has {text.count(chr(10))} lines: it is a log or a data file, not a report."
        raise ReadError("too_large", message, "Take it out of the corpus.")
    return read_plain(text, encoding, problems)


_READERS: dict[str, Callable[[bytes], Original]] = {
    sniff.PLAIN: _read_text,
    sniff.MARKDOWN: _read_text,
}
