"""The wordings and legal periods of ``fees.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class FeePeriod:
    """From ``start`` on the law let agencies charge for requests, or did not."""

    start: date
    kind: str
    charging: bool


@dataclass(frozen=True, slots=True)
class FeeWordings:
    """How reports speak of fees, and of money that is no fee."""

    periods: tuple[FeePeriod, ...]
    mask: re.Pattern[str]
    fee: re.Pattern[str]
    named_fee: re.Pattern[str]
    collected: re.Pattern[str]
    spending: re.Pattern[str]
    notice: re.Pattern[str]
    notified: re.Pattern[str]
    unpaid: re.Pattern[str]
    waived: re.Pattern[str]
    tariff: re.Pattern[str]
    units: str
    none: tuple[re.Pattern[str], ...]
    none_stop: re.Pattern[str]
    empty: re.Pattern[str]
    table: tuple[tuple[str, int], ...]


@cache
def load_fee_wordings() -> FeeWordings:
    """The data file as compiled expressions."""
    data = tomllib.loads(files("indexer.data").joinpath("fees.toml").read_text("utf-8"))
    words = data["words"]
    names = ("fee", "named_fee", "collected", "spending", "notice", "notified", "unpaid", "waived", "tariff")
    return FeeWordings(
        periods=tuple(FeePeriod(p["from"], p["kind"], p["charging"]) for p in data["period"]),
        mask=re.compile(data["mask"]["words"]),
        **{name: re.compile(words[name]) for name in names},
        units=words["units"],
        none=tuple(map(re.compile, words["none"])),
        none_stop=re.compile(words["none_stop"]),
        empty=re.compile(words["empty"]),
        table=tuple((row["figure"], row["factor"]) for row in data["table"]),
    )
