"""Differences of form that no reader of Chinese would search by, folded into one.

Full-width and half-width signs, traditional and simplified script, styles of quotation marks and
dashes, capitals, spaces. A fold is a pure function from a text to edits, like a repair, and leaves
its own output alone, on the whole text and on every piece cut from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby, takewhile

from indexer.text.align import Edit
from indexer.text.script import to_simplified

_COMPATIBILITY = re.compile(r"[^\x00-\x7f\u4e00-\u9fff。、《》“”‘’]+")


_LONGEST_FOLD = 6
"""㌖ becomes six letters. An Arabic ligature for a sentence becomes 18: a file full of them would explode."""


# Fonts of PDF files give radicals for whole characters: ⺠ for 民. Unicode decomposes the Kangxi radicals,
# but not these of its supplement (U+2E80–2EFF; pairs as in its EquivalentUnifiedIdeograph list).
_RADICALS = str.maketrans(
    "⺁⺊⺎⺒⺓⺛⺝⺞⺟⺠⺪⺫⺬⺯⺱⺷⺹⺻⺽⻁⻃⻄⻅⻆⻉⻊⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻞⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂卜尢巳幺旡月歺母民疋目示糸罒羊老聿臼虎覀西见角贝足车長镸长门雨青韦页风飞食食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_RADICAL = re.compile(f"[{''.join(map(chr, _RADICALS))}]+")


def fold_radicals(text: str) -> list[Edit]:
    """A radical that stands for a whole character, as that character.

    >>> fold_radicals("人⺠政府")
    [Edit(start=1, end=2, text='民')]
    """
    return [Edit(*match.span(), match.group().translate(_RADICALS)) for match in _RADICAL.finditer(text)]


@cache
def _joins(character: str) -> bool:
    """Whether the character belongs to the letter before it: an accent, or a part of a Korean syllable.

    Those of half width do too: ``ｶﾞ`` is two characters, and one when it is folded.
    """
    first = unicodedata.normalize("NFKC", character)[0]
    return unicodedata.combining(first) > 0 or "\u1160" <= first <= "\u11ff"


@cache
def _stays(character: str) -> bool:
    """Whether the character is left as it is: a ligature too long, or an accent without its letter."""
    folded = unicodedata.normalize("NFKC", character)
    return len(folded) > _LONGEST_FOLD or (len(folded) > 1 and folded[0] == " " and _joins(folded[1]))


def _clusters(run: str) -> list[str]:
    """A run cut before every character that starts a letter of its own."""
    pieces: list[str] = []
    for character in run:
        if pieces and _joins(character) and not _stays(pieces[-1][0]):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def fold_compatibility(text: str) -> list[Edit]:
    """Unicode NFKC: full-width letters and signs, Kangxi radicals, circled numbers, composed accents.

    Accents that stand alone (´ ￣) stay: Unicode makes a space with an accent of them, and once the space is
    gone the accent would belong to the letter before it.

    >>> from indexer.text.align import apply
    >>> apply("ｶﾞ①ａ´", fold_compatibility("ｶﾞ①ａ´"))
    'ガ1a´'
    """
    if unicodedata.is_normalized("NFKC", text):
        return []
    edits = []
    for match in _COMPATIBILITY.finditer(text):
        start, end = match.span()
        if start and _joins(text[start]) and text[start - 1].isascii():
            start -= 1
        for cluster in _clusters(text[start:end]):
            folded = unicodedata.normalize("NFKC", cluster)
            if folded != cluster and not _stays(cluster[0]):
                edits.append(Edit(start, start + len(cluster), folded))
            start += len(cluster)
    return edits


_BEHIND_NOTHING = re.compile(r"(?<=[\s*])[^\x00-\x7f\u4e00-\u9fff]+")


def drop_stray_accents(text: str) -> list[Edit]:
    """Delete an accent behind a space or an asterisk: what these leave behind would be another letter.

    >>> from indexer.text.align import apply
    >>> apply("A \u0301B", drop_stray_accents("A \u0301B"))
    'A B'
    """
    edits = []
    for match in _BEHIND_NOTHING.finditer(text):
        stray = len(list(takewhile(_joins, match.group())))
        if stray:
            edits.append(Edit(match.start(), match.start() + stray, ""))
    return edits


def simplify_script(text: str) -> list[Edit]:
    """Traditional to simplified characters (OpenCC t2s), where the text is proven to be traditional."""
    simplified = to_simplified(text)
    if simplified == text:
        return []
    if len(simplified) != len(text):
        return _simplify_by_line(text)
    changed = (place for place, pair in enumerate(zip(text, simplified, strict=True)) if pair[0] != pair[1])
    # Neighbours share one edit: consecutive places keep the same distance to their rank.
    runs = groupby(enumerate(changed), key=lambda item: item[1] - item[0])
    edits = []
    for _, run in runs:
        places = [place for _, place in run]
        edits.append(Edit(places[0], places[-1] + 1, simplified[places[0] : places[-1] + 1]))
    return edits


def _simplify_by_line(text: str) -> list[Edit]:
    """The same for tables that change a length: the line that does is aligned as a whole."""
    edits, start = [], 0
    for line in text.splitlines(keepends=True):
        simplified = to_simplified(line)
        if simplified != line:
            edits.append(Edit(start, start + len(line), simplified))
        start += len(line)
    return edits


_REGIONAL = re.compile(r"(?<=政府)资讯|资讯(?=公开)")


def fold_regional_words(text: str) -> list[Edit]:
    """信息 where a Taiwan converter put 资讯: only in 政府资讯 and 资讯公开, which mean nothing else."""
    return [Edit(*match.span(), "信息") for match in _REGIONAL.finditer(text)]


_MARKS = str.maketrans("„‟「」『』﹁﹂﹃﹄‐‑‒–—―−〔〕【】〖〗•", "“”“”‘’“”‘’-------[][][]·")
_FOLDED_MARKS = re.compile(f"[{''.join(map(chr, _MARKS))}]+")
_STRAIGHT_QUOTES = re.compile(r'"+|\n')


def fold_marks(text: str) -> list[Edit]:
    """One form for quotation marks (“ ” ‘ ’), dashes (-) and square brackets ([ ]), sign by sign.

    Straight quotation marks open and close in turn within a line.

    >>> from indexer.text.align import apply
    >>> apply('「三審」—〔2019〕14号 "两微一端"', fold_marks('「三審」—〔2019〕14号 "两微一端"'))
    '“三審”-[2019]14号 “两微一端”'
    """
    edits = [Edit(*match.span(), match.group().translate(_MARKS)) for match in _FOLDED_MARKS.finditer(text)]
    return sorted([*edits, *_turn_quotes(text)]) if '"' in text else edits


def _turn_quotes(text: str) -> Iterator[Edit]:
    """Straight quotation marks of each line: the first opens, the second closes, and so on."""
    before = 0
    for match in _STRAIGHT_QUOTES.finditer(text):
        if match.group() == "\n":
            before = 0
            continue
        count = match.end() - match.start()
        turned = "“”" * (count // 2 + 1)
        yield Edit(*match.span(), turned[before % 2 :][:count])
        before += count


_CAPITALS = re.compile(r"[^\W\d_a-z\u2e80-\uffff]+")


def fold_case(text: str) -> list[Edit]:
    """Latin letters in lower case, letter by letter. Some have an accented form in lower case only: J̌, ǰ."""
    edits = []
    for match in _CAPITALS.finditer(text):
        start, end = match.span()
        while end < len(text) and _joins(text[end]):
            end += 1
        lower = "".join(small if len(small := c.lower()) == 1 else c for c in text[start:end])
        lower = unicodedata.normalize("NFC", lower)
        if lower != text[start:end]:
            edits.append(Edit(start, end, lower))
    return edits


_WHITE = re.compile(r"\s+")
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _spells(character: str) -> bool:
    """Whether the character belongs to a script that sets spaces between words."""
    return character.isalnum() and character < "\u2e80"


def fold_space(text: str) -> list[Edit]:
    """Chinese sets no spaces: keep one between two Latin words or numbers, and one line end for several.

    >>> from indexer.text.align import apply
    >>> apply("2019 年 Open  Data", fold_space("2019 年 Open  Data"))
    '2019年Open Data'
    """
    edits = []
    for match in _WHITE.finditer(text):
        white = match.group()
        if white == "\n":
            continue
        start, end = match.span()
        if _LINE_END.search(white):
            kept = "\n"
        elif start and end < len(text) and _spells(text[start - 1]) and _spells(text[end]):
            kept = " "
        else:
            kept = ""
        if white != kept:
            edits.append(Edit(start, end, kept))
    return edits
