"""A cache that threads share and that never holds more than so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol, TypeVar


class Sized(Protocol):
    """A value that knows how much memory it takes."""

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        ...


Value = TypeVar("Value", bound=Sized)


class ByteCache:
    """Keeps what was asked for last. Values must never change, for they are handed to every thread."""

    def __init__(self, limit: int) -> None:
        """``limit`` is in bytes; a value that is larger by itself is not kept."""
        self._limit = limit
        self._size = 0
        self._values: OrderedDict[Hashable, Sized] = OrderedDict()
        self._lock = Lock()

    def get(self, kind: type[Value], key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of that kind under ``key``, made now if it is not there.

        Two threads may make the same value at once: cheaper than one waiting for the other's work
        on another key.
        """
        kept = self.find(kind, key)
        if kept is not None:
            return kept
        value = make()
        if value.nbytes <= self._limit:
            self._keep((kind, key), value)
        return value

    def find(self, kind: type[Value], key: Hashable) -> Value | None:
        """The value of that kind under ``key``, if it is there."""
        with self._lock:
            kept = self._values.get((kind, key))
            if not isinstance(kept, kind):
                return None
            self._values.move_to_end((kind, key))
            return kept

    def _keep(self, key: Hashable, value: Sized) -> None:
        with self._lock:
            if key in self._values:
                return
            self._values[key] = value
            self._size += value.nbytes
            while self._size > self._limit:
                _, dropped = self._values.popitem(last=False)
                self._size -= dropped.nbytes
