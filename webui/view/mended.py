"""Where the text of a report is damaged and was repaired for searching."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from indexer.model import Normalised, Span

DAMAGE = ("mend_gbk_slip", "strip_pinyin")
"""The repairs that undo damage; the others only fold spellings."""


def mended_spots(normalised: Normalised, original: str) -> tuple[Span, ...]:
    """The damaged places of the original, in order: dropped annotations, and mended characters.

    None where no damage was repaired: folding a width or a script is no damage.
    """
    if not any(step.name in DAMAGE and step.changes for step in normalised.steps):
        return ()
    return tuple(_joined(sorted({*_dropped(normalised, original), *_replaced(normalised)})))


def _dropped(normalised: Normalised, original: str) -> Iterator[Span]:
    alignment = normalised.alignment
    for at in alignment.deletions(1, len(normalised.text)):
        span = alignment.deleted(at)
        if any(character.isalpha() for character in original[span.start : span.end]):
            yield span


def _replaced(normalised: Normalised) -> Iterator[Span]:
    alignment = normalised.alignment
    for at in np.flatnonzero(alignment.ends - alignment.starts > 1).tolist():
        yield alignment.to_original(at, at + 1)


def _joined(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
