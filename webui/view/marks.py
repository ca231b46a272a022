"""The bar that walks the marks of the search that led to a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webui.address import Pairs, join, pairs, report_address, search_address
from webui.language import understood
from webui.parameters import Asked
from webui.search import OpenedReport
from webui.view.document import ChapterView
from webui.wording import Voice


@dataclass(frozen=True, slots=True)
class MarksView:
    """The marks of the search that led here, and the way from one to the next."""

    understood: str
    total: int
    current: int
    """Number of the mark that the page was opened at, from 1; 0 for none."""
    previous: str
    next: str
    back_url: str
    clear_url: str


def marks_view(
    opened: OpenedReport, shown: Sequence[ChapterView], current: int, text: str, voice: Voice
) -> MarksView | None:
    """The bar; None without words to mark. ``text`` is which text the page shows."""
    asked = opened.asked
    if asked.whole.node is None:
        return None
    anchors = [f"{chapter.anchor}m{n}" for chapter in shown for n in range(1, chapter.marks + 1)]
    current = min(current, len(anchors))

    def at(number: int) -> str:
        parameters = [*marking(asked), *text_parameter(text), ("mark", str(number))]
        return join(report_address(opened.report.id), parameters, anchors[number - 1])

    return MarksView(
        understood=understood(asked.whole, voice),
        total=len(anchors),
        current=current,
        previous=at(current - 1) if current > 1 else "",
        next=at(current + 1) if current < len(anchors) else "",
        back_url=search_address(asked),
        clear_url=report_address(opened.report.id),
    )


def marking(asked: Asked) -> Pairs:
    """The parameters that decide what is marked."""
    return [(name, value) for name, value in pairs(asked, paged=False) if name in ("q", "section")]


def text_parameter(text: str) -> Pairs:
    """The parameter that says which text is shown; none for the original."""
    return [] if text == "original" else [("text", text)]
