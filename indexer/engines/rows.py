"""What an index keeps of its reports beside their words, as it is written and merged.

Reports and sections are numbered in the order of writing, and every array is indexed by these numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import FACETS, IndexedReport
from indexer.model import SectionKind
from indexer.query import NOT_STATED

Value = str | int
Number = TypeVar("Number", bound=np.generic)
STORED = tuple(facet for facet in FACETS if facet != "section")
KIND_BITS = {kind: 1 << place for place, kind in enumerate(SectionKind)}
EVERY_SECTION = 1 << 30
"""The bit of every section, so that the empty scope is a mask like any other."""
_PER_SECTION = ("kinds", "words", "slots")
_NAMES = "names.json"


@dataclass(frozen=True, slots=True, eq=False)
class FacetRows:
    """The values of one facet."""

    values: tuple[Value, ...]
    """Every value there is, in ascending order, numbers first."""
    reports: NDArray[np.int32]
    codes: NDArray[np.int32]
    """``codes[i]`` is the place of a value that report ``reports[i]`` has; ``len(values)`` says that it
    has none. A report may stand there more than once, with one value each."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The reports of an index, or of a part of one."""

    docs: NDArray[np.int64]
    report_ids: tuple[str, ...]
    counts: NDArray[np.int32]
    """How many sections each report has. The next three are of the sections."""
    kinds: NDArray[np.uint32]
    """Bits of the kinds whose scope includes the section."""
    words: NDArray[np.int32]
    """How many words it has."""
    slots: NDArray[np.int32]
    """Which word field holds it."""
    slot_names: tuple[str, ...]
    facets: Mapping[str, FacetRows]


@dataclass(slots=True)
class Gathering:
    """Collects the rows while the reports are written."""

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

    def rows(self) -> Rows:
        """What was collected."""
        return Rows(
            docs=np.array(self.docs, dtype=np.int64),
            report_ids=tuple(self.report_ids),
            counts=np.array(self.counts, dtype=np.int32),
            kinds=np.array(self.kinds, dtype=np.uint32),
            words=np.array(self.words, dtype=np.int32),
            slots=np.array(self.slots, dtype=np.int32),
            slot_names=tuple(self.slot_numbers),
            facets={facet: _encode(self.facets[facet]) for facet in STORED},
        )


def _encode(given: Sequence[tuple[Value, ...]]) -> FacetRows:
    known = _ascending({value for values in given for value in values})
    places = {value: place for place, value in enumerate(known)}
    reports, codes = [], []
    for number, values in enumerate(given):
        for code in [places[value] for value in values] or [len(known)]:
            reports.append(number)
            codes.append(code)
    return FacetRows(known, np.array(reports, dtype=np.int32), np.array(codes, dtype=np.int32))


def _ascending(values: set[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=lambda value: (isinstance(value, str), value)))


def merge_rows(parts: Sequence[tuple[Rows, NDArray[np.bool_]]]) -> Rows:
    """The rows of several parts as one; of each part only the reports that are marked."""
    slots = dict.fromkeys(name for rows, _ in parts for name in rows.slot_names)
    numbers = {name: number for number, name in enumerate(slots)}
    sections = [np.repeat(kept, rows.counts) for rows, kept in parts]
    renumbered = [
        np.array([numbers[name] for name in rows.slot_names], dtype=np.int32)[rows.slots] for rows, _ in parts
    ]
    return Rows(
        docs=_joined([rows.docs[kept] for rows, kept in parts], np.int64),
        report_ids=tuple(
            report_id
            for rows, kept in parts
            for report_id, wanted in zip(rows.report_ids, kept.tolist(), strict=True)
            if wanted
        ),
        counts=_joined([rows.counts[kept] for rows, kept in parts], np.int32),
        kinds=_joined([rows.kinds[s] for (rows, _), s in zip(parts, sections, strict=True)], np.uint32),
        words=_joined([rows.words[s] for (rows, _), s in zip(parts, sections, strict=True)], np.int32),
        slots=_joined([slots[s] for slots, s in zip(renumbered, sections, strict=True)], np.int32),
        slot_names=tuple(slots),
        facets={
            facet: _merge_facet([(rows.facets[facet], kept) for rows, kept in parts]) for facet in STORED
        },
    )


def _merge_facet(parts: Sequence[tuple[FacetRows, NDArray[np.bool_]]]) -> FacetRows:
    known = _ascending({value for rows, _ in parts for value in rows.values})
    places = {value: place for place, value in enumerate(known)}
    reports, codes, base = [], [], 0
    for rows, kept in parts:
        wanted = kept[rows.reports]
        new_numbers = np.cumsum(kept, dtype=np.int32) - 1 + base
        new_codes = np.array([*(places[value] for value in rows.values), len(known)], dtype=np.int32)
        reports.append(new_numbers[rows.reports[wanted]])
        codes.append(new_codes[rows.codes[wanted]])
        base += int(np.count_nonzero(kept))
    return FacetRows(known, _joined(reports, np.int32), _joined(codes, np.int32))


def _joined(arrays: Sequence[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    return np.concatenate([np.zeros(0, dtype=kind), *arrays])


def save_rows(rows: Rows, folder: Path) -> None:
    """Write rows into a new folder."""
    folder.mkdir()
    for name in ("docs", "counts", *_PER_SECTION):
        np.save(folder / f"{name}.npy", getattr(rows, name))
    for facet, one in rows.facets.items():
        np.save(folder / f"facet_{facet}.npy", np.array([one.reports, one.codes]))
    names = {
        "report_ids": rows.report_ids,
        "slots": rows.slot_names,
        "facets": {facet: one.values for facet, one in rows.facets.items()},
    }
    (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")


def load_rows(folder: Path) -> Rows:
    """The rows that :func:`save_rows` wrote, mapped into memory, where processes share them."""
    names = json.loads((folder / _NAMES).read_text("utf-8"))
    arrays = {name: _mapped(folder / f"{name}.npy") for name in ("docs", "counts", *_PER_SECTION)}
    facets = {}
    for facet in STORED:
        reports, codes = _mapped(folder / f"facet_{facet}.npy")
        facets[facet] = FacetRows(tuple(names["facets"][facet]), reports, codes)
    return Rows(
        report_ids=tuple(names["report_ids"]), slot_names=tuple(names["slots"]), facets=facets, **arrays
    )


def _mapped(path: Path) -> NDArray[Any]:
    """As a plain array: numpy's own class for mapped files makes each operation a little slower."""
    return np.asarray(np.load(path, mmap_mode="r"))
