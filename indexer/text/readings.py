"""The readings of a character, to prove that a bracketed syllable is its own pinyin."""

from __future__ import annotations

import unicodedata
from functools import cache


def toneless(syllable: str) -> str:
    """A syllable without tone marks, ``ü`` and ``v`` as ``u``, in lower case.

    >>> toneless("Lǜ"), toneless("lv")
    ('lu', 'lu')
    """
    letters = unicodedata.normalize("NFD", syllable.lower())
    return "".join(c for c in letters if unicodedata.category(c) != "Mn").replace("v", "u")


@cache
def readings(character: str) -> frozenset[str]:
    """Every toneless reading of one Han character, of its traditional and its simplified form.

    >>> sorted(readings("長"))
    ['chang', 'zhang']
    """
    # Imported here: most texts hold no annotation, and the dictionary takes a tenth of a second.
    from pypinyin import Style, pinyin

    from indexer.text.script import to_simplified

    forms = {character, to_simplified(character)}
    found = (pinyin(form, style=Style.NORMAL, heteronym=True)[0] for form in forms)
    return frozenset(toneless(reading) for each in found for reading in each)


def is_reading(character: str, syllable: str) -> bool:
    """Whether the syllable, with or without tone marks, is a reading of the character."""
    return toneless(syllable.strip()) in readings(character)
