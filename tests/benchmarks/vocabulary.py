"""The open end of the vocabulary: words of jieba's dictionary from common to rare, and invented names.

A corpus made of a fixed grammar alone stops growing new words after a few hundred reports; a real one
never does. Ranks follow the law of Zipf and Mandelbrot, so that few words are everywhere and most are rare.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.chance import Stream

_NOUNS = {"n", "nz", "vn", "ns", "nt", "nrt"}
_FLATTENING = 120
"""Mandelbrot's constant: how many of the first words are nearly equally common."""
_STEEPNESS = 1.7
"""Above 1, common words take more of the text than the law says: officials repeat themselves."""


@cache
def nouns() -> tuple[str, ...]:
    """The nouns of two to four Han characters in jieba's dictionary, the most frequent first.

    The dictionary is read as a file; importing jieba would load what the measurements leave out.
    """
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("jieba is not installed; run: make setup")
    path = Path(next(iter(spec.submodule_search_locations))) / "dict.txt"
    found: list[tuple[int, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        if tag in _NOUNS and 2 <= len(word) <= 4 and _everyday(word):
            found.append((-int(frequency), word))
    return tuple(word for _, word in sorted(found))


def _everyday(word: str) -> bool:
    """Whether the word is made of simplified characters in use: those of GB 2312."""
    return min(word) >= "\u4e00" and len(word.encode("gb2312", "ignore")) == 2 * len(word)


def noun(chance: Stream) -> str:
    """A noun: the first few hundred of the list often, any one of the others hardly ever."""
    words = nouns()
    rank = _FLATTENING * ((1 + len(words) / _FLATTENING) ** (chance.random() ** _STEEPNESS) - 1)
    return words[min(int(rank), len(words) - 1)]


def coined(chance: Stream, characters: str) -> str:
    """An invented proper name of two or three characters, hardly ever the same twice.

    >>> from tests.benchmarks.chance import Chance
    >>> len(coined(Chance(1), "云智惠阳光")) in (2, 3)
    True
    """
    length = 2 if chance.random() < 0.6 else 3
    return "".join([chance.pick(characters) for _ in range(length)])
