"""How many other reports share each statement of a comparison, each wording looked up once.

An agency repeats most of last year's list, and formulas stand in thousands of reports: a grid of two hundred
reports asks for the same wordings again and again.
"""

from __future__ import annotations

from collections.abc import Set

from indexer.builds import OpenBuild
from indexer.reuse import find_same
from webui.workbench.reuse import masked_of


class SharedCounts:
    """Counts for one page: what it has found goes with it."""

    def __init__(self, build: OpenBuild) -> None:
        self._index = build.reuse
        self._found: dict[tuple[str, ...], Set[int]] = {}

    def others(self, doc: int, words: str) -> int:
        """Other reports than this document that have the sentences of a normalised text, numbers aside."""
        masked = masked_of(words)
        found = self._found.get(masked)
        if found is None:
            found = self._found[masked] = find_same(self._index, masked)
        return len(found) - (self._index.numbers_of([doc])[0] in found)
