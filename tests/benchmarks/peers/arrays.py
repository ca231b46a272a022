"""Facets as arrays of small integers, for engines that have none: what an able user of theirs would add."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import LONG_FACETS, IndexedReport
from tests.benchmarks.subject import COUNTED, LISTED, Answer, shown

Codes = NDArray[np.int32]
_PAGE = 10


class Gathered:
    """Collects the facets of the reports while an index is written."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._values: dict[str, dict[str, int]] = {facet: {} for facet in COUNTED}
        self._codes: dict[str, list[int]] = {facet: [] for facet in COUNTED}

    def add(self, report: IndexedReport) -> None:
        """The next report. Flags that stand together count as one value until they are read."""
        self._ids.append(report.report_id)
        for facet, found in shown(report).items():
            known = self._values[facet]
            self._codes[facet].append(known.setdefault(" ".join(sorted(found)), len(known)))

    def save(self, folder: Path) -> None:
        """Write everything beside the index."""
        np.save(folder / "facets.npy", np.array([self._codes[facet] for facet in COUNTED], np.int32))
        names = {"ids": self._ids, "values": {facet: list(known) for facet, known in self._values.items()}}
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


class FacetArrays:
    """The facets of all reports, in memory."""

    def __init__(self, folder: Path) -> None:
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        self._ids: list[str] = names["ids"]
        self._values: dict[str, list[str]] = names["values"]
        codes: Codes = np.load(folder / "facets.npy")
        self._codes: dict[str, Codes] = dict(zip(COUNTED, codes, strict=True))

    def id(self, number: int) -> str:
        """The id of a report."""
        return self._ids[number]

    def count(self, numbers: Sequence[int] | None) -> dict[str, Codes]:
        """Reports by the code of their value, for every facet; of all reports where no numbers are given."""
        chosen = slice(None) if numbers is None else np.fromiter(numbers, np.int64, len(numbers))
        return {
            facet: np.bincount(codes[chosen], minlength=len(self._values[facet])).astype(np.int32)
            for facet, codes in self._codes.items()
        }

    def listed(self, counts: Mapping[str, Codes]) -> dict[str, list[tuple[str, int]]]:
        """The values to show with their counts: all of a short facet, the most frequent of a long one."""
        found = {}
        for facet, sizes in counts.items():
            places = np.flatnonzero(sizes)
            if facet in LONG_FACETS and len(places) > LISTED:
                places = places[np.argpartition(-sizes[places], LISTED)[:LISTED]]
            names = map(self._values[facet].__getitem__, places.tolist())
            found[facet] = list(zip(names, sizes[places].tolist(), strict=True))
        return found

    def browse(self, page: int) -> tuple[int, dict[str, Codes], list[str]]:
        """Everything, the newest first."""
        years = np.array([int(value) if value.isdigit() else 0 for value in self._values["year"]])
        order = np.argsort(-years[self._codes["year"]], kind="stable")
        shown_now = order[_PAGE * (page - 1) : _PAGE * page]
        return len(order), self.count(None), [self._ids[number] for number in shown_now.tolist()]

    def answer(self, total: int, counts: Mapping[str, Codes]) -> Answer:
        """Counts by value."""
        facets: dict[str, dict[str, int]] = {facet: {} for facet in COUNTED}
        for facet, sizes in counts.items():
            for value, size in zip(self._values[facet], sizes.tolist(), strict=True):
                for single in value.split(" ") if facet == "flag" else (value,):
                    if size:
                        facets[facet][single] = facets[facet].get(single, 0) + size
        return Answer(total, facets)
