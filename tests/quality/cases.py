"""The labelled cases: whole reports written for this project, and what must be read out of each.

A case is a table of ``cases/*.toml``:

``text``
    The report, one paragraph a line. ``{rq_new_total}`` prints a figure, ``{agency}`` and ``{year}`` what
    the label says, and a line that is only ``{pd}``, ``{rq}`` or ``{rl}`` prints that statutory table.
    ``frame`` names a text of ``frames.toml`` in its stead, whose gaps ``fill`` fills; a gap that nothing
    fills keeps its own words: ``{ask|受理申请3件。}``.
``form``, ``seed``, ``set``
    Which tables, which numbers (the same seed gives the same ones, and they add up), and cells that are
    printed otherwise: ``set = { rq_granted_total = "9" }`` makes sums fail, and ``fails`` says which.
    ``blank``: no cell is filled in.
``format``, ``layout``, ``url``, ``encoding``
    What kind of file it is, and how a text file draws its tables.
``expect``
    The fields of ``gongkai extract``. **A field that is not named must be null**: that is how a case
    says that the words determine nothing, and it catches guesses nobody thought of.
``sections``
    The kinds of the sections, in order.
``fails``, ``error``, ``wrong``
    Checks that must fail; the code of the refusal where the file is no report; fields that are known to
    come out wrong, each with the reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from indexer.model import Form
from tests.structure.layouts import Values, values_of

FOLDER = Path(__file__).parent / "cases"
FIELDS = (
    "agency", "department", "level", "province", "city", "county", "year", "published", "form",
    "requests", "requests_min", "requests_max", "fee_status", "fee_amount_yuan",
)  # fmt: skip
"""The fields that every case is scored on; figures are counted apart."""
_GAP = re.compile(r"\{(\w+)(?:\|((?:[^{}]|\{\w+\})*))?\}")
Value = str | int | float | None
Scalar = str | int | float


@dataclass(frozen=True)
class Case:
    """One report and its labels."""

    id: str
    trap: str
    """What in it leads the careless reader astray."""
    text: str
    expect: Mapping[str, Value]
    figures: Mapping[str, Value]
    values: Values
    """The printed cells of the statutory tables."""
    every_figure: bool
    """Whether ``figures`` names all there are: another figure with a value is then wrong."""
    sections: tuple[str, ...] = ()
    """The kinds of the sections in order; empty where the case does not label them."""
    fails: tuple[str, ...] = ()
    error: str | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    form: Form | None = None
    format: str = "text"
    layout: str = "markdown"
    url: str | None = None
    encoding: str = "utf-8"

    @property
    def filled(self) -> str:
        """The text with everything but the tables filled in."""
        known = {**self.values, **{name: str(value) for name, value in self.expect.items()}}
        text = self.text
        for _ in range(2):  # a gap's own words may have gaps
            text = _GAP.sub(lambda match: known.get(match[1], match[2] or match[0]), text)
        return text


@cache
def load_cases() -> tuple[Case, ...]:
    """Every case, in the order of the files."""
    frames = tomllib.loads((FOLDER / "frames.toml").read_text(encoding="utf-8"))
    found = tuple(
        _case(row, frames)
        for path in sorted(FOLDER.glob("*.toml"))
        if path.name != "frames.toml"
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    )
    twice = {case.id for case in found if sum(case.id == other.id for other in found) > 1}
    if twice:
        raise ValueError(f"These cases have the same id: {sorted(twice)}")
    return found


def _case(row: dict[str, object], frames: Mapping[str, str]) -> Case:
    form = Form(str(row.pop("form"))) if "form" in row else None
    changed = _table(row.pop("set", {}))
    seed = row.pop("seed", 0)
    fill = {name: str(words) for name, words in _table(row.pop("fill", {})).items()}
    text = str(row.pop("text", "")) or frames[str(row.pop("frame"))]
    text = _GAP.sub(lambda match: fill.get(match[1], match[0]), text)
    printed: Values = values_of(form, seed if isinstance(seed, int) else 0) if form else {}
    if row.pop("blank", False):
        printed = dict.fromkeys(printed, "")
    printed = printed | {name: str(value) for name, value in changed.items()}
    shown = {name: value for name, value in printed.items() if f"{{{name.split('_')[0]}}}" in text}
    labels = _table(row.pop("expect", {}))
    named = _table(row.pop("figures", {}))
    figures = dict(_expected_figures(shown)) | named
    return Case(
        text=text.strip("\n"),
        expect=_expect(labels, form if shown else None, figures),
        figures=figures,
        values=printed,
        every_figure=bool(shown) or not named,
        sections=_names(row.pop("sections", [])),
        fails=_names(row.pop("fails", [])),
        form=form,
        wrong={name: str(reason) for name, reason in _table(row.pop("wrong", {})).items()},
        **{name: str(value) for name, value in row.items()},
    )


def _expect(labels: Mapping[str, Value], form: Form | None, figures: Mapping[str, Value]) -> dict[str, Value]:
    expect: dict[str, Value] = dict.fromkeys(FIELDS)
    expect["fee_status"] = "not_stated"
    if form:
        expect["form"] = form.value
        expect["requests"] = figures.get("rq_new_total")
        if figures.get("rq_otherwise_fee_unpaid_total"):
            # Who is dropped for not paying was sent a demand.
            expect["fee_status"] = "notice_only"
    expect |= labels
    for bound in ("requests_min", "requests_max"):
        if bound not in labels:
            expect[bound] = expect["requests"]
        elif expect[bound] == "open":
            expect[bound] = None
    if expect["fee_status"] == "none":
        expect["fee_amount_yuan"] = 0
    return expect


def _names(value: object) -> tuple[str, ...]:
    assert isinstance(value, list)
    return tuple(map(str, value))


def _table(value: object) -> dict[str, Scalar]:
    assert isinstance(value, dict)
    return value


def _expected_figures(printed: Values) -> Iterator[tuple[str, Value]]:
    """Every cell, as a number where it is printed as nothing else."""
    for name, text in printed.items():
        yield name, int(text) if text.isascii() and text.isdigit() else None
