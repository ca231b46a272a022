"""Charts keep the place of what is missing, and draw nothing across a change of form."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webui.charts import Slot, bar_chart, spread_chart

FORMS = st.sampled_from(["", "e2", "2019", "2021"])


def slot(number: int, value: float | None, era: str) -> Slot:
    return Slot(str(2008 + number), f"’{8 + number:02}", value, "?" if value is None else f"{value:g}", era)


SLOTS = st.lists(st.tuples(st.none() | st.integers(0, 9999), FORMS), max_size=20).map(
    lambda rows: [slot(number, value, era) for number, (value, era) in enumerate(rows)]
)


@given(SLOTS)
def test_every_slot_is_drawn_once_inside_the_chart(slots: list[Slot]) -> None:
    most = max((one.value or 0 for one in slots), default=0)
    chart = bar_chart("t", "", slots, most)
    assert len(chart.bars) + len(chart.gaps) == len(chart.names) == len(slots)
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width + 0.2 for bar in chart.bars)
    assert all(0 <= bar.y <= chart.base and 0 <= bar.height <= chart.base for bar in chart.bars)
    labelled = [bar for bar in chart.bars if bar.label]
    assert bool(labelled) == bool(chart.bars)


@given(SLOTS)
def test_there_is_a_break_wherever_the_form_changes(slots: list[Slot]) -> None:
    eras = [one.era for one in slots if one.era]
    changes = sum(before != after for before, after in pairwise(eras))
    assert len(bar_chart("t", "", slots, 1).breaks) == changes


@given(SLOTS)
def test_no_line_crosses_a_gap_or_a_break(slots: list[Slot]) -> None:
    chart = spread_chart("t", "", slots, 9999, "9999")
    step = chart.width / max(1, len(slots))
    for line in chart.lines:
        xs = [float(point.split(",")[0]) for point in line.split()]
        places = [int(x // step) for x in xs]
        assert places == list(range(places[0], places[-1] + 1))
        assert len({slots[place].era for place in places}) == 1
        assert all(slots[place].value is not None for place in places)
