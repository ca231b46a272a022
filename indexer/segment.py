"""Text -> words. The only place that knows jieba.

A *stretch* is a maximal run of Han characters, or of other letters and digits. Each is cut on its own,
without jieba's guesses at unknown words (HMM), so the same characters give the same words wherever they
stand. That buys two things: a cut is cached across reports, which share most of their sentences, and
where a word stands can be found again from the stretches that contain it, without cutting the whole text.

jieba and its dictionary are loaded when the first Han stretch is cut, not before: a page without words
to mark never pays for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import chain
from math import inf, log
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import jieba

LONGEST_STRETCH = 256
"""A longer stretch is cut after so many characters: no prose has one, and cutting stays linear."""
CACHED_STRETCHES = 1 << 15
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_OTHER = rf"[^\W_{_HAN}]"
_STRETCH = re.compile(rf"[{_HAN}]{{1,{LONGEST_STRETCH}}}|{_OTHER}{{1,{LONGEST_STRETCH}}}")
_IS_HAN = re.compile(f"[{_HAN}]")
_IS_OTHER = re.compile(_OTHER)
_IS_PLAIN = re.compile("[\u4e00-\u9fd5]+")
"""What jieba takes for one piece to cut; it sets rarer characters apart by rules of its own."""


class WordCutter(Protocol):
    """What an engine needs to index a text."""

    def words(self, text: str) -> list[str]:
        """The words of a text, each as often as it stands there."""
        ...


class Segmenter:
    """Cuts normalised text into words. Safe to share between threads.

    >>> cutter = Segmenter(getfixture("tmp_path"))
    >>> cutter.query_words("政府信息公开 app 3件")
    ['政府信息公开', 'app', '3', '件']
    >>> cutter.words("政府信息公开")
    ['政府信息公开', '政府', '政府信息', '信息', '信息公开', '公开']
    >>> cutter.occurrences("公开", "主动公开,公开")
    [(2, 4), (5, 7)]
    """

    def __init__(self, cache_folder: Path) -> None:
        """jieba's compiled dictionary is kept in ``cache_folder``, never in the system's shared folder."""
        self._cache_folder = cache_folder
        self._tokenizer: jieba.Tokenizer | None = None
        self._loading = Lock()
        self._cut = lru_cache(CACHED_STRETCHES)(self._cut_stretch)
        self._words_of = lru_cache(CACHED_STRETCHES)(self._find_words)

    def query_words(self, text: str) -> list[str]:
        """The words of a query: jieba's cut, and nothing else."""
        return list(chain.from_iterable(map(self._cut, _STRETCH.findall(text))))

    def words(self, text: str) -> list[str]:
        """The words to index: jieba's cut, and every word of the dictionary inside a word of the cut.

        So 政府信息公开 is found by 政府, 信息, 公开 and 信息公开 too. jieba's own search mode knows
        parts of two and three characters only.
        """
        return list(chain.from_iterable(map(self._words_of, _STRETCH.findall(text))))

    def occurrences(self, word: str, text: str) -> list[tuple[int, int]]:
        """Where ``word`` is among the words of ``text``: as many places as ``words(text).count(word)``.

        Only the stretches that contain it are looked at: most of a text is passed over.
        """
        places: list[tuple[int, int]] = []
        at, done = text.find(word) if _STRETCH.match(word) else -1, 0
        while at >= 0:
            stretch = _stretch_at(text, at, done)
            first, done = stretch.span()
            places += (
                (first + start, first + start + len(word))
                for candidate, start in self._find_index_words(stretch.group())
                if candidate == word
            )
            at = text.find(word, done)
        return places

    def _cut_stretch(self, stretch: str) -> tuple[str, ...]:
        if not _IS_HAN.match(stretch):
            return (stretch,)
        tokenizer = self._load()
        if _IS_PLAIN.fullmatch(stretch):
            return _best_cut(stretch, tokenizer.FREQ, log(tokenizer.total))
        return tuple(tokenizer.cut(stretch, HMM=False))

    def _find_words(self, stretch: str) -> tuple[str, ...]:
        return tuple(word for word, _ in self._find_index_words(stretch))

    def _find_index_words(self, stretch: str) -> tuple[tuple[str, int], ...]:
        """Every word to index, with its place in the stretch: each word of the cut, then its parts."""
        found: list[tuple[str, int]] = []
        start = 0
        for word in self._cut(stretch):
            found.append((word, start))
            if len(word) > 2 and _IS_HAN.match(word):
                found += ((part, start + place) for part, place in self._parts(word))
            start += len(word)
        return tuple(found)

    def _parts(self, word: str) -> list[tuple[str, int]]:
        frequencies: dict[str, int] = self._load().FREQ
        size = len(word)
        return [
            (word[start:end], start)
            for start in range(size - 1)
            for end in range(start + 2, size + 1)
            if end - start < size and frequencies.get(word[start:end])
        ]

    def _load(self) -> jieba.Tokenizer:
        """jieba with the field's own words; an object of ours, because its global one is anybody's."""
        if self._tokenizer is None:
            with self._loading:
                if self._tokenizer is None:
                    self._tokenizer = _open_tokenizer(self._cache_folder)
        return self._tokenizer


def _stretch_at(text: str, place: int, done: int) -> re.Match[str]:
    """The stretch that holds the letter at ``place``; ``done`` is the end of a stretch before it, or 0."""
    letter = _IS_HAN if _IS_HAN.match(text, place) else _IS_OTHER
    start = place
    while start > done and letter.match(text, start - 1):
        start -= 1
    # A very long run of letters is several stretches.
    return next(stretch for stretch in _STRETCH.finditer(text, start) if stretch.end() > place)


def _best_cut(stretch: str, frequencies: Mapping[str, int], log_total: float) -> tuple[str, ...]:
    """The likeliest cut by the dictionary: jieba's own, to the last word, in a third of the time.

    From the end to the beginning, the best word to begin at each place; of equal ones the longest.
    """
    size = len(stretch)
    scores, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        end, best, best_end = start + 1, -inf, 0
        while end <= size:
            frequency = frequencies.get(stretch[start:end])
            if frequency is None:
                break
            if frequency:
                score = log(frequency) - log_total + scores[end]
                if score >= best:
                    best, best_end = score, end
            end += 1
        if not best_end:  # No word of the dictionary begins here.
            best, best_end = log(1) - log_total + scores[start + 1], start + 1
        scores[start], ends[start] = best, best_end
    words, start = [], 0
    while start < size:
        words.append(stretch[start : ends[start]])
        start = ends[start]
    return tuple(words)


def _open_tokenizer(cache_folder: Path) -> jieba.Tokenizer:
    import logging

    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # it reports its loading on stderr, and a read-only folder too
    cache_folder.mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache_folder)
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    tokenizer.initialize()
    for word, frequency in _field_words():
        tokenizer.add_word(word, frequency)
    return tokenizer


def _field_words() -> list[tuple[str, int]]:
    """The words of ``data/userdict.txt`` with their frequencies."""
    lines = resources.files("indexer.data").joinpath("userdict.txt").read_text("utf-8").splitlines()
    entries = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return [(word, int(frequency)) for word, frequency in entries]
