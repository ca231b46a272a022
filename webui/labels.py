"""The labels of facet values in Chinese and English, as the data files give them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Label:
    """What one value is called."""

    zh: str
    en: str

    def in_language(self, locale: str) -> str:
        """The label for the readers of a language."""
        return self.zh if locale.startswith("zh") else self.en


_NONE: Mapping[str, Label] = MappingProxyType({})


@cache
def _all() -> Mapping[str, Mapping[str, Label]]:
    path = resources.files("indexer").joinpath("data", "facets.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        facet: {slug: Label(label["zh"], label["en"]) for slug, label in values.items()}
        for facet, values in raw.items()
    }


def labels(facet: str) -> Mapping[str, Label]:
    """The values of a facet with their labels, in the order to show them; none for names and numbers."""
    return _all().get(facet, _NONE)


def label(facet: str, value: str, locale: str) -> str:
    """What a value is called; the value itself where it is a name.

    >>> label("level", "county", "zh")
    '县级'
    """
    found = labels(facet).get(value)
    return found.in_language(locale) if found else value
