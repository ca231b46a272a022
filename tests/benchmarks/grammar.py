"""A small grammar machine: symbols with alternatives, compiled once, expanded a million times.

``{name}`` stands for another symbol; ``{NAME}`` for a *slot*, filled from the report at hand (its agency,
its year) or drawn (a number, a noun, an invented name).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tests.benchmarks.chance import Stream
from tests.benchmarks.data_files import lists, load
from tests.benchmarks.vocabulary import coined, noun

YEAR = "\x01"
"""Stands for the reporting year in text that an agency uses again; see :meth:`Grammar.expand`."""
NEXT_YEAR = "\x02"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Setting:
    """Who speaks, and where chance comes from."""

    chance: Stream
    agency: str = ""
    self_name: str = ""
    place: str = ""
    phone: str = ""
    themes: Sequence[str] = ()
    towns: Sequence[str] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    """Values of the slots that only one sentence has: the number of requests, a sum."""
    names: list[str] = field(default_factory=list)
    """Proper names used so far; a copied statement may have others."""


Slot = Callable[[Setting], str]
Piece = str | Slot | tuple[str, ...] | list["Alternative"]
"""Words as they stand; something to fill in; words to choose from; a symbol to expand."""
Alternative = tuple[Piece, ...]


def _up_to(low: int, high: int) -> Slot:
    """Numbers whose logarithm is even: small ones often, large ones now and then."""
    ratio = high / low
    return lambda setting: str(int(low * ratio ** setting.chance.random()))


def _town(setting: Setting) -> str:
    name = setting.chance.pick(setting.towns)
    setting.names.append(name)
    return name


def _coined(setting: Setting) -> str:
    name = coined(setting.chance, _pools()["coined"])
    setting.names.append(name)
    return name


@cache
def _pools() -> dict[str, str]:
    return {"coined": str(load("names")["pools"]["coined"])}


@cache
def organs() -> list[str]:
    """Organs whose instructions a report follows."""
    return [str(name) for name in load("names")["pools"]["organs"]]


_SLOTS: dict[str, Slot] = {
    "AGENCY": lambda setting: setting.agency,
    "SELF": lambda setting: setting.self_name,
    "PLACE": lambda setting: setting.place,
    "PHONE": lambda setting: setting.phone,
    "YEAR": lambda _: YEAR,
    "NEXT": lambda _: NEXT_YEAR,
    "ORGAN": lambda setting: setting.chance.pick(organs()),
    "THEME": lambda setting: setting.chance.pick(setting.themes),
    "THEME2": lambda setting: setting.chance.pick(setting.themes),
    "TOWN": _town,
    "TOWN2": _town,
    "COINED": _coined,
    "NOUN": lambda setting: noun(setting.chance),
    "NUM1": _up_to(1, 15),
    "NUM2": _up_to(5, 180),
    "NUM3": _up_to(50, 6000),
    "NUM4": _up_to(1000, 200_000),
    "MONTH": lambda setting: str(1 + int(setting.chance.random() * 12)),
    "DAY": lambda setting: str(1 + int(setting.chance.random() * 28)),
    "ORD": lambda setting: "一二三四"[int(setting.chance.random() * 4)],
    "POSTCODE": lambda setting: str(100_000 + 100 * int(setting.chance.random() * 7500)),
}


class Grammar:
    """Symbols of the data files, ready to be expanded."""

    def __init__(self, *files: str) -> None:
        """``files`` are names of data files; they may use each other's symbols."""
        self._texts = {symbol: items for file in files for symbol, items in lists(file).items()}
        self._symbols: dict[str, list[Alternative]] = {symbol: [] for symbol in self._texts}
        for symbol, items in self._texts.items():
            self._symbols[symbol].extend(self._compile(item) for item in items)

    def expand(self, symbol: str, setting: Setting) -> str:
        """A text for the symbol, with :data:`YEAR` where the reporting year belongs."""
        out: list[str] = []
        _expand(self._symbols[symbol], setting, setting.chance.random, out.append)
        return "".join(out)

    def _compile(self, item: str) -> Alternative:
        pieces: list[Piece] = []
        for index, part in enumerate(_PLACEHOLDER.split(item)):
            if index % 2 == 0:
                pieces += [part] if part else []
            else:
                pieces.append(self._named(part))
        return tuple(pieces)

    def _named(self, name: str) -> Piece:
        """What stands for ``{name}``. A symbol of plain words is not expanded: one is chosen at once."""
        items = self._texts.get(name)
        if items is None:
            return _SLOTS.get(name) or _given(name)
        return self._symbols[name] if any("{" in item for item in items) else tuple(items)


def _given(name: str) -> Slot:
    return lambda setting: setting.given[name]


def _expand(
    alternatives: list[Alternative],
    setting: Setting,
    random: Callable[[], float],
    append: Callable[[str], None],
) -> None:
    for piece in alternatives[int(random() * len(alternatives))]:
        if isinstance(piece, str):
            append(piece)
        elif isinstance(piece, tuple):
            append(piece[int(random() * len(piece))])
        elif isinstance(piece, list):
            _expand(piece, setting, random, append)
        else:
            append(piece(setting))


@cache
def grammar() -> Grammar:
    """The one grammar of all reports, compiled on first use."""
    return Grammar("phrases", "sentences", "stated")
