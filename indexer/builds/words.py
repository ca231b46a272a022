"""The segmenter of this process: jieba's dictionary takes half a second and 150 MB, so it is loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indexer.segment import Segmenter
from indexer.settings import Settings


def segmenter_of(settings: Settings) -> Segmenter:
    """The segmenter that indexes this instance and cuts the queries to it."""
    return _segmenter(settings.cache.resolve())


@cache
def _segmenter(folder: Path) -> Segmenter:
    return Segmenter(folder)
