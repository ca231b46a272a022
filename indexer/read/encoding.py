"""Bytes -> text: which encoding a file is in, and what of it could not be read.

The steps stand in the order of how sure they are:

1. a byte order mark;
2. strict UTF-8: other encodings of Chinese practically never pass it by chance;
3. the charset that an HTML page declares, if it decodes strictly into plausible Chinese. It comes
   after UTF-8, because whoever saves a page again as UTF-8 seldom changes its declaration;
4. GB18030, Big5 and UTF-16 without a mark, told apart by how many of the decoded characters are common
   in Chinese. "Decodes without an error" proves nothing here: most Big5 texts are valid GB18030;
5. the same encodings with a few broken bytes, which become U+FFFD and a ``broken_encoding`` problem.

Where even the best reading loses one character in a hundred, the file is refused: half a report whose
numbers may be wrong is worse than none.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from indexer.errors import ReadError
from indexer.model import Problem, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_FAMILY = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
"""Declared names and the widest codec of each family: a page that says gb2312 means GBK or more."""

_DECLARATION = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([\w-]{3,20})""", re.IGNORECASE)
_MISREADINGS = (
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
    ("gb18030", "utf-8"),
)
"""(taken for, really): the wrong readings that mirror sites save as if nothing had happened."""

_SAMPLE = 20_000
PLAUSIBLE = 0.3
"""Share of common characters from which a text counts as Chinese: right readings have 0.6 and more,
wrong ones less than 0.1."""

LOST_AT_MOST = 0.01
"""Share of the characters that may be lost before the file is refused."""


class Decoded(NamedTuple):
    """A file's text with ``\\n`` at the end of its lines, the encoding that it was in, and what was lost."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text or HTML file.

    >>> decode("年度报告".encode("gb18030")).encoding
    'gb18030'
    >>> decode("政府資訊公開年度報告，本機關未收到申請。".encode("big5")).encoding
    'big5hkscs'
    """
    text, encoding = _read(data)
    text, misread = _undo_misreading(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if misread:
        encoding = f"{encoding}, {misread}"
    return Decoded(text, encoding, (*_misread(misread), *_lost(text)))


def declared_charset(data: bytes) -> str | None:
    """The Chinese encoding that an HTML page or an XML file says it is in.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    """
    found = _DECLARATION.search(data[:4096])
    return _FAMILY.get(found.group(1).decode("ascii").lower()) if found else None


def is_utf16(data: bytes) -> bool:
    """Bytes with NULs that read as Chinese in UTF-16: what looks like a binary file may be a text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return b"\0" in data and any(
        chinese(_tolerant(data[:_SAMPLE], codec)) >= PLAUSIBLE for codec in ("utf-16-le", "utf-16-be")
    )


def chinese(text: str) -> float:
    """Which share of a text's characters beyond ASCII is common in Chinese official prose.

    >>> chinese("政府信息公开") > 0.9, chinese("鏀垮簻淇℃伅鍏紑") < 0.2
    (True, True)
    """
    sample = text[:_SAMPLE]
    wide = _wide(sample)
    return len(_common().findall(sample)) / wide if wide else 0.0


def _wide(sample: str) -> int:
    """How many characters are beyond ASCII."""
    return len(sample) - len(sample.encode("ascii", "ignore"))


def _read(data: bytes) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace"), codec
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and not ("\0" in utf8 and is_utf16(data)):
        return utf8, "utf-8"
    declared = declared_charset(data)
    candidates = dict.fromkeys((*((declared,) if declared else ()), *_CANDIDATES))
    strict = {codec: text for codec in candidates if (text := _strict(data, codec)) is not None}
    best = max(strict, key=lambda codec: chinese(strict[codec]), default=None)
    if best and (chinese(strict[best]) >= PLAUSIBLE or (best == declared and best in strict)):
        return strict[best], best
    tolerant = {codec: _tolerant(data, codec) for codec in ("utf-8", *candidates)}
    best = max(tolerant, key=lambda codec: chinese(tolerant[codec]))
    return tolerant[best], best


def _undo_misreading(text: str) -> tuple[str, str | None]:
    """Undo one wrong reading that somebody saved: ``ÖÐ¹ú`` for 中国, ``鏀垮簻`` for 政府.

    Done only where the result proves itself: what was no Chinese, or nonsense, reads as Chinese.
    """
    if chinese(text) >= 0.2 or _wide(text[:_SAMPLE]) < 20:
        return text, None
    for wrong, right in _MISREADINGS:
        try:
            repaired = text.encode(wrong).decode(right, errors="replace")
        except UnicodeEncodeError:
            continue
        if chinese(repaired) >= PLAUSIBLE:
            return repaired, f"{right} read as {wrong}"
    return text, None


def _misread(misread: str | None) -> tuple[Problem, ...]:
    if not misread:
        return ()
    message = f"This file was saved after a wrong reading ({misread}), which was undone; check its numbers."
    return (Problem("wrong_encoding", message),)


def _lost(text: str) -> tuple[Problem, ...]:
    """What U+FFFD stands in the text: put there now, or by whoever saved the file."""
    lost = text.count("\ufffd")
    if not lost:
        return ()
    if lost > LOST_AT_MOST * len(text):
        message = f"{lost} of {len(text)} characters cannot be made out in any Chinese encoding."
        raise ReadError("undecodable", message, "Fetch it again from its source, or save it as UTF-8.")
    first = text.index("\ufffd")
    message = f"{lost} characters of this file are broken; the sign \ufffd stands for each of them."
    return (Problem("broken_encoding", message, Span(first, first + 1)),)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _tolerant(data: bytes, codec: str) -> str:
    return data.decode(codec, errors="replace")


@cache
def _common() -> re.Pattern[str]:
    lines = files("indexer").joinpath("data", "common_characters.txt").read_text("utf-8").splitlines()
    return re.compile(f"[{''.join(line for line in lines if not line.startswith('#'))}]")
