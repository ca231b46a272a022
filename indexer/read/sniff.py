"""What a file really is, from its first bytes: names and suffixes lie too often.

A ``.doc`` may be HTML that a web form wrote, a ``.pdf`` an error page, a ``.txt`` a Word file that a
mirror site dumped as text. So nothing here ever sees a name.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from indexer.read.encoding import is_utf16

EMPTY = "application/x-empty"
BINARY = "application/octet-stream"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_WORD = "application/msword"
OFFICE = "application/vnd.openxmlformats-officedocument"
ZIP = "application/zip"
DAMAGED_ZIP = "application/x-damaged-zip"
RTF = "application/rtf"
MHTML = "multipart/related"

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"{\\rtf", RTF),
)
ARCHIVES = frozenset({ZIP, "application/vnd.rar", "application/x-7z-compressed", "application/gzip",
                      "application/x-bzip2", "application/x-xz", "application/x-tar"})  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_AS_TEXT = tuple(sign.encode() for sign in ("\u0871\x1a", "\u0871>", "邢唷", "ÐÏ\x11à¡±"))
"""The same eight bytes, read as UTF-8, GBK and Latin-1 and saved as text (domain notes, 5.1)."""

_HTML = re.compile(
    r"\s{0,999}(?:<!--.{0,9999}?-->\s{0,99}|<\?xml[^>]{0,300}>\s{0,99}){0,5}"
    r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|table|div|center|p|span|section|article|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</(?:p|div|td|tr|table|span|li|body|html)\s{0,9}>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} |\|[ :-]*-{3})", re.MULTILINE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"
_HEAD = 65_536


def sniff(data: bytes) -> str:
    """The media type of a file, from its content.

    >>> sniff(b"%PDF-1.7 ..."), sniff(" 年度报告".encode("gb18030")), sniff("<p>报告</p>".encode())
    ('application/pdf', 'text/plain', 'text/html')
    """
    head = data[:_HEAD]
    if not head.strip() and not data.strip():
        return EMPTY
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(_OLE) or any(sign in head[:200] for sign in _OLE_AS_TEXT):
        return OLD_WORD
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_type(data)
    if head[257:262] == b"ustar":
        return "application/x-tar"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    for magic, media_type in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head[:32]):
            return media_type
    return _text_type(head)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return DAMAGED_ZIP
    if "word/document.xml" in names:
        return DOCX
    return OFFICE if names & {"[Content_Types].xml", "mimetype", "content.xml"} else ZIP


def _text_type(head: bytes) -> str:
    wide = is_utf16(head)
    if not wide and len(head.translate(None, _CONTROLS)) < 0.98 * len(head):
        return BINARY
    if wide:
        codec = "utf-16-be" if head[:2] == b"\xfe\xff" or head[:1] == b"\0" else "utf-16-le"
        text = head.decode(codec, errors="replace").lstrip("\ufeff")
    else:
        text = head.decode("utf-8", errors="replace").lstrip("\ufeff")
    if re.match(r"(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location):", text):
        return MHTML
    if _HTML.match(text) or len(_TAGS.findall(text)) >= 10:
        return HTML
    return MARKDOWN if _MARKDOWN.search(text) else PLAIN
