"""Damage undone: what a scraper or a converter did to a text, one function for each kind.

A repair is a pure function from a text to the edits that mend it, and it touches only what it can
prove. ``normalise.py`` puts repairs and folds in order. Each leaves its own output alone, on the
whole text and on every piece cut from it, so that a quotation from a repaired text is found in it.
"""

from __future__ import annotations

import re

from indexer.text.align import Edit
from indexer.text.readings import is_reading

HAN = "\u3400-\u9fff\uf900-\ufaff"
_SYLLABLE = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{1,7}"

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]+"
)


def drop_invisible(text: str) -> list[Edit]:
    """Delete what no reader sees: controls, zero-width and direction marks, private-use glyphs.

    Bullets and logos come out of fonts as private-use characters (U+E000–F8FF).
    """
    return [Edit(*match.span(), "") for match in _INVISIBLE.finditer(text)]


_SLIP = re.compile(rf"\?((?:[^\x00-\x7f]|[,!:;()]){{1,8}}?)([@-~])\(({_SYLLABLE})\)")
_TO_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def mend_gbk_slip(text: str) -> list[Edit]:
    """Shift back a run of GBK that lost one byte, where a pinyin annotation proves the result.

    ``12月31日。現將`` lost the first byte of ``。現`` (A1 A3 AC 46) and became ``?，F``; the scraper had
    already written the reading of 現 behind it. Only that reading can prove the repair: any two bytes
    decode to something.

    >>> mend_gbk_slip("12月31日?,F(xiàn)將")
    [Edit(start=6, end=15, text='。現')]
    """
    edits = []
    for match in _SLIP.finditer(text):
        run, letter, reading = match.groups()
        try:
            data = run.translate(_TO_FULL_WIDTH).encode("gbk") + letter.encode()
            shifted = data[1:].decode("gbk")
        except UnicodeError:
            continue
        if is_reading(shifted[-1], reading):
            # A3 is the second byte of 。, by far the most usual character to stand there.
            lost = "。" if data[0] == 0xA3 else "\ufffd"
            edits.append(Edit(*match.span(), lost + shifted))
    return edits


_ANNOTATED = re.compile(rf"(?<=[{HAN}])(?:[(（]{_SYLLABLE} ?[)）])+")
_ANNOTATION = re.compile(rf"[(（]({_SYLLABLE}) ?[)）]")


def strip_pinyin(text: str) -> list[Edit]:
    """Delete a bracketed syllable after a Han character that is that character's own reading.

    Mirror sites annotate some characters, and some of them annotate their own output again. Brackets
    that hold anything else stay: (APP), (PDF), (b).

    >>> strip_pinyin("公(gong)(gong)開(kai)APP(APP)(二)")
    [Edit(start=1, end=13, text=''), Edit(start=14, end=19, text='')]
    """
    edits = []
    for match in _ANNOTATED.finditer(text):
        start = end = match.start()
        for annotation in _ANNOTATION.finditer(text, start, match.end()):
            if not is_reading(text[start - 1], annotation.group(1)):
                break
            end = annotation.end()
        if end > start:
            edits.append(Edit(start, end, ""))
    return edits


_DOUBLED = re.compile(r"([,。、;:])[,.]+")


def drop_doubled_punctuation(text: str) -> list[Edit]:
    """Delete the second sign of ``，,`` and ``。.``, which converters leave behind."""
    return [Edit(match.start() + 1, match.end(), "") for match in _DOUBLED.finditer(text)]


_EMPHASIS = re.compile(r"\*(?:[^\S\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\*)+")


def drop_emphasis(text: str) -> list[Edit]:
    """Delete the ``**`` that Markdown sets around bold words, and its rules of ``* * *``.

    ``收到申请**4**件``
    """
    return [Edit(*match.span(), "") for match in _EMPHASIS.finditer(text)]


_PIPES = re.compile(r"\|{2,}")


def collapse_pipes(text: str) -> list[Edit]:
    """One ``|`` for a run of them: hundreds stand in for the cells of a lost layout table."""
    return [Edit(match.start() + 1, match.end(), "") for match in _PIPES.finditer(text)]
