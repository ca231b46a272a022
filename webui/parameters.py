"""The parameters of an address, read into what is asked; the same for pages, API and command line.

A bad filter is an error. Dropping it and answering as if it had not been there is how a search site
once returned everything for a mistyped date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.model import SectionKind, Span
from indexer.query import Filter, FilterValue, Range, Sort
from webui.language import Segment, Typed, merge, parse
from webui.language.fields import Place, field_of, nearest, read_values, unknown_value
from webui.language.misread import MisreadError
from webui.language.typed import merge_filters

DEFAULT_SIZE = 10
MAX_SIZE = 100
MAX_PAGE = 1_000_000
MAX_VALUES = 200
"""The most values that one facet is filtered by."""

CHOICES = ("level", "department", "fee", "reuse", "section", "flag")
NAMES = ("region", "province", "city", "county", "agency")
RANGES = ("year", "requests")
LIMITS = ("year_min", "year_max", "requests_min", "requests_max")
FILTERS = (
    "year",
    "level",
    "region",
    "province",
    "city",
    "county",
    "agency",
    "department",
    "requests",
    "fee",
    "reuse",
    "section",
    "flag",
)
EXCLUDED = {facet: f"not_{facet}" for facet in FILTERS if facet != "section"}
"""The parameters that leave values out. Sections are a scope, which names where to look."""
SINGLE = ("q", "page", "size", "sort", *LIMITS)
ELSEWHERE = ("lang", "theme", "text", "back", "facet", "find")
"""Parameters that pages know and searches pass over."""

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that an address asks of a search. It can be written as an address again."""

    text: str = ""
    """What was typed, as typed."""
    typed: Typed = field(default_factory=Typed)
    """Its meaning."""
    chosen: Typed = field(default_factory=Typed)
    """What the filters beside it ask for."""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = DEFAULT_SIZE
    whole: Typed = field(init=False, repr=False, compare=False)
    """What was typed and what is chosen together; a page asks for it hundreds of times."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", merge(self.typed, self.chosen))


def read_parameters(given: Parameters, segment: Segment) -> Asked:
    """What the parameters ask for, or a :class:`~indexer.errors.QueryError` that names the parameter.

    >>> read_parameters({"q": ["收费"], "year": ["2019..2021"]}, str.split).chosen.values("year")
    (Range(low=2019, high=2021),)
    """
    _refuse_misspelt(given)
    text = _one(given, "q")
    filters = [
        Filter(facet, values, exclude)
        for facet, excluding in EXCLUDED.items()
        for name, exclude in ((facet, False), (excluding, True))
        if (values := _read_filter(given, facet, name))
    ]
    scope = frozenset(SectionKind(str(value)) for value in _read_filter(given, "section", "section"))
    return Asked(
        text,
        parse(text, segment),
        Typed(None, scope, merge_filters(filters)),
        _sort(_one(given, "sort")),
        _number(_one(given, "page"), "page", 1, MAX_PAGE),
        _number(_one(given, "size"), "size", DEFAULT_SIZE, MAX_SIZE),
    )


def _refuse_misspelt(given: Parameters) -> None:
    """An unknown parameter is passed over, unless it is nearly one of ours: then somebody counts on it."""
    known = (*SINGLE, *FILTERS, *EXCLUDED.values())
    for name in given:
        if name in known or name in ELSEWHERE:
            continue
        near = nearest(name.casefold(), [word for word in known if len(word) > 2])
        if near and (abs(len(near) - len(name)) <= 2 or name.startswith("not_")):
            raise MisreadError("unknown_parameter", field=name[:40], name=name[:40], near=near)


def _one(given: Parameters, name: str) -> str:
    values = [value for value in given.get(name, ()) if value]
    if len(values) > 1:
        raise MisreadError("repeated_parameter", field=name, name=name)
    return values[0] if values else ""


def _sort(text: str) -> Sort:
    if text and text not in list(Sort):
        raise unknown_value("sort", text, Sort)
    return Sort(text) if text else Sort.RELEVANCE


def _number(text: str, name: str, default: int, most: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise MisreadError("bad_number", field=name, value=text[:40], name=name, example=f"{name}={default}")
    number = int(text)
    if not 1 <= number <= most:
        raise MisreadError("number_out_of_range", field=name, number=number, name=name, low=1, high=most)
    return number


def _read_filter(given: Parameters, facet: str, name: str) -> tuple[FilterValue, ...]:
    """The values of a facet that the parameter of this name gives."""
    values: list[FilterValue] = []
    for text in given.get(name, ()):
        if text.strip():
            values += _values(facet, text, name)
    if name == facet:
        values += _limits(given, facet)
    if len(values) > MAX_VALUES:
        raise MisreadError("too_many_values", field=name, name=name, limit=MAX_VALUES)
    return tuple(dict.fromkeys(values))


def _values(facet: str, text: str, name: str) -> tuple[FilterValue, ...]:
    if facet in NAMES:
        if len(text) > 100 or not text.isprintable():
            raise MisreadError("bad_name", field=name, name=name)
        return (text.strip(),)
    return read_values(field_of(facet), text, Place(name))


def _limits(given: Parameters, facet: str) -> list[Range]:
    """The range between ``year_min`` and ``year_max``, which a form sends as two numbers."""
    if facet not in RANGES:
        return []
    ends: list[int | None] = []
    for name in (f"{facet}_min", f"{facet}_max"):
        text = _one(given, name)
        found = read_values(field_of(facet), text, Place(name)) if text else (None,)
        if len(found) != 1 or not isinstance(found[0], int | None):
            known = field_of(facet)
            raise MisreadError(
                "bad_number", field=name, value=text[:40], name=name, example=f"{name}={known.low}"
            )
        ends.append(found[0])
    low, high = ends
    if low is not None and high is not None and low > high:
        raise MisreadError("backward_range", field=f"{facet}_min", value=f"{low}..{high}", low=low, high=high)
    return [Range(low, high)] if low is not None or high is not None else []


def read_passage(text: str, length: int) -> Span | None:
    """The passage that ``at`` names, in a text of so many characters; None where nothing is asked for.

    >>> read_passage("120-180", 5000), read_passage("", 5000)
    (Span(start=120, end=180), None)
    """
    if not text:
        return None
    start, _, end = text.partition("-")
    if all(one.isascii() and one.isdigit() and len(one) < 10 for one in (start, end)):
        span = Span(int(start), int(end))
        if span.start < span.end <= length:
            return span
    raise MisreadError("bad_passage", field="at", value=text[:40], name="at", length=length)
