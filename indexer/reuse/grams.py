"""Runs of four characters as numbers, many texts at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.reuse.alike import GRAM

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint32)
"""Odd numbers without a pattern: a sum of products spreads over all of 32 bits."""


def hash_grams(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """The number of every run in the texts, and which text each is in. Short texts have none.

    Different runs of a corpus may share a number, about one in a thousand does. Then wording is taken for
    less unusual than it is, by one sentence.

    >>> numbers, owners = hash_grams(["人手不足够", "三字符"])
    >>> len(numbers), owners.tolist()
    (2, [0, 0])
    """
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    if len(codes) < GRAM:
        return np.zeros(0, np.uint32), np.zeros(0, np.int32)
    count = len(codes) - GRAM + 1
    numbers = np.zeros(count, dtype=np.uint32)
    for place, factor in enumerate(_FACTORS):
        numbers += codes[place : place + count] * factor
        numbers ^= numbers >> np.uint32(15)
    whole = owners[:count] == owners[GRAM - 1 :]
    return numbers[whole], owners[:count][whole]
