"""Numbers as reports write them: digits, Chinese numerals, and mixtures of both.

All functions read normalised text, where full-width digits are already ASCII and capital O is ``o``.
What a numeral does not determine comes back as None: 三五件 means "three to five", not 35.
"""

from __future__ import annotations

import re

ZERO = "零〇○o"
_DIGITS = {
    **dict.fromkeys(ZERO, 0),
    **{char: value for value, char in enumerate("一二三四五六七八九", start=1)},
    **{char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "两": 2,
}
_TENS = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join((*_DIGITS, *_TENS, *_UNITS, *_BIG)).replace("o", "")
"""Every character that a Chinese numeral is made of."""

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,4})?|\d{1,15}(?:\.\d{1,4})?)[万千百亿]?"
    rf"|[{CHARACTERS}]{{1,16}}"
)
"""One count, in digits or in characters, for use inside a larger expression."""

_ARABIC = re.compile(r"(\d{1,3}(?:[, ]\d{3}){1,4}|\d{1,15})(\.\d{1,4})?([百千万亿]?)")
_POSITIONAL = re.compile(rf"[一二三四五六七八九{ZERO}]{{2,8}}")


def parse_count(text: str) -> int | float | None:
    """The number that ``text`` writes, or None where it writes none, or more than one.

    >>> [parse_count(text) for text in ("1,240.00", "2万", "1.2万", "十二", "一百零三", "两千", "三万五")]
    [1240, 20000, 12000, 12, 103, 2000, 35000]
    >>> [parse_count(text) for text in ("廿", "〇", "二〇", "三五", "数百", "")]
    [20, 0, 20, None, None, None]
    """
    text = text.strip()
    match = _ARABIC.fullmatch(text)
    if match:
        return _arabic(match)
    if _POSITIONAL.fullmatch(text):
        return _positional(text)
    return _chinese(text)


def _arabic(match: re.Match[str]) -> int | float:
    digits = re.sub(r"[, ]", "", match[1])
    factor = _UNITS.get(match[3]) or _BIG.get(match[3]) or 1
    if match[2] is None:
        return int(digits) * factor
    value = round(float(digits + match[2]) * factor, 4)
    return int(value) if value.is_integer() else value


def _positional(text: str) -> int | None:
    """Digit by digit (二〇 = 20); without a zero and with two digits it is a range (三五), not a number."""
    if len(text) < 3 and not any(char in ZERO for char in text):
        return None
    if text[0] in ZERO and len(text) == 2:
        return None
    return int("".join(str(_DIGITS[char]) for char in text))


def _chinese(text: str) -> int | None:
    if not text or any(char not in CHARACTERS and char != "o" for char in text):
        return None
    total = 0
    rest = text
    scale: int | None = None
    for big in ("亿", "万"):
        head, found, tail = rest.partition(big)
        if not found:
            continue
        value = _below_ten_thousand(head, None)
        if value is None or value == 0:
            return None
        total += value * _BIG[big]
        rest, scale = tail, _BIG[big]
    if not rest:
        return total
    value = _below_ten_thousand(rest, scale)
    return None if value is None else total + value


def _below_ten_thousand(text: str, scale: int | None) -> int | None:
    """千百十 and digits; a last digit without a unit counts tenths of the unit before it (三万五)."""
    total, digit, last = 0, None, scale
    for char in text:
        if char in ZERO:
            if digit is not None:
                return None
            last = None
            if text in ZERO:
                return 0
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if digit is not None:
                return None
            total, last = total + _TENS[char], 1
        elif char in _UNITS:
            unit = _UNITS[char]
            if digit is None and unit != 10:
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        else:
            return None
    if digit is not None:
        total += digit * (last // 10 if last and last > 10 else 1)
    return total


def parse_year(text: str) -> int | None:
    """The year that ``text`` writes digit by digit, in digits or characters.

    >>> [parse_year(text) for text in ("2019", "二〇一九", "二○一九", "二o一九", "二零一九", "19", "十九")]
    [2019, 2019, 2019, 2019, 2019, None, None]
    """
    digits = "".join(str(_DIGITS.get(char, char)) for char in text.strip())
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return int(digits)
    return None
