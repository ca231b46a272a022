"""The reports of one page, without sorting the others."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.query import Query, Sort

_SAMPLE = 16
"""One report in so many is looked at to tell which others cannot be among the first."""


def pick_page(
    query: Query,
    matching: NDArray[np.intp],
    scores: NDArray[np.float64] | None,
    ranks: Mapping[Sort, NDArray[np.int32]],
) -> list[int]:
    """The matching reports that the page shows, in order.

    ``scores`` is None where there is nothing to rank by. ``ranks`` are the orders that never change.
    """
    start = max(0, query.page - 1) * query.size
    end = min(start + query.size, len(matching))
    if start >= end:
        return []
    if query.sort is not Sort.RELEVANCE or scores is None:
        rank = ranks[Sort.YEAR if query.sort is Sort.RELEVANCE else query.sort][matching]
        chosen = _smallest(rank, end)
        ordered = chosen[np.argsort(rank[chosen])]
    else:
        ties = ranks[Sort.YEAR]
        found = scores[matching]
        best = _best(found, matching, ties, end)
        ordered = best[np.lexsort((ties[matching[best]], -found[best]))]
    page: list[int] = matching[ordered[start:end]].tolist()
    return page


def _floor(scores: NDArray[np.float64], count: int) -> float:
    """A score that the ``count`` best reach: as many in a part of the scores do."""
    part = scores[::_SAMPLE]
    return float(np.partition(part, len(part) - count)[len(part) - count] if count <= len(part) else -np.inf)


def _best(
    scores: NDArray[np.float64], reports: NDArray[np.intp], ranks: NDArray[np.int32], count: int
) -> NDArray[np.intp]:
    """Where the ``count`` best scores are; among those equal to the last of them, the smallest ranks."""
    candidates = np.flatnonzero(scores >= _floor(scores, count))
    found = scores[candidates]
    last = np.partition(found, len(found) - count)[len(found) - count]
    candidates = candidates[found >= last]
    ties = scores[candidates] == last
    better, equal = candidates[~ties], candidates[ties]
    return np.concatenate([better, equal[_smallest(ranks[reports[equal]], count - len(better))]])


def _smallest(ranks: NDArray[np.int32], count: int) -> NDArray[np.intp]:
    if count >= len(ranks):
        return np.arange(len(ranks))
    part = ranks[::_SAMPLE]
    if count > len(part):
        return np.argpartition(ranks, count - 1)[:count]
    low = np.flatnonzero(ranks <= np.partition(part, count - 1)[count - 1])
    return low[np.argpartition(ranks[low], count - 1)[:count]]
