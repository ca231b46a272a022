"""An opened phrase index: counts, places, and lines of a concordance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.phrases.concordance import Keep, Line, concordance
from indexer.phrases.piece import Piece, encode


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every place of a string: in which section, and where there. Overlapping ones are all counted.

    They stand in the order in which the sections were written, then in the order of the text.
    """

    docs: NDArray[np.int64]
    """The number given with the section."""
    sections: NDArray[np.int32]
    """The section's number in its document, as given."""
    ordinals: NDArray[np.int64]
    """The section's number in the order of writing, over all documents."""
    _places: tuple[tuple[Piece, NDArray[np.int32]], ...]

    def __len__(self) -> int:
        return len(self.docs)

    def offsets(self) -> NDArray[np.int64]:
        """For each place, how many characters of its section stand before it."""
        found = [piece.offsets(places) for piece, places in self._places]
        return np.concatenate([np.zeros(0, np.int64), *found])


def _keep_all(sections: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.ones(len(sections), dtype=bool)


class PhraseIndex:
    """An index that :func:`write_phrases` wrote. Never changes, so threads may share it."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self._pieces = pieces

    @classmethod
    def open(cls, *folders: Path) -> PhraseIndex:
        """Map the files of one index into memory, or of several as if they were one."""
        pieces: list[Piece] = []
        base = 0
        for folder in folders:
            for number in range(json.loads((folder / "phrases.json").read_text())["pieces"]):
                pieces.append(Piece(folder / f"{number:04}", base))
                base += len(pieces[-1].starts)
        return cls(tuple(pieces))

    def find(self, text: str) -> Occurrences:
        """Every place where the texts say exactly this.

        >>> from indexer.phrases import write_phrases
        >>> folder = getfixture("tmp_path") / "phrases"
        >>> write_phrases([(7, 0, "公开"), (7, 1, "未公开公开")], folder)
        >>> found = PhraseIndex.open(folder).find("公开")
        >>> found.docs.tolist(), found.sections.tolist(), found.offsets().tolist()
        ([7, 7, 7], [0, 1, 1], [0, 1, 3])
        """
        found = [(piece, piece.places(*piece.range(_sought(text)))) for piece in self._pieces]
        found = [(piece, places) for piece, places in found if len(places)]
        sections = [piece.section_of(places) for piece, places in found]
        pairs = [(piece, within) for (piece, _), within in zip(found, sections, strict=True)]
        return Occurrences(
            np.concatenate([np.zeros(0, np.int64), *(piece.docs[within] for piece, within in pairs)]),
            np.concatenate([np.zeros(0, np.int32), *(piece.sections[within] for piece, within in pairs)]),
            np.concatenate([np.zeros(0, np.int64), *(within + piece.base for piece, within in pairs)]),
            tuple(found),
        )

    def count(self, text: str) -> int:
        """How many places there are: much cheaper than finding them."""
        ranges = (piece.range(_sought(text)) for piece in self._pieces)
        return sum(end - start for start, end in ranges)

    def section_counts(self, text: str) -> Iterator[tuple[NDArray[np.integer], NDArray[np.integer]]]:
        """Which sections hold the string, and how often, one stretch of sections at a time.

        Sections have numbers in the order of writing, over all documents.

        >>> from indexer.phrases import write_phrases
        >>> folder = getfixture("tmp_path") / "phrases"
        >>> write_phrases([(7, 0, "公开"), (7, 1, ""), (8, 0, "未公开公开")], folder)
        >>> ((held, counts),) = PhraseIndex.open(folder).section_counts("公开")
        >>> held.tolist(), counts.tolist()
        ([0, 2], [1, 2])
        """
        sought = _sought(text)
        for piece in self._pieces:
            held, counts = piece.section_counts(sought)
            yield held + np.int64(piece.base), counts

    def concordance(
        self, text: str, limit: int, *, characters: int = 40, keep: Keep = _keep_all
    ) -> tuple[Line, ...]:
        """The first ``limit`` occurrences in the order of what follows, with so many characters around them.

        >>> from indexer.phrases import write_phrases
        >>> folder = getfixture("tmp_path") / "phrases"
        >>> write_phrases([(7, 0, "未公开信息"), (8, 0, "应公开的")], folder)
        >>> [(line.left, line.right) for line in PhraseIndex.open(folder).concordance("公开", 9)]
        [('未', '信息'), ('应', '的')]
        """
        return concordance(self._pieces, _sought(text), limit, characters, keep)


def _sought(text: str) -> bytes:
    if not text:
        raise ValueError("an empty phrase is everywhere and nowhere")
    return encode(text)
