"""The passage of a report that a link leads to: ``/reports/ID?at=120-180#at``.

A place is given in characters of the original, because those stay what they are when the program learns to
cut sections and tables better.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.model import Span
from webui.render import Layer, LayerKind

ANCHOR = "at"
"""Both the parameter and the anchor of the passage."""


def passage_layers(passage: Span, text: str, stretches: Sequence[Span]) -> list[Layer]:
    """The passage, cut where the page cuts the text; the first piece carries the anchor.

    >>> layers = passage_layers(Span(1, 5), "一、公开 年报", [Span(0, 2), Span(2, 7)])
    >>> [(layer.span, layer.id) for layer in layers]
    [(Span(start=1, end=2), 'at'), (Span(start=2, end=4), '')]
    """
    start, end = passage
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    pieces = [Span(max(start, one.start), min(end, one.end)) for one in stretches]
    shown = [one for one in pieces if text[one.start : one.end].strip() and one.start < one.end]
    return [Layer(one, LayerKind.PASSAGE, ANCHOR if not number else "") for number, one in enumerate(shown)]
