"""The statutory forms: what ``tables.toml`` and ``indicators.toml`` say, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from indexer.model import Form
from indexer.structure.cells import fold_label


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of table 三: its name, and its label on the form."""

    name: str
    label: str
    group: str
    form: Form | None
    """The form that has it; None: both."""
    is_result: bool
    """Whether it is one of the results that （七）总计 adds up."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row of table 二."""

    form: Form
    block: str
    label: str
    columns: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of an annex of before 2019."""

    name: str
    words: tuple[str, ...]
    unit: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Forms:
    """Everything the forms prescribe. All words are folded."""

    signatures: Mapping[Form, tuple[str, ...]]
    blocks: tuple[BlockRow, ...]
    captions: str
    block_headers: tuple[str, ...]
    request_columns: tuple[str, ...]
    request_names: tuple[str, ...]
    request_header: tuple[str, ...]
    request_rows: tuple[FormRow, ...]
    request_words: tuple[tuple[str, str], ...]
    """Words that identify a row of table 三, and its name."""
    request_last: tuple[tuple[str, str], ...]
    """The same for words that identify it only where they end the label (总计 is a column's name too)."""
    review_groups: tuple[tuple[str, str], ...]
    review_columns: tuple[str, ...]
    review_names: tuple[str, ...]
    review_needs: tuple[str, ...]
    review_words: tuple[str, ...]

    def rows_of(self, form: Form) -> tuple[FormRow, ...]:
        """The rows of table 三 in that form, in order."""
        return tuple(row for row in self.request_rows if row.form in (None, form))


@dataclass(frozen=True, slots=True)
class IndicatorLists:
    """The lines of both annexes and the words around them."""

    lines: Mapping[str, tuple[Indicator, ...]]
    units: tuple[str, ...]
    header: tuple[str, ...]
    current: tuple[str, ...]
    value_columns: tuple[str, ...]
    least_rows: int


@cache
def load_forms() -> Forms:
    """The statutory forms, read once."""
    data = tomllib.loads(files("indexer.data").joinpath("tables.toml").read_text("utf-8"))
    requests, review = data["rq"], data["rl"]
    return Forms(
        signatures={Form(form): _folded(labels) for form, labels in data["signature"].items()},
        blocks=tuple(_block_rows(data["pd"])),
        captions=data["pd_words"]["captions"],
        block_headers=_longest_first(data["pd_words"]["headers"]),
        request_columns=tuple(requests["columns"]),
        request_names=tuple(requests["names"]),
        request_header=_folded(requests["header"]),
        request_rows=tuple(map(_request_row, requests["row"])),
        request_words=tuple(_words_of("words", requests["row"])),
        request_last=tuple(_words_of("last", requests["row"])),
        review_groups=tuple((group["label"], group["name"]) for group in review["groups"]),
        review_columns=tuple(review["columns"]),
        review_names=tuple(review["names"]),
        review_needs=tuple(review["needs"]),
        review_words=_longest_first(review["words"]),
    )


def _block_rows(blocks: Iterable[dict[str, Any]]) -> Iterator[BlockRow]:
    for block in blocks:
        for row in block["rows"]:
            yield BlockRow(
                form=Form(block["form"]),
                block=block["block"],
                label=row["label"],
                columns=tuple(block["columns"]),
                words=_folded(row["words"]),
                figures=tuple(row["figures"]),
            )


def _request_row(row: dict[str, Any]) -> FormRow:
    return FormRow(
        name=row["name"],
        label=row["label"],
        group=row.get("group", ""),
        form=Form(row["form"]) if "form" in row else None,
        is_result=row.get("part") == "result",
    )


def _words_of(key: str, rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for word in row.get(key, ()):
            yield fold_label(word), row["name"]


@cache
def load_indicators() -> IndicatorLists:
    """The annexes of before 2019, read once."""
    data = tomllib.loads(files("indexer.data").joinpath("indicators.toml").read_text("utf-8"))
    lines = {
        name: tuple(
            Indicator(row["name"], _folded(row["words"]), row["unit"], row.get("after")) for row in data[name]
        )
        for name in ("s1", "s2")
    }
    return IndicatorLists(
        lines=lines,
        units=_longest_first(data["units"]),
        header=_longest_first(data["header"]),
        current=tuple(data["current"]),
        value_columns=tuple(data["value_columns"]),
        least_rows=data["least_rows"],
    )


def _folded(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(fold_label(word) for word in words)


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted({fold_label(word) for word in words}, key=lambda word: (-len(word), word)))
