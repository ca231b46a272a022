"""Original text on a page: marks and anchors on top, not one character changed."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from indexer.model import Span
from webui.render import Layer, LayerKind, render_line, render_paragraphs

ALPHABET = "一二公开<>&\"'| \n\t\u3000𠀀é"


def content(markup: Markup) -> str:
    """What a reader sees of the markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", str(markup)))


@st.composite
def layered(draw: st.DrawFn) -> tuple[str, Span, list[Layer]]:
    text = draw(st.text(ALPHABET, max_size=60))
    start = draw(st.integers(0, len(text)))
    span = Span(start, draw(st.integers(start, len(text))))
    layers = []
    for number in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, len(text)))
        last = draw(st.integers(first, len(text)))
        kind = draw(st.sampled_from(LayerKind))
        layers.append(Layer(Span(first, last), kind, f"x{number}" if draw(st.booleans()) else ""))
    return text, span, layers


@given(layered())
def test_text_content_is_the_original(case: tuple[str, Span, list[Layer]]) -> None:
    text, span, layers = case
    for render in (render_line, render_paragraphs):
        assert content(render(text, span, layers)) == text[span.start : span.end]


@given(layered())
def test_elements_nest_and_anchors_are_unique(case: tuple[str, Span, list[Layer]]) -> None:
    text, span, layers = case
    for render in (render_line, render_paragraphs):
        markup = str(render(text, span, layers))
        stack: list[str] = []
        for closing, name in re.findall(r"<(/?)(\w+)[^>]*>", markup):
            if closing:
                assert stack.pop() == name
            else:
                stack.append(name)
        assert stack == []
        ids = re.findall(r' id="([^"]*)"', markup)
        assert len(ids) == len(set(ids))


@given(layered())
def test_every_layer_inside_has_its_anchor_and_covers_its_words(case: tuple[str, Span, list[Layer]]) -> None:
    text, span, layers = case
    markup = str(render_paragraphs(text, span, layers))
    ids = set(re.findall(r' id="([^"]*)"', markup))
    for layer in layers:
        inside = span.start <= layer.span.start and layer.span.end <= span.end
        words = text[layer.span.start : layer.span.end]
        if layer.id and inside and words.strip("\n"):
            assert layer.id in ids
    marked = {i for layer in layers if layer.kind == LayerKind.MARK for i in range(*layer.span)}
    expected = "".join(text[i] for i in range(*span) if i in marked and text[i] != "\n")
    assert "".join(map(html.unescape, re.findall(r"<mark[^>]*>([^<]*)", markup))) == expected


@pytest.mark.parametrize(
    ("text", "layers", "expected"),
    [
        ("公开", [], "公开"),
        ("a<b", [Layer(Span(0, 3), LayerKind.MARK)], "<mark>a&lt;b</mark>"),
        (
            "一二三",
            [Layer(Span(0, 3), LayerKind.EVIDENCE, "e-year"), Layer(Span(1, 2), LayerKind.MARK, "m1")],
            '<span id="e-year" class="evidence">一</span>'
            '<span class="evidence"><mark id="m1">二</mark></span><span class="evidence">三</span>',
        ),
        (
            "一二",
            [Layer(Span(0, 1), LayerKind.MARK, "m1"), Layer(Span(1, 2), LayerKind.MARK, "m2")],
            '<mark id="m1">一</mark><mark id="m2">二</mark>',
        ),
        (
            "一二",
            [Layer(Span(0, 2), LayerKind.EVIDENCE, "a"), Layer(Span(0, 2), LayerKind.EVIDENCE, "b")],
            '<span id="b" class="place"></span><span id="a" class="evidence">一二</span>',
        ),
        (
            "一二",
            [Layer(Span(1, 1), LayerKind.EVIDENCE, "blank")],
            '一<span id="blank" class="place"></span>二',
        ),
        (
            "一",
            [Layer(Span(0, 1), LayerKind.EVIDENCE, 'x"><script>', 'a"b')],
            '<span id="x&quot;&gt;&lt;script&gt;" class="evidence" title="a&quot;b">一</span>',
        ),
    ],
    ids=["plain", "escaped", "nested", "adjacent", "same place", "blank cell", "hostile id"],
)
def test_line(text: str, layers: list[Layer], expected: str) -> None:
    assert str(render_line(text, Span(0, len(text)), layers)) == expected


def test_long_text_with_many_marks_is_quick() -> None:
    text = "公开信息\n" * 100_000
    layers = [Layer(Span(i, i + 2), LayerKind.MARK, f"m{i}") for i in range(0, len(text), 25)]
    assert str(render_paragraphs(text, Span(0, len(text)), layers)).count("<mark") == len(layers)
