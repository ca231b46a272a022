"""Two reports side by side: which statements stand in both, and what was changed in them.

A difference of whole texts is unreadable once a list is renumbered or a sentence moves. So statements are
paired first, in their order, by the pairs of characters that they share; then each pair is compared
character by character. What is compared is the normalised text, what is shown the original: the same
sentence in traditional script is the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from indexer.builds import OpenBuild
from indexer.model import Normalised, SectionKind, Span
from indexer.statements import Statement
from webui import shelf
from webui.workbench.compare import ComparedReport, Quoted, compared
from webui.workbench.compare_sharing import SharedCounts

STATEMENTS = 150
"""Statements of each report that are paired; the work grows with their product."""
ALIKE = 0.4
"""The least share of common pairs of characters (Dice) of two statements that stand side by side."""
EFFORT = 3_000_000
"""How much is compared character by character: the sum of the products of lengths. Beyond that, whole
statements are marked as changed."""
_LEAST_ISLAND = 2
"""Fewer equal characters between two changes belong to them: 的 in both is no agreement."""
_NUMBER = re.compile(
    r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）][、.．]?|[.．、]|是|要)|[①-⑳❶-❿➀-➉]"
    r"|[第其][一二三四五六七八九十]{1,3}\S{0,3}|首先|其次|再次|最后"
)


@dataclass(frozen=True, slots=True)
class Side:
    """A statement in its place, and the parts of it that the other report has otherwise."""

    index: int
    """The place of its section among the report's sections."""
    quoted: Quoted
    changed: tuple[Span, ...]
    """Places in the original."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """What stands side by side; one side is None where the other report has nothing like it."""

    left: Side | None
    right: Side | None

    @property
    def same(self) -> bool:
        """Whether both say it word for word."""
        return bool(self.left and self.right and not (self.left.changed or self.right.changed))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports side by side."""

    section: SectionKind
    left: ComparedReport
    right: ComparedReport
    rows: tuple[PairRow, ...]
    bounded: bool
    """Whether something was too long to be compared closely, or to be listed."""
    build: int
    built_at: str


@dataclass(slots=True)
class _Budget:
    left: int = EFFORT
    spent: bool = False

    def take(self, cost: int) -> bool:
        if cost > self.left:
            self.spent = True
            return False
        self.left -= cost
        return True


@dataclass(frozen=True, slots=True)
class _Item:
    """A statement as it is compared: its number does not count."""

    index: int
    quoted: Quoted
    start: int
    """Where its words begin in the normalised text."""
    words: str
    pairs: frozenset[str]


def compare_two(build: OpenBuild, reports: tuple[str, str], section: SectionKind) -> Pair:
    """Two reports side by side; :class:`~indexer.errors.NotFoundError` for an id that the build has not."""
    docs = build.docs_of(reports)
    counts = SharedCounts(build)
    left, right = (compared(build, one, section, counts) for one in shelf.summaries(build, docs))
    normalised = [shelf.texts(build, doc).normalised for doc in docs]
    items = [list(_items(one, text)) for one, text in zip((left, right), normalised, strict=True)]
    budget = _Budget(spent=any(len(some) > STATEMENTS for some in items))
    # What is too far behind to be paired would only make the page endless.
    aligned = islice(_aligned(*items), 2 * STATEMENTS)
    rows = [_row(a, b, normalised, budget) for a, b in aligned]
    return Pair(section, left, right, tuple(rows), budget.spent, build.number, build.built_at)


def _items(report: ComparedReport, normalised: Normalised) -> Iterator[_Item]:
    for section in report.sections:
        for quoted in section.statements:
            start = _words_start(quoted.statement, normalised)
            words = normalised.text[start : quoted.statement.normalised.end].rstrip("。;,")
            pairs = frozenset(words[at : at + 2] for at in range(max(1, len(words) - 1)))
            yield _Item(section.index, quoted, start, words, pairs)


def _words_start(statement: Statement, normalised: Normalised) -> int:
    if not _NUMBER.fullmatch(statement.marker):
        return statement.normalised.start
    after = Span(statement.span.start + len(statement.marker), statement.span.end)
    start = normalised.alignment.to_normalised(after)[0]
    while start < statement.normalised.end and normalised.text[start] in ",、: \n":
        start += 1
    return start


def _aligned(left: Sequence[_Item], right: Sequence[_Item]) -> Iterator[tuple[_Item | None, _Item | None]]:
    """The pairs of greatest likeness that keep both orders, and what stands alone between them."""
    ours, theirs = left[:STATEMENTS], right[:STATEMENTS]
    a = b = 0
    for i, j in _best_pairs(ours, theirs):
        yield from ((one, None) for one in ours[a:i])
        yield from ((None, one) for one in theirs[b:j])
        yield ours[i], theirs[j]
        a, b = i + 1, j + 1
    yield from ((one, None) for one in left[a:])
    yield from ((None, one) for one in right[b:])


def _best_pairs(left: Sequence[_Item], right: Sequence[_Item]) -> list[tuple[int, int]]:
    likeness = [[_likeness(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(a: _Item, b: _Item) -> float:
    return 2 * len(a.pairs & b.pairs) / (len(a.pairs) + len(b.pairs))


def _row(a: _Item | None, b: _Item | None, texts: Sequence[Normalised], budget: _Budget) -> PairRow:
    if a is None or b is None:
        return PairRow(_alone(a), _alone(b))
    ours, theirs = _changes(a.words, b.words, budget)
    return PairRow(_side(a, ours, texts[0]), _side(b, theirs, texts[1]))


def _alone(item: _Item | None) -> Side | None:
    return Side(item.index, item.quoted, ()) if item else None


def _side(item: _Item, changes: Sequence[Span], normalised: Normalised) -> Side:
    places = (
        normalised.alignment.to_original(item.start + one.start, item.start + one.end) for one in changes
    )
    return Side(item.index, item.quoted, tuple(places))


def _changes(a: str, b: str, budget: _Budget) -> tuple[list[Span], list[Span]]:
    """What each of two texts has that the other has not, or has otherwise.

    >>> _changes("每年组织培训2次", "每年开展培训不少于3次", _Budget())
    ([Span(start=2, end=4), Span(start=6, end=7)], [Span(start=2, end=4), Span(start=6, end=10)])
    """
    if a == b:
        return [], []
    if not budget.take(len(a) * len(b)):
        return [Span(0, len(a))], [Span(0, len(b))]
    ours: list[Span] = []
    theirs: list[Span] = []
    changed = False
    for kind, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        inside = changed and i_end < len(a) and j_end < len(b)
        if kind == "equal" and not (inside and i_end - i < _LEAST_ISLAND):
            changed = False
            continue
        _extend(ours, i, i_end, joined=changed)
        _extend(theirs, j, j_end, joined=changed)
        changed = True
    return [one for one in ours if one.start < one.end], [one for one in theirs if one.start < one.end]


def _extend(spans: list[Span], start: int, end: int, *, joined: bool) -> None:
    if joined and spans:
        spans[-1] = Span(spans[-1].start, end)
    else:
        spans.append(Span(start, end))
