"""What of a report depends on the other reports of a build: how much it repeats of the year before.

Parts of an index are shared by builds and never change, so this belongs to the build. Of two documents it
never changes either: what the build before has compared is taken over, and an update of a hundred reports
compares a few hundred pairs, however many reports there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.engines.rows import FacetRows, Rows
from indexer.reuse.frame import UNKNOWN, Frame, PartFrame, save_frame
from indexer.reuse.part import Part as Sentences
from indexer.reuse.share import Reuse, name_share, repeated_share

if TYPE_CHECKING:
    from indexer.engines.whoosh import Part

FOLDER = "reuse"
FACET = "reuse"
_PAIRS = "pairs.npz"
Shares = Mapping[tuple[int, int], float]
"""For a document and one of the year before, the share that is repeated; nan where nothing can be."""


def add_reuse(rows: Rows, parts: Sequence[Part], index: Path, before: Path | None) -> Rows:
    """Write what an index of sentences needs to know of the reports, and give them the facet ``reuse``.

    ``before`` is the index of the build before, if there is one.
    """
    stated = _Stated.of([Sentences(part.folder / FOLDER) for part in parts], [part.kept for part in parts])
    frame = Frame(
        docs=rows.docs,
        years=_numbers(rows.facets["year"], len(rows.docs)),
        agencies=_codes(rows.facets["agency"], len(rows.docs)),
        places=_codes(rows.facets["province"], len(rows.docs)),
        place_names=tuple(map(str, rows.facets["province"].values)),
        parts=tuple(part.name for part in parts),
        sentences=stated.count(),
    )
    save_frame(frame, stated.states, index / FOLDER)
    known = _load_pairs(before / FOLDER / _PAIRS) if before else {}
    pairs = list(_pairs(frame, stated))
    shares = {}
    for report, earlier in pairs:
        documents = (int(frame.docs[report]), int(frame.docs[earlier]))
        share = known.get(documents)
        shares[documents] = stated.compare(report, earlier) if share is None else share
    _save_pairs(shares, index / FOLDER / _PAIRS)
    values = _values(frame, stated, pairs, shares)
    return replace(rows, facets={**rows.facets, FACET: _encode(values)})


def load_repeated(index: Path) -> dict[int, float]:
    """For each document the share that it repeats of the year before, the most where there are several.

    A document has no entry where nothing can be compared.
    """
    most: dict[int, float] = {}
    for (document, _), share in _load_pairs(index / FOLDER / _PAIRS).items():
        if not isnan(share):
            most[document] = max(share, most.get(document, 0.0))
    return most


@dataclass(frozen=True, slots=True, eq=False)
class _Stated:
    """The sentences of the reports of a build."""

    parts: Sequence[Sentences]
    states: tuple[PartFrame, ...]
    part_of: NDArray[np.int32]
    """For each report its part, and the next its place there."""
    row_of: NDArray[np.int32]
    says: NDArray[np.bool_]
    """Whether the report states anything that can be compared."""

    @classmethod
    def of(cls, parts: Sequence[Sentences], kept: Sequence[NDArray[np.bool_]]) -> _Stated:
        """The sentences of the reports that are kept, one part after the other."""
        states, base = [], 0
        for part, mask in zip(parts, kept, strict=True):
            numbers = np.where(mask, np.cumsum(mask) - 1 + base, UNKNOWN).astype(np.int32)
            states.append(PartFrame(numbers, part.live(mask)))
            base += int(mask.sum())
        counts = [int(mask.sum()) for mask in kept]
        rows = [np.flatnonzero(mask) for mask in kept]
        says = [part.weights()[mask] > 0 for part, mask in zip(parts, kept, strict=True)]
        return cls(
            parts,
            tuple(states),
            np.repeat(np.arange(len(parts), dtype=np.int32), counts),
            np.concatenate([np.zeros(0, np.int64), *rows]).astype(np.int32),
            np.concatenate([np.zeros(0, bool), *says]),
        )

    def count(self) -> int:
        """How many different sentences there are."""
        live = [np.asarray(part.keys)[one.live] for part, one in zip(self.parts, self.states, strict=True)]
        return len(np.unique(np.concatenate([np.zeros(0, np.uint64), *live])))

    def sentences(self, report: int) -> list[str]:
        """The masked sentences of a report, in its order."""
        part = self.parts[self.part_of[report]]
        return [part.masked(number) for number in part.sentences_of(int(self.row_of[report])).tolist()]

    def compare(self, report: int, earlier: int) -> float:
        """The share of a report that another has too."""
        share = repeated_share(self.sentences(report), self.sentences(earlier)).share
        return nan if share is None else share


def _pairs(frame: Frame, stated: _Stated) -> Iterator[tuple[int, int]]:
    """Each report with each of the same agency's of the year before; both state something."""
    by_year: dict[tuple[int, int], list[int]] = {}
    for report, key in enumerate(zip(frame.agencies.tolist(), frame.years.tolist(), strict=True)):
        if UNKNOWN not in key and stated.says[report]:
            by_year.setdefault(key, []).append(report)
    for (agency, year), reports in by_year.items():
        for earlier in by_year.get((agency, year - 1), ()):
            yield from ((report, earlier) for report in reports)


def _values(
    frame: Frame, stated: _Stated, pairs: Sequence[tuple[int, int]], shares: Shares
) -> list[Reuse | None]:
    """The value of each report: of several that it may be compared with, the one that it repeats most."""
    most: dict[int, float] = {}
    for report, earlier in pairs:
        share = shares[int(frame.docs[report]), int(frame.docs[earlier])]
        if not isnan(share):
            most[report] = max(share, most.get(report, 0.0))
    alone = (frame.years != UNKNOWN) & (frame.agencies != UNKNOWN) & stated.says
    return [
        name_share(most[report]) if report in most else Reuse.NO_EARLIER if is_alone else None
        for report, is_alone in enumerate(alone.tolist())
    ]


def _encode(values: Sequence[Reuse | None]) -> FacetRows:
    known = sorted({str(value) for value in values if value is not None})
    codes = [len(known) if value is None else known.index(value) for value in values]
    return FacetRows(tuple(known), np.arange(len(values), dtype=np.int32), np.array(codes, dtype=np.int32))


def _codes(rows: FacetRows, count: int) -> NDArray[np.int32]:
    """The code of each report's first value; UNKNOWN where it has none."""
    codes = rows.codes[np.searchsorted(rows.reports, np.arange(count))]
    return np.where(codes == len(rows.values), UNKNOWN, codes).astype(np.int32)


def _numbers(rows: FacetRows, count: int) -> NDArray[np.int32]:
    """The first value of each report, a number; UNKNOWN where it has none."""
    values = np.array([*map(int, rows.values), UNKNOWN], dtype=np.int32)
    return values[_codes(rows, count)]


def _save_pairs(shares: Shares, path: Path) -> None:
    documents = np.array(list(shares), dtype=np.int64).reshape(-1, 2)
    np.savez(path, documents=documents, shares=np.array(list(shares.values()), dtype=np.float64))


def _load_pairs(path: Path) -> dict[tuple[int, int], float]:
    with np.load(path) as arrays:
        documents, shares = arrays["documents"].tolist(), arrays["shares"].tolist()
    return {(one, other): share for (one, other), share in zip(documents, shares, strict=True)}
