"""What can be done with a selection: compare its agencies, see its figures, take it away."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query import positive_terms
from webui.address import compare_address, join, pairs, search_address
from webui.parameters import Asked
from webui.wording import Voice


@dataclass(frozen=True, slots=True)
class ToolView:
    """A link to another view of the same reports."""

    label: str
    url: str
    type: str = ""
    """Media type of a file; empty for a page."""


@dataclass(frozen=True, slots=True)
class ToolsView:
    """The links beside the totals."""

    views: tuple[ToolView, ...]
    files: tuple[ToolView, ...]
    feed: str
    """Address of the Atom feed, which readers of feeds look for in the head of the page."""


def tools(asked: Asked, voice: Voice) -> ToolsView:
    """The links for a search."""
    _ = voice.gettext
    selection = pairs(asked, paged=False)
    feed = join("/search.atom", selection)
    passages = join("/search.csv", [*selection, ("rows", "passages")])
    quoted = (
        [ToolView(_("passages as CSV"), passages, "text/csv")] if positive_terms(asked.whole.node) else []
    )
    return ToolsView(
        views=(
            ToolView(_("compare these agencies"), compare_address(asked)),
            ToolView(_("figures of this selection"), join("/figures", selection)),
        ),
        files=(
            ToolView(_("reports as CSV"), join("/search.csv", selection), "text/csv"),
            *quoted,
            ToolView("JSON Lines", join("/search.jsonl", selection), "application/jsonl"),
            ToolView("JSON", search_address(asked, "/api/v1/search"), "application/json"),
            ToolView(_("feed"), feed, "application/atom+xml"),
        ),
        feed=feed,
    )
