"""The wordings of ``requests.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wordings:
    """What decides which thing a count counts; one field per table of the data file."""

    mask: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    filler: re.Pattern[str]
    piece: re.Pattern[str]
    received: re.Pattern[str]
    strong_received: re.Pattern[str]
    handled: re.Pattern[str]
    closed: re.Pattern[str]
    carried_in: re.Pattern[str]
    carried_out: re.Pattern[str]
    outcome: re.Pattern[str]
    answer: re.Pattern[str]
    channel: re.Pattern[str]
    applicant: re.Pattern[str]
    whole: re.Pattern[str]
    total: re.Pattern[str]
    part: re.Pattern[str]
    inclusive: re.Pattern[str]
    stop: re.Pattern[str]
    foreign: re.Pattern[str]
    comparison: re.Pattern[str]
    charged: re.Pattern[str]
    cumulative: re.Pattern[str]
    negated: re.Pattern[str]
    negated_verbs: re.Pattern[str]
    negated_stop: re.Pattern[str]
    named_zero: re.Pattern[str]
    slogan: re.Pattern[str]
    empty: re.Pattern[str]
    addressee: re.Pattern[str]
    own: re.Pattern[str]


@cache
def load_wordings() -> Wordings:
    """The data file as compiled expressions."""
    data = tomllib.loads(files("indexer.data").joinpath("requests.toml").read_text("utf-8"))
    noun, cue, stop, zero = data["noun"], data["cue"], data["stop"], data["zero"]
    return Wordings(
        mask=re.compile(data["mask"]["words"]),
        strong=re.compile(noun["strong"]),
        weak=re.compile(noun["weak"]),
        filler=re.compile(rf"(?:{noun['filler']}){{0,24}}"),
        piece=re.compile(noun["piece"]),
        **{name: re.compile(words) for name, words in cue.items()},
        stop=re.compile(stop["words"]),
        foreign=re.compile(stop["foreign"]),
        comparison=re.compile(stop["comparison"]),
        charged=re.compile(stop["charged"]),
        cumulative=re.compile(stop["cumulative"]),
        negated=re.compile(zero["negated"]),
        negated_verbs=re.compile(zero["verbs"]),
        negated_stop=re.compile(zero["stop"]),
        named_zero=re.compile(zero["named"]),
        slogan=re.compile(zero["slogan"]),
        empty=re.compile(zero["empty"]),
        addressee=re.compile(data["addressee"]["pattern"]),
        own=re.compile(data["addressee"]["own"]),
    )


def mask_names(text: str) -> str:
    """The text with names of documents and words like 申请表 blanked, every character in its place."""
    return load_wordings().mask.sub(lambda match: "□" * len(match[0]), text)
