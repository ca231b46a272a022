"""Makes the bad-input corpus: every kind of file that a folder of scraped reports has been seen to hold.

``python -m tests.bad_input.make FOLDER`` writes it; :func:`make` does the same for tests. Each case says
which code the file must end with, and where: ``walk`` (refused unread), ``read`` (refused by its reader),
``recognise`` (readable, but no report), ``kept`` (a report, with that problem) or ``kept`` with ``ok``.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from tests.bad_input.texts import NOTE, PAGE, REGULATION, REPORT, TRADITIONAL
from tests.read.pdf_writer import Sheet, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64)


@dataclass(frozen=True)
class Case:
    """One entry of the corpus."""

    path: str
    stage: str
    code: str
    """The problem's code; ``ok`` where there is none."""
    content: bytes | Callable[[], bytes] = b""
    place: Callable[[Path], None] | None = None
    """Makes the entry where it is no ordinary file."""

    def write(self, folder: Path) -> None:
        """Write the entry into a folder."""
        path = folder / self.path.partition("!/")[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.place:
            self.place(path)
        else:
            path.write_bytes(self.content() if callable(self.content) else self.content)


def _zip(*members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packed) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def _docx(words: str) -> bytes:
    document, stream = Document(), io.BytesIO()
    for line in words.split("\n"):
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def _fat_docx() -> bytes:
    return _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<a>" + b" " * 60_000_000))


def _pdf(*lines: str) -> bytes:
    sheet = Sheet()
    for number, line in enumerate(lines):
        sheet.text(80, 80 + 20 * number, line)
    return pdf([sheet])


def _broken(data: bytes, *places: int) -> bytes:
    return bytes(0xFF if place in places else byte for place, byte in enumerate(data))


def _misread() -> bytes:
    return REPORT.encode("gb18030").decode("latin-1").encode()


def _sheet() -> bytes:
    return _zip(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<a/>"))


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _locked_zip() -> bytes:
    """A ZIP whose member is flagged as encrypted; Python can read such archives but not write them."""
    data = bytearray(_zip(("年报.txt", REPORT.encode())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


CASES = (
    Case("plain.txt", "kept", "ok", REPORT.encode()),
    Case("same-content.txt", "kept", "ok", REPORT.encode()),
    Case("no-suffix", "kept", "ok", REPORT.encode()),
    Case("lying-suffix.pdf", "kept", "ok", REPORT.encode()),
    Case("windows-lines.txt", "kept", "ok", REPORT.replace("\n", "\r\n").encode()),
    Case("byte-order-mark.txt", "kept", "ok", REPORT.encode("utf-8-sig")),
    Case("gb18030.txt", "kept", "ok", REPORT.encode("gb18030")),
    Case("big5.txt", "kept", "ok", TRADITIONAL.encode("big5hkscs", "ignore")),
    Case("utf-16.txt", "kept", "ok", REPORT.encode("utf-16")),
    Case("utf-16-without-mark.txt", "kept", "ok", REPORT.encode("utf-16-be")),
    Case("utf-32.txt", "kept", "ok", REPORT.encode("utf-32")),
    Case("page-in-gb2312.html", "kept", "ok", PAGE.encode("gb18030")),
    Case("page-saved-as-utf-8.html", "kept", "ok", PAGE.encode()),
    Case("page-named.doc", "kept", "ok", PAGE.encode()),
    Case("word.docx", "kept", "ok", lambda: _docx(REPORT)),
    Case("text.pdf", "kept", "ok", lambda: _pdf(*REPORT.split("\n"))),
    Case("2019 年报 “终稿” 'a' & b;.txt", "kept", "ok", REPORT.encode()),
    Case("目录/又一层/年报.txt", "kept", "ok", REPORT.encode()),
    Case("line-of-5-MB.txt", "kept", "ok", lambda: (REPORT + "公开信息，" * 350_000).encode()),
    Case("broken-bytes.txt", "kept", "broken_encoding", _broken(REPORT.encode(), 300, 903)),
    Case("latin-1-taken-for-gbk.txt", "kept", "wrong_encoding", _misread()),
    Case("archive.zip!/2020/甲局.txt", "kept", "ok", _zip(("2020/甲局.txt", REPORT.encode()))),
    Case("half-lost.txt", "read", "undecodable", REPORT.encode()[::2]),
    Case("question-marks.txt", "read", "undecodable", "\ufffd".join(REPORT).encode()),
    Case("mixed-encodings.txt", "read", "undecodable", REPORT.encode() + REPORT.encode("gb18030") * 2),
    Case("empty.txt", "read", "empty_file"),
    Case("white-space.txt", "read", "empty_file", b" \r\n\t\n" * 100),
    Case("random.bin", "read", "binary_file", bytes((n * n * 7 + n // 3) % 256 for n in range(9_000))),
    Case("program.exe", "read", "binary_file", b"MZ\x90\0\3\0\0\0" + bytes(3_000)),
    Case("old-word.doc", "read", "old_word", OLE + bytes(2_000)),
    Case("old-word-named.docx", "read", "old_word", OLE + bytes(2_000)),
    Case("word-dumped-as-text.txt", "read", "old_word", "\u0871\x1a>\x03 \ufffd bjbj 政府信息".encode() * 50),
    Case("rich-text.rtf", "read", "unsupported_format", rb"{\rtf1\ansi \u24180?}"),
    Case("sheet.xlsx", "read", "unsupported_format", _sheet),
    Case("saved-page.mht", "read", "unsupported_format", b"MIME-Version: 1.0\nSubject: a\n\n"),
    Case("picture.png", "read", "image", PNG),
    Case("picture-named.txt", "read", "image", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(300)),
    Case("archive.rar", "read", "archive_in_archive", b"Rar!\x1a\x07\0" + bytes(100)),
    Case("outer.zip!/inner.zip", "read", "archive_in_archive", _zip(("inner.zip", _zip(("a.txt", b"a"))))),
    Case("scanned.pdf", "read", "scanned_pdf", pdf([Sheet(), Sheet()])),
    Case("locked.pdf", "read", "encrypted_pdf", pdf([Sheet().text(80, 80, "年报")], encrypt=True)),
    Case("cut-off.pdf", "read", "damaged_file", lambda: _pdf(REPORT)[:600]),
    Case("cut-off.docx", "read", "damaged_file", lambda: _docx(REPORT)[:2_000]),
    Case("empty-parts.docx", "read", "damaged_file", _zip(("word/document.xml", b"<a"))),
    Case("bomb.docx", "read", "too_large", _fat_docx),
    Case("hollow-page.html", "read", "no_text", b"<html><body><script>a = 1;</script></body></html>"),
    Case("nested-page.html", "read", "damaged_file", b"<div>" * 100_000 + b"x"),
    Case("log.txt", "read", "too_large", b"0 |\n" * 300_000),
    Case("note.txt", "recognise", "not_a_report", NOTE.encode()),
    Case("regulation.txt", "recognise", "regulation", REGULATION.encode()),
    Case("line-of-10-MB.txt", "walk", "too_large", lambda: (REPORT + "公开信息，" * 700_000).encode()),
    Case("50-MB.txt", "walk", "too_large", lambda: REPORT.encode() * 60_000),
    Case("link-loop", "walk", "link", place=_link(".")),
    Case("link-out", "walk", "link", place=_link("/etc/hostname")),
    Case("link-broken", "walk", "link", place=_link("nowhere")),
    Case("pipe", "walk", "not_a_file", place=os.mkfifo),
    Case("locked.zip!/年报.txt", "walk", "encrypted_member", _locked_zip),
    Case("climbing.zip!/../../年报.txt", "walk", "unsafe_path", _zip(("../../年报.txt", REPORT.encode()))),
    Case("bomb.zip!/zeros.txt", "walk", "archive_bomb", lambda: _zip(("zeros.txt", bytes(15_000_000)))),
)


def make(folder: Path) -> dict[str, Case]:
    """Write the whole corpus into an empty folder; its cases by the path that they are known under."""
    for case in CASES:
        case.write(folder)
    for name in (".hidden.txt", ".DS_Store", "Thumbs.db", "sources.csv"):
        (folder / name).write_bytes(b"file,url\n")
    return {case.path: case for case in CASES}


if __name__ == "__main__":
    made = make(Path(sys.argv[1]))
    print("\n".join(f"{case.stage:10} {case.code:20} {path}" for path, case in made.items()))
