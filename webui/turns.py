"""Requests take turns: a process works on a few of them at once, first come, first served.

Python runs one thread at a time, and threads that all want to run hinder each other: eight pages made at once
take nearly twice the work of eight pages made one after the other. What streams goes on beside the others:
its first piece has its turn, the rest is made while it leaves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

AT_WORK = 3
"""Requests that a process works on at once: so few, and yet two slow ones hold nobody up."""


class Turns:
    """A number of places, given to those who wait in the order in which they came.

    A semaphore of Python gives a place to whoever asks when it becomes free, and somebody may wait for long.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: deque[Lock] = deque()
        self._lock = Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # until the place of somebody who leaves is handed over

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


def in_turn(app: WSGIApplication, at_once: int) -> WSGIApplication:
    """The application, working on so many requests at once."""
    turns = Turns(at_once)

    def work(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with turns:
            return app(environ, start_response)

    return work
