"""Damage to single characters, by converters, fonts and scraper mirrors (domain notes, §5.1–5.2)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from random import Random

from opencc import OpenCC
from pypinyin import Style, pinyin

_HAN = re.compile("[\u4e00-\u9fff]")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(text: str, random: Random) -> str:
    """The whole text in traditional script."""
    return str(_converter("s2t").convert(text))


def traditional_of_taiwan(text: str, random: Random) -> str:
    """The whole text in traditional script, in Taiwan's choice of characters."""
    return str(_converter("s2tw").convert(text))


def wrongly_traditional(text: str, random: Random) -> str:
    """The choices of a converter that looks at single characters: 製度, 全麵, 體係."""
    return traditional(text, random).translate(str.maketrans("制面系里后", "製麵係裏後"))


def _annotated(text: str, random: Random, style: Style, times: int) -> str:
    """Readings behind every fifth character or so."""

    def annotate(match: re.Match[str]) -> str:
        if random.random() > 0.2:
            return match[0]
        reading = pinyin(match[0], style=style)[0][0]
        return match[0] + f"({reading})" * times

    return _HAN.sub(annotate, text)


def readings_with_tones(text: str, random: Random) -> str:
    """务(wù)院."""
    return _annotated(text, random, Style.TONE, 1)


def readings_without_tones(text: str, random: Random) -> str:
    """文(wen)章."""
    return _annotated(text, random, Style.NORMAL, 1)


def readings_doubled(text: str, random: Random) -> str:
    """公(gong)(gong)开: a mirror of a mirror."""
    return _annotated(text, random, Style.NORMAL, 2)


def traditional_with_readings(text: str, random: Random) -> str:
    """Both at once, as mirrors do."""
    return readings_with_tones(traditional(text, random), random)


def gbk_slips(text: str, random: Random) -> str:
    """The first byte of 。X lost, the rest read one byte off, the reading of X already written behind it."""

    def slip(match: re.Match[str]) -> str:
        data = match[0].encode("gbk")[1:]
        try:
            run, letter = data[:-1].decode("gbk"), data[-1:].decode("ascii")
        except UnicodeError:
            return match[0]
        if not "@" <= letter <= "~" or len(run) != 1:
            return match[0]
        reading = pinyin(match[0][1], style=Style.TONE)[0][0]
        return f"?{unicodedata.normalize('NFKC', run)}{letter}({reading})"

    return re.sub("。[\u4e00-\u9fa5]", slip, text)


def _sprinkled(text: str, random: Random, signs: str, share: float, between: str = r"(?<=.)(?=.)") -> str:
    """Signs put between characters of a line."""
    return re.sub(between, lambda _: random.choice(signs) if random.random() < share else "", text)


def zero_width(text: str, random: Random) -> str:
    """Zero-width spaces, joiners and byte order marks anywhere, inside numbers too."""
    return _sprinkled(text, random, "\u200b\u200c\u2060\ufeff", 0.1)


def soft_hyphens(text: str, random: Random) -> str:
    """Soft hyphens anywhere."""
    return _sprinkled(text, random, "\xad", 0.1)


def private_glyphs(text: str, random: Random) -> str:
    """Bullets and logos of a font's private area."""
    return _sprinkled(text, random, "\ue000\uf06c\uf0b7", 0.03)


def no_break_spaces(text: str, random: Random) -> str:
    """No-break and ideographic spaces between characters, not inside numbers."""
    return _sprinkled(text, random, "\xa0\u3000", 0.1, r"(?<=[^\s\d.,])(?=[^\s])|(?<=[^\s])(?=[^\s\d.,])")


def full_width_digits(text: str, random: Random) -> str:
    """２０２１."""
    return re.sub("[0-9]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


def full_width(text: str, random: Random) -> str:
    """Everything that has a full-width form, but pipes, in it."""
    return re.sub("[!-{}]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


@cache
def _radicals() -> dict[str, str]:
    kangxi = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
    return kangxi | {"民": "⺠", "长": "⻓", "见": "⻅", "西": "⻄", "页": "⻚", "门": "⻔"}


def radicals(text: str, random: Random) -> str:
    """Radicals in place of the characters that look like them, as PDF fonts give them."""
    return "".join(_radicals().get(character, character) for character in text)


def doubled_punctuation(text: str, random: Random) -> str:
    """，, and 。."""
    return re.sub("[，。]", lambda m: m[0] + ("," if m[0] == "，" else ".") * (random.random() < 0.3), text)
