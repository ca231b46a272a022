"""The first page and the help page: what is here, and searches to begin with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from indexer.builds import OpenBuild
from indexer.catalogue import Coverage
from indexer.query import NOT_STATED, Filter, FilterValue, Sort
from webui.address import search_address
from webui.labels import labels
from webui.language import Typed, parse
from webui.language.fields import fields
from webui.parameters import Asked
from webui.search import query_of
from webui.view.facts import SIGNS, Sign
from webui.view.results import LinkView, count_reports
from webui.view.titles import TITLES
from webui.wording import Voice

MOST_YEARS = 12
"""Columns of the coverage strip; earlier years are on the results page."""


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A search to try."""

    query: str
    url: str
    about: str
    reports: str
    """How many it finds; empty where counting them took too long."""


@dataclass(frozen=True, slots=True)
class CellView:
    """How many reports there are of one place and year."""

    count: str
    """Empty for none."""
    url: str
    weight: int
    """How dark the cell is, 0 to 4."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One place."""

    place: str
    url: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything on the first page."""

    numbers: tuple[LinkView, ...]
    """Reports, agencies, years: each a link to what it counts."""
    examples: tuple[ExampleView, ...]
    years: tuple[str, ...]
    coverage: tuple[CoverageRow, ...]
    earlier_years: int
    """Years before the first column."""
    unread: int
    """Files that could not be read."""
    build: int
    built_at: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of the query language."""

    names: tuple[str, ...]
    about: str
    example: str
    url: str
    values: tuple[tuple[str, str], ...]
    """Values with their labels; empty for names and numbers."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Everything on the help page."""

    examples: tuple[ExampleView, ...]
    fields: tuple[FieldView, ...]
    signs: tuple[tuple[Sign, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Example:
    query: str
    zh: str
    en: str
    home: bool
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def typed(self) -> Typed:
        """Its meaning, without the dictionary."""
        return parse(self.query, lambda text: self.words.get(text, (text,)))


@cache
def known_examples() -> tuple[_Example, ...]:
    """Every example, whether it finds something here or not."""
    raw = resources.files("webui").joinpath("examples.toml").read_text(encoding="utf-8")
    return tuple(_Example(**one) for one in tomllib.loads(raw)["example"])


def examples(build: OpenBuild, voice: Voice, *, at_home: bool = False) -> tuple[ExampleView, ...]:
    """The examples that find something in this corpus, or may."""
    offered = [one for one in known_examples() if one.home or not at_home]
    asked = [Asked(one.query, one.typed()) for one in offered]
    counts = build.engine.count([query_of(build, one) for one in asked])
    return tuple(
        ExampleView(
            one.query,
            search_address(typed),
            one.zh if voice.locale == "zh" else one.en,
            "" if count is None else count_reports(count, voice),
        )
        for one, typed, count in zip(offered, asked, counts, strict=True)
        if count != 0
    )


def home_page(build: OpenBuild, voice: Voice) -> HomePage:
    """The first page of a corpus."""
    here = build.overview()
    years = sorted({one.year for one in here.coverage if one.year is not None})
    shown = years[-MOST_YEARS:]
    return HomePage(
        numbers=tuple(_numbers(build, voice)),
        examples=examples(build, voice, at_home=True),
        years=tuple(map(str, shown)),
        coverage=tuple(_coverage(here.coverage, shown, voice)),
        earlier_years=len(years) - len(shown),
        unread=here.unread,
        build=build.number,
        built_at=build.built_at,
    )


def _numbers(build: OpenBuild, voice: Voice) -> Iterator[LinkView]:
    here = build.overview()
    everything = Asked()
    yield LinkView(count_reports(here.reports, voice), search_address(everything))
    agencies = voice.ngettext("%(num)s agency", "%(num)s agencies", here.agencies)
    yield LinkView(agencies, search_address(replace(everything, sort=Sort.AGENCY)))
    if here.first_year is not None and here.last_year is not None:
        years = f"{here.first_year}–{here.last_year}"
        yield LinkView(years, search_address(replace(everything, sort=Sort.YEAR)))


def _filtered(*filters: tuple[str, FilterValue]) -> str:
    return search_address(
        Asked(chosen=Typed(filters=tuple(Filter(name, (value,)) for name, value in filters)))
    )


def _coverage(cells: Sequence[Coverage], years: Sequence[int], voice: Voice) -> Iterator[CoverageRow]:
    counts = {(one.province, one.year): one.reports for one in cells}
    most = max(counts.values(), default=1)
    for place in dict.fromkeys(one.province for one in cells):
        value = place or NOT_STATED
        yield CoverageRow(
            place or voice.gettext("not stated"),
            _filtered(("province", value)),
            tuple(
                CellView(
                    voice.number(count) if (count := counts.get((place, year), 0)) else "",
                    _filtered(("province", value), ("year", year)),
                    -(-4 * count // most),
                )
                for year in years
            ),
        )


def help_page(build: OpenBuild | None, voice: Voice) -> HelpPage:
    """The help page; without a build it has no counts."""
    return HelpPage(
        examples=examples(build, voice) if build else (),
        fields=tuple(
            FieldView(
                known.names[:3],
                voice.gettext(TITLES[known.facet]),
                known.example,
                search_address(Asked(known.example)),
                tuple((slug, label.in_language(voice.locale)) for slug, label in labels(known.facet).items()),
            )
            for known in fields()
        ),
        signs=tuple(
            (sign, voice.gettext(name), voice.gettext(about)) for sign, (name, about) in SIGNS.items()
        ),
    )
