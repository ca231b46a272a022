"""Everything about the reports of an index but their words, as arrays.

Reports and sections are numbered in the order of writing, and every array is indexed by these numbers.
Reading stored documents one by one for facets, as Whoosh does, takes a quarter of a second at 20,000
reports; adding up integers takes a millisecond.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import FACETS, IndexedReport
from indexer.model import SectionKind
from indexer.query import NOT_STATED, Sort

Value = str | int
STORED = tuple(facet for facet in FACETS if facet != "section")
KIND_BITS = {kind: 1 << place for place, kind in enumerate(SectionKind)}
EVERY_SECTION = 1 << 30
"""The bit of every section, so that the empty scope is a mask like any other."""
IN_SCOPE = 1 << 31
"""The bit of what is in the scope of one query; never stored."""


@dataclass(frozen=True, slots=True, eq=False)
class Sections:
    """The sections of all reports, one report after the other."""

    first: NDArray[np.int64]
    """For each report its first section, and at the end the number of all sections."""
    kinds: NDArray[np.uint32]
    """Bits of the kinds whose scope includes the section."""
    words: NDArray[np.int64]
    """How many words it has."""
    slots: NDArray[np.int32]
    """Which word field holds it."""
    reports: NDArray[np.int64]
    """Which report it is in."""


@dataclass(frozen=True, slots=True, eq=False)
class FacetColumn:
    """The values of one facet."""

    values: tuple[Value, ...]
    """Every value there is, in ascending order, numbers first."""
    numbers: int
    """How many of them are numbers."""
    places: Mapping[Value, int]
    """Where each value stands in ``values``."""
    reports: NDArray[np.intp]
    codes: NDArray[np.intp]
    """``codes[i]`` is the place of a value that report ``reports[i]`` has; ``len(values)`` says that it
    has none. A report may stand there more than once, with one value each."""
    single: bool
    """No report has two values: then ``reports`` is 0, 1, 2, …"""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The reports of an index."""

    docs: tuple[int, ...]
    report_ids: tuple[str, ...]
    sections: Sections
    slots: tuple[str, ...]
    """Names of the word fields."""
    facets: Mapping[str, FacetColumn]
    ranks: Mapping[Sort, NDArray[np.int32]]
    """For each order but relevance, the place of each report in it. The order by year breaks all ties."""
    kinds: NDArray[np.uint32]
    """For each report, the bits of the kinds of its sections; EVERY_SECTION always."""


@dataclass(slots=True)
class Gathering:
    """Collects the columns while the reports are written."""

    docs: list[int] = field(default_factory=list)
    report_ids: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    slot_numbers: dict[str, int] = field(default_factory=dict)
    facets: dict[str, list[tuple[Value, ...]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, report: IndexedReport, slots: Sequence[str], words: Sequence[int]) -> None:
        """The next report, with the word field and the number of words of each of its sections."""
        self.docs.append(report.doc)
        self.report_ids.append(report.report_id)
        self.counts.append(len(report.sections))
        self.words += words
        self.slots += (self.slot_numbers.setdefault(slot, len(self.slot_numbers)) for slot in slots)
        for section in report.sections:
            self.kinds.append(EVERY_SECTION | sum(KIND_BITS[kind] for kind in set(section.kinds)))
        for facet in STORED:
            values = dict.fromkeys(report.facets.get(facet, ()))
            self.facets[facet].append(tuple(value for value in values if value != NOT_STATED))

    def save(self, folder: Path) -> None:
        """Write the columns into a new folder."""
        folder.mkdir()
        facets: dict[str, list[Value]] = {}
        for facet in STORED:
            facets[facet], rows, codes = _encode(self.facets[facet])
            np.save(folder / f"facet_{facet}.npy", np.array([rows, codes], dtype=np.int32))
        for sort, rank in self._ranks().items():
            np.save(folder / f"rank_{sort}.npy", rank)
        np.save(folder / "counts.npy", np.array(self.counts, dtype=np.int32))
        np.save(folder / "kinds.npy", np.array(self.kinds, dtype=np.uint32))
        np.save(folder / "words.npy", np.array(self.words, dtype=np.int32))
        np.save(folder / "slots.npy", np.array(self.slots, dtype=np.int32))
        names = {
            "docs": self.docs,
            "report_ids": self.report_ids,
            "slots": list(self.slot_numbers),
            "facets": facets,
        }
        (folder / "columns.json").write_text(json.dumps(names, ensure_ascii=False), "utf-8")

    def _ranks(self) -> dict[Sort, NDArray[np.int32]]:
        years, requests, agencies = (self.facets[name] for name in ("year", "requests", "agency"))

        def newest(number: int) -> tuple[object, ...]:
            year = years[number]
            return (not year, -int(year[0]) if year else 0, self.report_ids[number])

        def most(number: int) -> tuple[object, ...]:
            count = requests[number]
            return (not count, -int(count[0]) if count else 0, newest(number))

        def by_name(number: int) -> tuple[object, ...]:
            name = agencies[number]
            return (not name, str(name[0]) if name else "", newest(number))

        ranks = {}
        for sort, key in ((Sort.YEAR, newest), (Sort.REQUESTS, most), (Sort.AGENCY, by_name)):
            rank = np.empty(len(self.docs), dtype=np.int32)
            rank[sorted(range(len(self.docs)), key=key)] = np.arange(len(self.docs), dtype=np.int32)
            ranks[sort] = rank
        return ranks


def _encode(values: Sequence[tuple[Value, ...]]) -> tuple[list[Value], list[int], list[int]]:
    """All values in ascending order, numbers first; and the report and code of each one given."""
    known = sorted({value for given in values for value in given}, key=lambda v: (isinstance(v, str), v))
    places = {value: place for place, value in enumerate(known)}
    rows, codes = [], []
    for number, given in enumerate(values):
        for code in [places[value] for value in given] or [len(known)]:
            rows.append(number)
            codes.append(code)
    return known, rows, codes


def load_columns(folder: Path) -> Columns:
    """Read the columns that :class:`Gathering` saved."""
    names = json.loads((folder / "columns.json").read_text("utf-8"))
    counts = np.load(folder / "counts.npy").astype(np.int64)
    sections = Sections(
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        kinds=np.load(folder / "kinds.npy"),
        words=np.load(folder / "words.npy").astype(np.int64),
        slots=np.load(folder / "slots.npy"),
        reports=np.repeat(np.arange(len(counts)), counts),
    )
    kinds = np.full(len(counts), EVERY_SECTION, dtype=np.uint32)
    filled = counts > 0
    if filled.any():
        kinds[filled] |= np.bitwise_or.reduceat(sections.kinds, sections.first[:-1][filled])
    return Columns(
        docs=tuple(names["docs"]),
        report_ids=tuple(names["report_ids"]),
        sections=sections,
        slots=tuple(names["slots"]),
        facets={facet: _load_facet(folder, facet, names["facets"][facet]) for facet in STORED},
        ranks={sort: np.load(folder / f"rank_{sort}.npy") for sort in Sort if sort != Sort.RELEVANCE},
        kinds=kinds,
    )


def _load_facet(folder: Path, facet: str, values: Sequence[Value]) -> FacetColumn:
    reports, codes = np.load(folder / f"facet_{facet}.npy").astype(np.intp)
    return FacetColumn(
        values=tuple(values),
        numbers=sum(isinstance(value, int) for value in values),
        places={value: place for place, value in enumerate(values)},
        reports=reports,
        codes=codes,
        single=bool((np.diff(reports) == 1).all()),
    )
