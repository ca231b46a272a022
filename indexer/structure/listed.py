"""Headings that are only listed: in a sentence of the preamble, or in a table of contents.

A preamble names all sections in one sentence, and some reports print a page of contents; both would
give a second, empty set of chapters before the real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.structure.candidate import Candidate, Style
from indexer.structure.headings import fold, load_rules, strip_numeral

PAGE_NUMBER = re.compile(r"[.…·\s-]*\d{0,3}")
"""What may follow a heading in a table of contents."""


def without_lists(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Drop the headings that are only listed, in a sentence or line by line before the report begins."""
    listed = {*_in_sentence(text, found), *_in_contents(text, found)}
    return [candidate for at, candidate in enumerate(found) if at not in listed]


def _in_sentence(text: str, found: Sequence[Candidate]) -> Iterator[int]:
    """A sentence that names three sections with list marks between them is a list of contents."""
    least = load_rules().contents_names
    run: list[int] = []
    for at, candidate in enumerate(found):
        joined = run and re.fullmatch(r"[,、;和及]{0,2}", text[found[run[-1]].end : candidate.start])
        if joined and text[candidate.start - 1] in ",、;和及":
            run.append(at)
            continue
        if len(run) >= least:
            yield from run
        run = [at]
    if len(run) >= least:
        yield from run


def _in_contents(text: str, found: Sequence[Candidate]) -> Iterator[int]:
    """Chapters one a line with nothing between them, all of which come again later."""
    chapters = [at for at, candidate in enumerate(found) if candidate.style is not Style.PART]
    names = {at: fold(strip_numeral(text[found[at].start : found[at].end])) for at in chapters}
    last = {name: at for at, name in names.items()}
    run: list[int] = []
    for at, following in pairwise([*chapters, None]):
        if at is None:
            break
        run.append(at)
        if following is not None and _is_empty(text, found[at], found[following]):
            continue
        if len(run) >= load_rules().contents_names:
            # Those that come again are the list's entries; the last of the run may be the report's first.
            yield from (entry for entry in run if last[names[entry]] > entry)
        run = []


def _is_empty(text: str, candidate: Candidate, following: Candidate) -> bool:
    between = text[candidate.end : following.start]
    return len(between) < 40 and all(PAGE_NUMBER.fullmatch(line) for line in between.split("\n"))
