"""Addresses of phrase lists, and of the searches that their numbers count."""

from __future__ import annotations

from dataclasses import replace

from indexer.query import FilterValue, Sort
from webui.address import SEARCH, Pairs, adding, join, pairs
from webui.language import Typed, quote, write
from webui.parameters import DEFAULT_SIZE, Asked
from webui.workbench.phrase_list import Listed

PHRASES = "/phrases"
BY = ("year", "province", "agency")
"""What phrases can be counted by; the first where nothing is asked for."""


def filter_pairs(asked: Asked) -> Pairs:
    """The parameters of the filters, without those of a page of hits."""
    return pairs(replace(asked, sort=Sort.RELEVANCE, size=DEFAULT_SIZE, page=1))


def phrases_address(text: str, by: str, asked: Asked, left_out: int = 0, path: str = PHRASES) -> str:
    """The address of a phrase list: the list itself, what it is counted by, and the filters.

    >>> phrases_address("收费", "agency", Asked())
    '/phrases?list=%E6%94%B6%E8%B4%B9&by=agency'
    """
    found: Pairs = [("list", text)] if text else []
    if by != BY[0]:
        found.append(("by", by))
    if left_out:
        found.append(("left_out", str(left_out)))
    return join(path, [*found, *filter_pairs(asked)])


class Links:
    """The searches behind the numbers of one list: thousands of them, and all but two parameters the same."""

    def __init__(self, asked: Asked, by: str) -> None:
        self._by = by
        self._typed = f" {write(asked.typed)}".rstrip()
        self._whole = filter_pairs(replace(asked, text="", typed=Typed()))
        # A column is one value: what the search says of its facet beside it would only widen it.
        self._rest = Asked(chosen=_without(asked.chosen, by))
        self._rest_typed = f" {write(_without(asked.typed, by))}".rstrip()
        self._columns: dict[FilterValue, Pairs] = {}

    def of_phrase(self, one: Listed) -> str:
        """The search for a phrase among all the reports."""
        return join(SEARCH, [("q", f"{quote(one.text)}{self._typed}"), *self._whole])

    def of_column(self, value: FilterValue) -> str:
        """All the reports of one value."""
        words = [("q", self._rest_typed.strip())] if self._rest_typed else []
        return join(SEARCH, [*words, *self._column(value)])

    def of_cell(self, one: Listed, value: FilterValue) -> str:
        """The search for a phrase among the reports of one value."""
        return join(SEARCH, [("q", f"{quote(one.text)}{self._rest_typed}"), *self._column(value)])

    def _column(self, value: FilterValue) -> Pairs:
        if value not in self._columns:
            self._columns[value] = pairs(adding(self._rest, self._by, value))
        return self._columns[value]


def _without(typed: Typed, facet: str) -> Typed:
    """The same filters but for those of one facet."""
    return replace(
        typed,
        filters=tuple(one for one in typed.filters if one.facet != facet),
        names=tuple(one for one in typed.names if one.facet != facet),
    )
