"""The sentences of one part of an index, mapped into memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_ARRAYS = (
    "bounds", "keys", "weights", "firsts", "reports", "sections", "starts", "ends",
    "own", "own_firsts", "grams", "holders",
)  # fmt: skip


class Part:
    """What :class:`~indexer.reuse.write.SentenceWriter` wrote. Never changes, so threads may share it."""

    def __init__(self, folder: Path) -> None:
        # Plain arrays over the mapped files: numpy's own class for them is slow to take pieces of.
        self._text = np.asarray(np.memmap(folder / "text", np.uint8, "r"))
        (
            self._bounds, self.keys, self._weights, self._firsts,
            self.reports, self.sections, self.starts, self.ends,
            self._own, self._own_firsts, self._grams, self._holders,
        ) = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS)  # fmt: skip

    def masked(self, number: int) -> str:
        """A sentence as it is compared."""
        first, end = self._bounds[number : number + 2].tolist()
        return self._text[first:end].tobytes().decode("utf-8", "surrogatepass")

    def find(self, key: int) -> int | None:
        """The sentence with this number for its words; None where the part has none."""
        place = int(self.keys.searchsorted(np.uint64(key)))
        return place if place < len(self.keys) and int(self.keys[place]) == key else None

    def places(self, number: int) -> slice:
        """Where a sentence stands, in ``reports``, ``sections``, ``starts`` and ``ends``."""
        first, end = self._firsts[number : number + 2].tolist()
        return slice(first, end)

    def sentences_of(self, report: int) -> NDArray[np.int32]:
        """The sentences of a report, in its order."""
        first, end = self._own_firsts[report : report + 2].tolist()
        found: NDArray[np.int32] = self._own[first:end]
        return found

    def weights(self) -> NDArray[np.int64]:
        """For each report the characters of its sentences, statutory wording aside."""
        sums = np.concatenate([[0], np.cumsum(self._weights[self._own], dtype=np.int64)])
        weights: NDArray[np.int64] = sums[self._own_firsts[1:]] - sums[self._own_firsts[:-1]]
        return weights

    def holders(self, grams: NDArray[np.uint32], most: int) -> list[NDArray[np.int32] | None]:
        """For each run the sentences that hold it; None where they are more than ``most``."""
        low = np.searchsorted(self._grams, grams, side="left")
        high = np.searchsorted(self._grams, grams, side="right")
        return [
            self._holders[first:end] if end - first <= most else None
            for first, end in zip(low.tolist(), high.tolist(), strict=True)
        ]

    def live(self, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """For each sentence whether a report that counts has it."""
        if not len(self.reports):
            return np.zeros(0, dtype=bool)
        return np.logical_or.reduceat(kept[self.reports], self._firsts[:-1])
