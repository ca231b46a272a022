"""What was lately read of the reports of a build, kept for the next request.

A report of a build never changes, and readers come back to the same ones: the first hits of common words, the
report whose marks they walk. What is kept goes with its build.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from indexer.builds import OpenBuild
from indexer.catalogue import ReportSummary
from indexer.engines.protocol import FACETS
from indexer.model import Normalised, Report
from indexer.query import NOT_STATED, Query

SUMMARIES = 1000
"""Reports kept as lists of hits name them: some 20 kB each."""
TEXTS = 400
"""Texts kept to quote from: some 40 kB each."""
WHOLE = 60
"""Reports kept whole, as their pages need them."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What passages are quoted from."""

    original: str
    normalised: Normalised


K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """The values asked for last, up to a number of them. Safe to share between threads.

    >>> shelf = Shelf[str, int](most=2)
    >>> [shelf.get(word, lambda: len(word)) for word in ("a", "bb", "a", "ccc")]
    [1, 2, 1, 3]
    >>> list(shelf.kept)
    ['a', 'ccc']
    """

    def __init__(self, most: int) -> None:
        self.kept: OrderedDict[K, V] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def get(self, key: K, read: Callable[[], V]) -> V:
        """The value; read where it is not kept. Two threads may read the same one at the same time."""
        value = self.find(key)
        return value if value is not None else self.put(key, read())

    def find(self, key: K) -> V | None:
        """The value, if it is kept."""
        with self._lock:
            if key not in self.kept:
                return None
            self.kept.move_to_end(key)
            return self.kept[key]

    def put(self, key: K, value: V) -> V:
        """Keep a value, and let go of the one that was not asked for the longest."""
        with self._lock:
            self.kept[key] = value
            self.kept.move_to_end(key)
            while len(self.kept) > self._most:
                self.kept.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class _Shelves:
    summaries: Shelf[int, ReportSummary]
    texts: Shelf[int, Texts]
    whole: Shelf[str, Report]
    names: Shelf[str, tuple[str, ...]]


_shelves: WeakKeyDictionary[OpenBuild, _Shelves] = WeakKeyDictionary()
_making = Lock()


def _of(build: OpenBuild) -> _Shelves:
    with _making:
        return _shelves.setdefault(
            build, _Shelves(Shelf(SUMMARIES), Shelf(TEXTS), Shelf(WHOLE), Shelf(len(FACETS)))
        )


def summaries(build: OpenBuild, docs: Sequence[int]) -> tuple[ReportSummary, ...]:
    """The documents as a list of hits names them; those that are not kept are read together."""
    shelf = _of(build).summaries
    found = {doc: shelf.find(doc) for doc in docs}
    missing = [doc for doc, one in found.items() if one is None]
    if missing:
        for summary in build.summaries(missing):
            found[summary.doc] = shelf.put(summary.doc, summary)
    return tuple(one for doc in docs if (one := found[doc]))


def names(build: OpenBuild, facet: str) -> tuple[str, ...]:
    """Every value of a facet in a build."""

    def read() -> tuple[str, ...]:
        counts = build.engine.search(Query(size=1)).facets.get(facet, ())
        return tuple(str(one.value) for one in counts if one.value != NOT_STATED)

    return _of(build).names.get(facet, read)


def texts(build: OpenBuild, doc: int) -> Texts:
    """The texts of a document."""
    return _of(build).texts.get(doc, lambda: Texts(*build.texts(doc)))


def whole(build: OpenBuild, report_id: str) -> Report:
    """Everything that is known of one report, beside that of the year before."""
    return _of(build).whole.get(report_id, lambda: build.report_in_series(report_id))
