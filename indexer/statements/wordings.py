"""The wordings of ``statements.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class MarkerRule:
    """One way to mark the items of a list."""

    name: str
    pattern: re.Pattern[str]
    after: frozenset[str]
    """The characters that may stand before it, besides the start of the text."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What decides where a statement starts and what it is; one field per entry of the data file."""

    markers: tuple[MarkerRule, ...]
    ordinals: dict[str, int]
    heading_problem: re.Pattern[str]
    heading_remedy: re.Pattern[str]
    opener_remedy: re.Pattern[str]
    opener_sure: re.Pattern[str]
    opener_problem: re.Pattern[str]
    announces: re.Pattern[str]
    lead_remedy: re.Pattern[str]
    lead_problem: re.Pattern[str]
    problem: re.Pattern[str]
    shield: re.Pattern[str]
    remedy: re.Pattern[str]
    empty: re.Pattern[str]
    none: re.Pattern[str]
    praise: re.Pattern[str]
    furniture: re.Pattern[str]
    signature: re.Pattern[str]


@cache
def load_wordings() -> Wordings:
    """The data file as compiled expressions."""
    data = tomllib.loads(files("indexer.data").joinpath("statements.toml").read_text("utf-8"))
    heading, opener, lead, reading = data["heading"], data["opener"], data["lead"], data["reading"]
    return Wordings(
        markers=tuple(
            MarkerRule(row["name"], re.compile(row["pattern"]), frozenset(row["after"]))
            for row in data["marker"]
        ),
        ordinals=data["ordinals"],
        heading_problem=re.compile(f"{heading['lead']}(?:{heading['problem']})"),
        heading_remedy=re.compile(f"{heading['lead']}(?:{heading['remedy']})"),
        opener_remedy=re.compile(opener["remedy"]),
        opener_sure=re.compile(opener["sure"]),
        opener_problem=re.compile(opener["problem"]),
        announces=re.compile(lead["announces"]),
        lead_remedy=re.compile(lead["remedy"]),
        lead_problem=re.compile(lead["problem"]),
        **{
            name: re.compile(reading[name])
            for name in ("problem", "shield", "remedy", "empty", "none", "praise")
        },
        furniture=re.compile(data["furniture"]["line"]),
        signature=re.compile(data["furniture"]["signature"]),
    )
