"""The statutory tables of a generated report, filled with figures that add up.

The forms are compiled once: each becomes the text around its numbers, as printed and as the index sees
it, so that a table of 170 cells costs a few microseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from indexer.model import Form
from indexer.text.normalise import normalise_text
from tests.benchmarks.chance import Stream
from tests.benchmarks.data_files import load

_COLUMNS = 7
_MARK = "99999999"
"""Stands for a number while a form is compiled: normalisation leaves digits as they are."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table, as printed and as normalised."""

    printed: str
    normalised: str


@dataclass(frozen=True, slots=True)
class _Form:
    printed: str
    normalised: str
    rows: tuple[str, ...] = ()

    def fill(self, numbers: tuple[int, ...]) -> TableText:
        return TableText(self.printed % numbers, self.normalised % numbers)


def _compiled(text: str, rows: tuple[str, ...] = ()) -> _Form:
    marked = text.strip().replace("%", "%%").replace("#", _MARK)
    printed, normalised = marked, normalise_text(marked + "\n").text.strip()
    return _Form(printed.replace(_MARK, "%d"), normalised.replace(_MARK, "%d"), rows)


@cache
def _form(name: str) -> _Form:
    return _compiled(str(load("tables")[name]))


@cache
def _requests_form(form: Form) -> _Form:
    data = load("tables")
    otherwise = data["rq_otherwise_2019" if form is Form.Y2019 else "rq_otherwise_2021"]
    rows = [*data["rq_rows"], *otherwise, *data["rq_end"]]
    lines = [f"{label}{' # |' * _COLUMNS}" for _, label in rows]
    return _compiled(data["rq_head"] + "\n".join(lines), tuple(name for name, _ in rows))


def disclosure_table(form: Form, chance: Stream) -> TableText:
    """Table 二: what was published, decided and charged."""
    compiled = _form("pd_2019" if form is Form.Y2019 else "pd_2021")
    numbers = (int(400 ** chance.random()) - 1 for _ in range(compiled.printed.count("%d")))
    return compiled.fill(tuple(numbers))


def requests_table(form: Form, requests: int, chance: Stream, *, wrong: bool) -> TableText:
    """Table 三: the requests received and what became of them; with a sum that is wrong where asked for."""
    compiled = _requests_form(form)
    cells = dict.fromkeys(compiled.rows, (0,) * _COLUMNS)
    carried_in, carried_out = _carried(requests, chance)
    closed = left = requests + carried_in - carried_out
    business = given = 0
    share_of_business = chance.random() * 0.3
    for row, share in (
        ("granted", 0.6),
        ("not_held", 0.5),
        ("partial", 0.3),
        ("denied", 0.5),
        ("otherwise", 2),
    ):
        count = min(left, int(left * share * (0.6 + 0.6 * chance.random())))
        given = int(count * share_of_business)
        cells[row] = _cells(count, given)
        left, business = left - count, business + given
    cells["result_total"] = _cells(closed + (1 + int(chance.random() * 5) if wrong else 0), business)
    cells |= {
        "new": _cells(requests, business),
        "carried_in": _cells(carried_in),
        "carried_out": _cells(carried_out),
    }
    return compiled.fill(tuple(cell for row in compiled.rows for cell in cells[row]))


def _carried(requests: int, chance: Stream) -> tuple[int, int]:
    if requests < 8 or chance.random() < 0.5:
        return 0, 0
    return int(chance.random() * requests / 10), int(chance.random() * requests / 10)


def _cells(total: int, business: int = 0) -> tuple[int, ...]:
    """A row of 申请人情况: natural persons, enterprises, nobody else, and their total."""
    return (total - business, business, 0, 0, 0, 0, total)


def disputes_table(requests: int, chance: Stream) -> TableText:
    """Table 四: reviews and lawsuits; hardly any without requests."""
    numbers: list[int] = []
    for _ in range(3):
        cases = int(chance.random() ** 6 * requests / 5)
        upheld = int(cases * chance.random())
        numbers += [upheld, cases - upheld, 0, 0, cases]
    return _form("rl").fill(tuple(numbers))


def annex_table(form: Form, requests: int, chance: Stream) -> TableText:
    """The list of indicators that reports had before 2019."""
    compiled = _annex_form("s1" if form is Form.E1 else "s2")
    stated: Callable[[str], int] = lambda row: requests if row else int(2000 ** chance.random()) - 1  # noqa: E731
    return compiled.fill(tuple(map(stated, compiled.rows)))


@cache
def _annex_form(name: str) -> _Form:
    """``rows`` says for each number whether it is the number of requests."""
    text = str(load("tables")[name])
    kinds = tuple(
        "requests" if piece.startswith("{requests}") else ""
        for piece in _split_before(text, ("{requests}", "#"))
    )
    return _compiled(text.replace("{requests}", "#"), kinds)


def _split_before(text: str, marks: tuple[str, ...]) -> list[str]:
    """The stretches of the text that begin with one of the marks."""
    places = sorted(place for mark in marks for place in _places(text, mark))
    return [text[place:] for place in places]


def _places(text: str, mark: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(mark, place)]
