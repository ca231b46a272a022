"""The fields of the query language: their names, their values, and how a value is read.

Names and words are data (``fields.toml``, and the labels of the facets); the same reading serves the
search box and the parameters of an address, so that both accept the same words and give the same errors.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Literal

from indexer.query import NOT_STATED, FilterValue, Range
from indexer.text.normalise import normalise_query
from webui.labels import labels
from webui.language.misread import NEAR, NEAR_FIELD, MisreadError

Kind = Literal["choice", "range", "part", "start"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the language."""

    facet: str
    """What it narrows; ``section`` for the scope."""
    names: tuple[str, ...]
    """What people type before the colon, the canonical name first."""
    kind: Kind
    example: str
    low: int = 0
    high: int = 0

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was typed: the parameter, and its column from 1 where that is the search box."""

    field: str = "q"
    column: int | None = None

    def error(self, code: str, *, hint: str = "", **values: object) -> MisreadError:
        """The error that points here."""
        return MisreadError(code, field=self.field, column=self.column, hint=hint, **values)


@dataclass(frozen=True, slots=True)
class _Data:
    fields: Mapping[str, Field]
    words: Mapping[str, Mapping[str, str]]


@cache
def _data() -> _Data:
    raw = tomllib.loads(resources.files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))
    fields = (Field(**(entry | {"names": tuple(entry["names"])})) for entry in raw["field"])
    words = {
        facet: {fold(word): slug for slug, words in table.items() for word in (slug, *words)}
        for facet, table in raw["words"].items()
    }
    return _Data({field.facet: field for field in fields}, words)


def fold(text: str) -> str:
    """What spellings of a name have in common: width, script and capitals do not tell them apart.

    >>> fold("Ｙear"), fold("機關")
    ('year', '机关')
    """
    return normalise_query(unicodedata.normalize("NFKC", text)).strip().casefold()


def fields() -> tuple[Field, ...]:
    """Every field, in the order of the help page."""
    return tuple(_data().fields.values())


def field_of(facet: str) -> Field:
    """The field that narrows a facet."""
    return _data().fields[facet]


@cache
def _names() -> Mapping[str, Field]:
    return {fold(name): field for field in fields() for name in field.names}


def find_field(name: str, place: Place) -> Field:
    """The field that people call by this name."""
    field = _names().get(fold(name))
    if field:
        return field
    near = nearest(name, (name for field in fields() for name in field.names))
    known = ", ".join(field.name for field in fields())
    raise place.error("unknown_field", hint=NEAR_FIELD if near else "", name=name, near=near, known=known)


@cache
def vocabulary(facet: str) -> Mapping[str, str]:
    """What people call the values of a choice: folded word to slug."""
    named = labels(facet)
    words = dict(_data().words.get(facet, {}))
    for slug, label in named.items():
        words |= {fold(slug): slug, fold(label.zh): slug, fold(label.en): slug}
    return {word: slug for word, slug in words.items() if slug in named}


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the text, for a suggestion.

    >>> nearest("yaer", ["year", "level"])
    'year'
    """
    words = list(dict.fromkeys(known))
    inside = [word for word in words if len(text) > 1 and (text in word or word in text)]
    close = get_close_matches(text, words, n=1, cutoff=0.6)
    return next(iter(close or inside), None)


def unknown_value(name: str, value: str, known: Iterable[str]) -> MisreadError:
    """The error that a parameter has a value that is none of those known; it offers the nearest.

    >>> unknown_value("sort", "yaer", ["year", "relevance"]).hint
    'Did you mean year?'
    """
    words = list(known)
    near = nearest(value, words)
    return MisreadError(
        "unknown_value",
        field=name,
        hint=NEAR if near else "",
        value=value[:40],
        name=name,
        near=near,
        known=", ".join(words),
    )


def read_values(field: Field, text: str, place: Place) -> tuple[FilterValue, ...]:
    """The values that a text gives: several are separated by commas, and any of them will do."""
    parts = [part.strip() for part in text.translate(_COMMAS).split(",")]
    if not all(parts):
        raise place.error("missing_value", name=field.name, example=field.example)
    return tuple(dict.fromkeys(_read(field, part, place) for part in parts))


_COMMAS = str.maketrans("，、", ",,")


def _read(field: Field, text: str, place: Place) -> FilterValue:
    match field.kind:
        case "choice":
            return read_choice(field, text, place)
        case "range":
            return read_range(field, text, place)
        case "part" | "start":
            return _read_name(field, text, place)


def _read_name(field: Field, text: str, place: Place) -> str:
    if fold(text) in _data().words["not_stated"]:
        return NOT_STATED
    if any(sign in unicodedata.normalize("NFKC", text) for sign in "<>"):
        raise place.error("bad_name", name=field.name)
    name = normalise_query(text).strip()
    if not any(character.isalnum() for character in name):
        raise place.error("missing_value", name=field.name, example=field.example)
    return name


def read_choice(field: Field, text: str, place: Place) -> str:
    """The slug of a value that people know by several words."""
    words = vocabulary(field.facet)
    slug = words.get(fold(text))
    # A kind of section is where to look: there is no looking in “not stated”.
    if slug is None and field.facet != "section" and fold(text) in _data().words["not_stated"]:
        slug = NOT_STATED
    if slug is not None:
        return slug
    near = nearest(fold(text), words)
    known = ", ".join(labels(field.facet)) if len(labels(field.facet)) <= 20 else field.example
    hint = NEAR if near else ""
    raise place.error("unknown_value", hint=hint, value=text[:40], name=field.name, near=near, known=known)


_COMPARISONS = (
    ("≥", 0, None),
    (">=", 0, None),
    ("≤", None, 0),
    ("<=", None, 0),
    (">", 1, None),
    ("<", None, -1),
)
"""A sign, and what it adds to the number to make the lower or the upper end."""
_SIGNS = str.maketrans("≥≤＞＜＝～〜–—－", "≥≤><=~~---")


def read_range(field: Field, text: str, place: Place) -> int | Range | str:
    """A whole number, a range with both ends or one, or “not stated”.

    >>> year = field_of("year")
    >>> read_range(year, "2019", Place()), read_range(year, "2019..2021", Place())
    (2019, Range(low=2019, high=2021))
    >>> read_range(year, ">2019", Place())
    Range(low=2020, high=None)
    """
    if fold(text) in _data().words["not_stated"]:
        return NOT_STATED
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).replace(" ", "")
    for sign, low, high in _COMPARISONS:
        if plain.startswith(sign):
            number = _whole(field, plain.removeprefix(sign), text, place)
            return Range(None if low is None else number + low, None if high is None else number + high)
    for sign in ("..", "至", "~", "-"):
        first, found, last = plain.partition(sign)
        # Only dots leave the lower end open: -5 is a slip, not “up to 5”. A bucket of a facet is 500-.
        open_low, open_high = sign == "..", sign in ("..", "-")
        if found and (first or (open_low and last)) and (last or open_high):
            return _span(field, first, last, text, place)
    return _whole(field, plain.removeprefix("="), text, place)


def _span(field: Field, first: str, last: str, text: str, place: Place) -> Range:
    low = _whole(field, first, text, place) if first else None
    high = _whole(field, last, text, place) if last else None
    if low is not None and high is not None and low > high:
        raise place.error("backward_range", value=text[:40], low=low, high=high)
    return Range(low, high)


def _whole(field: Field, digits: str, text: str, place: Place) -> int:
    digits = digits.removesuffix("年") if field.facet == "year" else digits.removesuffix("件")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
        raise place.error("bad_number", value=text[:40], name=field.name, example=field.example)
    number = int(digits)
    if not field.low <= number <= field.high:
        raise place.error(
            "number_out_of_range", number=number, name=field.name, low=field.low, high=field.high
        )
    return number
