"""Charts as geometry: what a template draws as SVG. No library, no script, no colours of its own.

Bars and points stand in slots. A slot without a value keeps its place and says why; where the statutory form
changes between two slots a broken line stands, and nothing is drawn across it. Labels stand at the marks, so
there is no legend to look up; each chart has a table beside it that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH = 320.0
DIGIT = 6.0
"""Width of a digit of a label, in the units of the drawing."""
TOP = 16.0
"""Room for the labels over the marks."""
FOOT = 18.0
"""Room for the names of the slots."""
WIDEST = 34.0
"""Slots of a chart with few of them do not spread over the whole width."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place on the axis: a year, as a rule."""

    name: str
    short: str
    """The name where there is little room."""
    value: float | None
    label: str
    """The value as said; for a slot without one, the sign of why."""
    era: str
    """What must be the same for two slots to be comparable: the statutory form. Empty: nothing is there."""
    low: float | None = None
    high: float | None = None
    """The range around the value, where it has one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, or a point with its range."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    """Empty where there is no room for it."""
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text, or a line, at a place of the axis."""

    x: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the template draws."""

    title: str
    about: str
    """The same in one sentence, for those who do not see it."""
    width: float
    height: float
    base: float
    """Where the axis is."""
    bars: tuple[Bar, ...]
    gaps: tuple[Mark, ...]
    """Slots without a value, with their sign."""
    names: tuple[Mark, ...]
    breaks: tuple[Mark, ...]
    lines: tuple[str, ...] = ()
    """Points of lines through comparable slots."""
    grid: tuple[tuple[float, str], ...] = ()
    """Hairlines and what they stand for."""


def bar_chart(title: str, about: str, slots: Sequence[Slot], most: float, height: float = 92) -> Chart:
    """Bars of numbers from 0; charts that are compared share ``most``.

    >>> chart = bar_chart("t", "", [Slot("2019", "19", 4, "4", "a"), Slot("2021", "21", 2, "2", "b")], 4)
    >>> [(bar.height, bar.label) for bar in chart.bars], len(chart.breaks)
    ([(58.0, '4'), (29.0, '2')], 1)
    """
    step = min(WIDTH / max(1, len(slots)), WIDEST)
    base = height - FOOT
    room = base - TOP
    said = _labelled(slots, step)
    bars = tuple(
        Bar(
            x=_r(place * step + step * 0.16), y=_r(base - room * slot.value / (most or 1)),
            width=_r(step * 0.68), height=_r(room * slot.value / (most or 1)),
            middle=_r((place + 0.5) * step),
            label=slot.label if place in said else "", title=f"{slot.name}: {slot.label}",
        )
        for place, slot in enumerate(slots) if slot.value is not None
    )  # fmt: skip
    return Chart(
        title, about, _r(step * len(slots)), height, base, bars, tuple(_gaps(slots, step)),
        tuple(_names(slots, step)), tuple(_breaks(slots, step)),
    )  # fmt: skip


def spread_chart(title: str, about: str, slots: Sequence[Slot], most: float, full: str) -> Chart:
    """Points with their ranges, and a line through those that are comparable; ``full`` names the top line."""
    height = 140.0
    step = min(WIDTH / max(1, len(slots)), WIDEST * 1.4)
    base = height - FOOT
    room = base - TOP

    def up(value: float) -> float:
        return _r(base - room * min(1.0, value / (most or 1)))

    said = _labelled(slots, step)
    bars = []
    for place, slot in enumerate(slots):
        if slot.value is not None:
            high, low = slot.high or slot.value, slot.low if slot.low is not None else slot.value
            bars.append(
                Bar(
                    x=_r((place + 0.5) * step), y=up(high), width=0, height=_r(up(low) - up(high)),
                    middle=up(slot.value), label=slot.label if place in said else "",
                    title=f"{slot.name}: {slot.label}",
                )
            )  # fmt: skip
    lines = (
        " ".join(f"{_r((place + 0.5) * step)},{up(value)}" for place, value in run)
        for run in _runs(slots)
        if len(run) > 1
    )
    return Chart(
        title, about, _r(step * len(slots)), height, base, tuple(bars), tuple(_gaps(slots, step)),
        tuple(_names(slots, step)), tuple(_breaks(slots, step)), tuple(lines), ((TOP, full),),
    )  # fmt: skip


def _r(value: float) -> float:
    return round(value, 1)


def _labelled(slots: Sequence[Slot], step: float) -> frozenset[int]:
    """Which values are written at their marks: all of them, or where they would touch the telling ones."""
    stated = [place for place, slot in enumerate(slots) if slot.value is not None]
    if not stated or max(len(slots[place].label) for place in stated) * DIGIT <= step:
        return frozenset(stated)
    width = max(len(slots[place].label) for place in stated) * DIGIT
    kept: list[int] = []
    telling = [max(stated, key=lambda place: slots[place].value or 0), stated[-1], stated[0]]
    for place in telling:
        if all(abs(place - other) * step > width for other in kept):
            kept.append(place)
    return frozenset(kept)


def _gaps(slots: Sequence[Slot], step: float) -> Iterator[Mark]:
    for place, slot in enumerate(slots):
        if slot.value is None:
            yield Mark(_r((place + 0.5) * step), slot.label)


def _names(slots: Sequence[Slot], step: float) -> Iterator[Mark]:
    long = max((len(slot.name) for slot in slots), default=0) * DIGIT + 3 <= step
    for place, slot in enumerate(slots):
        yield Mark(_r((place + 0.5) * step), slot.name if long else slot.short)


def _breaks(slots: Sequence[Slot], step: float) -> Iterator[Mark]:
    """Before each slot that follows another form than the last one that follows any."""
    before = ""
    for place, slot in enumerate(slots):
        if slot.era:
            if before and before != slot.era:
                yield Mark(_r(place * step), f"{before} | {slot.era}")
            before = slot.era


def _runs(slots: Sequence[Slot]) -> Iterator[list[tuple[int, float]]]:
    """Stretches of slots that follow each other, have values, and are comparable."""
    run: list[tuple[int, float]] = []
    era = ""
    for place, slot in enumerate(slots):
        if slot.value is None or slot.era != era:
            yield run
            run, era = [], slot.era
        if slot.value is not None:
            run.append((place, slot.value))
    yield run
