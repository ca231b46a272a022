"""A few requests are worked on at once, in the order in which they came."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock

import pytest

from webui.turns import Turns, in_turn


def waiting(turns: Turns, number: int) -> None:
    """Return once so many wait for their turn."""
    while len(turns._waiting) < number:
        Event().wait(0.001)


def test_places_go_to_those_who_came_first() -> None:
    turns, came, order = Turns(2), Event(), list[int]()

    def take(number: int) -> None:
        with turns:
            order.append(number)
            came.wait(30)

    with ThreadPoolExecutor(8) as threads:
        done: list[Future[None]] = []
        for number in range(8):
            done.append(threads.submit(take, number))
            if number < 2:
                while len(order) <= number:
                    Event().wait(0.001)
            else:
                waiting(turns, number - 1)
        assert order == [0, 1]
        came.set()
    assert [one.result() for one in done] == [None] * 8
    assert sorted(order) == list(range(8))
    assert max(abs(place - number) for place, number in enumerate(order)) <= 1


def test_never_more_at_once_and_no_place_is_lost() -> None:
    lock, now, most = Lock(), 0, 0

    def app(environ: dict[str, object], start_response: object) -> list[bytes]:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        Event().wait(0.001)
        with lock:
            now -= 1
        if environ["n"] == 7:
            raise ValueError("a slip")
        return [b"x"]

    guarded = in_turn(app, 3)  # type: ignore[arg-type]

    def ask(number: int) -> None:
        guarded({"n": number % 10}, lambda *_: lambda _: None)

    with ThreadPoolExecutor(8) as threads:
        done = [threads.submit(ask, number) for number in range(100)]
    for number, one in enumerate(done):
        if number % 10 == 7:
            with pytest.raises(ValueError, match="slip"):
                one.result()
        else:
            one.result()
    assert most == 3
