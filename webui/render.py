"""Original text as safe HTML: every character as the agency wrote it, with marks and anchors on top.

Marks and evidence are offsets into the original. They may nest, overlap and cross lines, and HTML
elements may not; so the text is cut wherever a layer begins or ends, and each piece wears the layers
that cover it. Everything is escaped, and the text content of the result is the text that went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from html import escape

from markupsafe import Markup

from indexer.model import Span


class LayerKind(IntEnum):
    """What a layer says of the text, the outermost element first."""

    PASSAGE = 0
    """The passage that a link leads to."""
    SHARED = 1
    """A statement that other reports have too."""
    COMMON = 2
    """One that so many agencies use that sharing it says little."""
    EVIDENCE = 3
    """Words that support a fact."""
    FAULT = 4
    """Words that a problem is about."""
    MENDED = 5
    """Damage that was repaired for searching."""
    DEBRIS = 6
    """Long runs of separators that a lost table left behind; shown short."""
    MARK = 7
    """Words that were searched for."""


_ELEMENTS = {
    LayerKind.PASSAGE: ("span", "passage"),
    LayerKind.SHARED: ("span", "shared"),
    LayerKind.COMMON: ("span", "shared common"),
    LayerKind.EVIDENCE: ("span", "evidence"),
    LayerKind.FAULT: ("span", "fault"),
    LayerKind.MENDED: ("span", "mended"),
    LayerKind.DEBRIS: ("span", "debris"),
    LayerKind.MARK: ("mark", ""),
}


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of the original that stands out."""

    span: Span
    kind: LayerKind
    id: str = ""
    """Anchor in the page, carried by the first piece; empty for none."""
    title: str = ""
    insert: str = ""
    """Markup that is drawn at a place without words of its own."""


def render_line(text: str, span: Span, layers: Sequence[Layer] = ()) -> Markup:
    """A stretch of text with its layers, on one line.

    >>> print(render_line("收费<b>", Span(0, 5), [Layer(Span(0, 2), LayerKind.MARK, "m1")]))
    <mark id="m1">收费</mark>&lt;b&gt;
    """
    return Markup("".join(_pieces(text, span, layers, set())))  # noqa: S704 - every piece is escaped


def render_paragraphs(
    text: str, span: Span, layers: Sequence[Layer] = (), after: Callable[[Span], str] | None = None
) -> Markup:
    """A stretch of text with its layers, a paragraph for each line. Line ends stay between them.

    ``after`` gives what stands at the end of a paragraph, as markup.

    >>> print(render_paragraphs("一、\\n\\n二、", Span(0, 6)))
    <p>一、</p>
    <BLANKLINE>
    <p>二、</p>
    """
    ordered = sorted((*layers, *find_debris(text, span)), key=lambda layer: layer.span)
    used: set[str] = set()
    out: list[str] = []
    waiting: list[Layer] = []
    following = 0
    for line in _lines(text, span):
        while following < len(ordered) and ordered[following].span.start <= line.end:
            waiting.append(ordered[following])
            following += 1
        inside = "".join(_pieces(text, line, waiting, used))
        if after is not None:
            inside += after(line)
        out.append(f"<p>{inside}</p>" if text[line.start : line.end].strip() else inside)
        if line.end < span.end:
            out.append("\n")
        waiting = [layer for layer in waiting if layer.span.end > line.end]
    return Markup("".join(out))  # noqa: S704 - every piece is escaped


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while (end := text.find("\n", start, span.end)) >= 0:
        yield Span(start, end)
        start = end + 1
    yield Span(start, span.end)


_DEBRIS = re.compile(r"[|｜ \t\xa0\u3000]{12,}|^[|｜ \t\xa0\u3000:-]+$", re.MULTILINE)


def find_debris(text: str, span: Span) -> Iterator[Layer]:
    """Long runs of separators, and lines of nothing else: one seed report alone has 1,047 bars."""
    for match in _DEBRIS.finditer(text, span.start, span.end):
        if "|" in match.group() or "｜" in match.group():
            yield Layer(Span(*match.span()), LayerKind.DEBRIS)


def _pieces(text: str, span: Span, layers: Sequence[Layer], used: set[str]) -> Iterator[str]:
    """The pieces between the borders of the layers, each in the elements of the layers that cover it."""
    near = [layer for layer in layers if layer.span.start <= span.end and layer.span.end >= span.start]
    if not near:
        yield escape(text[span.start : span.end])
        return
    starts = sorted(near, key=lambda layer: (layer.span.start, layer.kind))
    borders = {span.start, span.end}
    borders.update(place for layer in near for place in layer.span if span.start < place < span.end)
    active: list[Layer] = []
    following = 0
    ordered = sorted(borders)
    for start, end in zip(ordered, [*ordered[1:], span.end], strict=True):
        active = [layer for layer in active if layer.span.end > start]
        while following < len(starts) and starts[following].span.start <= start:
            layer = starts[following]
            following += 1
            if layer.span.end > start:
                active.append(layer)
            elif layer.insert:
                yield layer.insert
            elif layer.id and layer.id not in used and layer.span.start == layer.span.end:
                used.add(layer.id)
                yield _place(layer)
        if start < end:
            yield _wrap(escape(text[start:end]), active, used)


def _place(layer: Layer) -> str:
    """An anchor without words."""
    return f'<span id="{escape(layer.id)}" class="place"></span>'


def _wrap(content: str, layers: Sequence[Layer], used: set[str]) -> str:
    """Escaped words in one element for each kind of layer; further anchors stand before it."""
    if not layers:
        return content
    anchors = [layer for layer in layers if layer.id and layer.id not in used]
    used.update(layer.id for layer in anchors)
    for kind in sorted({layer.kind for layer in layers}, reverse=True):
        own = [layer for layer in layers if layer.kind == kind]
        fresh = [layer for layer in anchors if layer.kind == kind]
        name, style = _ELEMENTS[kind]
        identity = f' id="{escape(fresh[0].id)}"' if fresh else ""
        style = f' class="{style}"' if style else ""
        title = f' title="{escape(own[0].title)}"' if own[0].title else ""
        extra = "".join(map(_place, fresh[1:]))
        content = f"{extra}<{name}{identity}{style}{title}>{content}</{name}>"
    return content
