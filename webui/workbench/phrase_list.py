"""A pasted list of phrases: which can be counted, and how many reports hold each, by year, place or agency.

Each line is one exact phrase. What cannot be counted is kept with its reason, so that a list is never shorter
than it was without a word: empty lines, lines that say the same as an earlier one once both are normalised,
lines that are no phrase, and what comes after the first two hundred.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import resources

from indexer.builds import OpenBuild
from indexer.engines.protocol import Held
from indexer.query import NOT_STATED, Phrase, Query
from webui.language import parse, quote
from webui.language.misread import MisreadError
from webui.parameters import Asked
from webui.search import query_of

MOST = 200
"""Phrases of one list."""
MOST_COLUMNS = {"year": 30, "province": 40, "agency": 20}
"""What phrases can be counted by, and how many columns a page has: the latest years, else those with most."""
QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "'": "'", "‘": "’"}
"""Quotation marks around a whole line are not part of the phrase."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One phrase of the list."""

    line: int
    """From 1."""
    text: str
    """As pasted, without white space and quotation marks around it."""
    phrase: Phrase
    """As it is searched."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A line that says the same as an earlier one."""

    line: int
    text: str
    first: int


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that is no phrase."""

    line: int
    text: str
    error: MisreadError


@dataclass(frozen=True, slots=True)
class PhraseList:
    """The phrases to count, and what else was in the list."""

    phrases: tuple[Listed, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    misread: tuple[Misread, ...] = ()
    empty: int = 0
    """Empty lines between others."""
    left_out: int = 0
    """Lines after the last phrase that is counted."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The phrases, counted."""

    asked: Asked
    """The filters and the scope."""
    by: str
    listed: PhraseList
    values: tuple[str | int, ...]
    """The values that are columns of a page."""
    found_in: tuple[str | int, ...]
    """Every value, shown or not, in the same order; of agencies only those where a phrase is found."""
    reports: Mapping[str | int, int]
    """How many reports there are of each value, with a phrase or without."""
    rows: tuple[Mapping[str | int, Held], ...]
    """For each phrase, the values of whose reports some hold it."""
    complete: bool
    build: int
    built_at: str

    def total(self, row: Mapping[str | int, Held]) -> Held:
        """A phrase over all values."""
        return Held(sum(one.reports for one in row.values()), sum(one.occurrences for one in row.values()))


def read_list(text: str, left_out: int = 0) -> PhraseList:
    """The phrases of a list, one a line; ``left_out`` lines are known to be missing from it.

    >>> found = read_list("基础工作薄弱\\n\\n“基礎工作薄弱”\\n，。\\n人手不足")
    >>> [(one.line, one.phrase.text) for one in found.phrases]
    [(1, '基础工作薄弱'), (5, '人手不足')]
    >>> found.empty, [(one.line, one.first) for one in found.repeated], [one.line for one in found.misread]
    (1, [(3, 1)], [4])
    """
    phrases: dict[Phrase, Listed] = {}
    repeated: list[Repeated] = []
    misread: list[Misread] = []
    empty = 0
    lines = text.strip().splitlines()
    for number, line in enumerate(lines, 1):
        if len(phrases) == MOST:
            left_out += sum(1 for rest in lines[number - 1 :] if rest.strip())
            break
        bare = _bare(line)
        if not bare:
            empty += 1
            continue
        try:
            phrase = _phrase(bare)
        except MisreadError as error:
            misread.append(Misread(number, bare, error))
            continue
        if phrase in phrases:
            repeated.append(Repeated(number, bare, phrases[phrase].line))
        else:
            phrases[phrase] = Listed(number, bare, phrase)
    return PhraseList(tuple(phrases.values()), tuple(repeated), tuple(misread), empty, left_out)


def _bare(line: str) -> str:
    bare = line.strip()
    if len(bare) > 2 and QUOTES.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip()
    return bare


def _phrase(text: str) -> Phrase:
    node = parse(quote(text)).node
    if not isinstance(node, Phrase):
        raise MisreadError("empty_phrase", field="list", column=1)
    return node


def shorten(text: str, most_bytes: int) -> tuple[str, int]:
    """As much of a long list as is counted and fits into an address, and how many lines that leaves out.

    >>> shorten("一\\n\\n二\\n三", 8)
    ('一\\n二', 1)
    """
    lines = [bare for line in text.splitlines() if (bare := line.strip())]
    distinct: set[str] = set()
    size = 0
    for number, line in enumerate(lines):
        distinct.add(line)
        size += len(line.encode("utf-8", "replace")) + 1
        if size > most_bytes or len(distinct) > MOST:
            return "\n".join(lines[:number]), len(lines) - number
    return "\n".join(lines), 0


def count_phrases(build: OpenBuild, asked: Asked, listed: PhraseList, by: str) -> Matrix:
    """The phrases by the values of ``by``, among the reports and in the sections that are asked for."""
    if asked.whole.node is not None:
        raise MisreadError("words_beside_list", field="q")
    query = query_of(build, replace(asked, page=1))
    found = build.engine.tabulate([one.phrase for one in listed.phrases], query, by)
    ordered = tuple(_ordered(by, found.reports, found.terms))
    most = MOST_COLUMNS[by]
    return Matrix(
        asked=asked,
        by=by,
        listed=listed,
        values=ordered[-most:] if by == "year" else ordered[:most],
        found_in=ordered,
        reports=found.reports,
        rows=found.terms,
        complete=found.complete,
        build=build.number,
        built_at=build.built_at,
    )


def _ordered(
    by: str, reports: Mapping[str | int, int], rows: tuple[Mapping[str | int, Held], ...]
) -> Iterator[str | int]:
    """Years in their order; names by how much is found, of agencies only where something is."""
    if by == "year":
        yield from reports
        return
    held: dict[str | int, int] = dict.fromkeys(reports, 0)
    for row in rows:
        for value, one in row.items():
            held[value] += one.reports
    stated = [value for value in reports if value != NOT_STATED and (by != "agency" or held[value])]
    yield from sorted(stated, key=lambda value: (-held[value], str(value)))
    if NOT_STATED in reports:
        yield NOT_STATED


def examples(build: OpenBuild) -> tuple[str, ...]:
    """Phrases to begin with that the collection holds."""
    raw = resources.files("webui").joinpath("phrase_examples.toml").read_text(encoding="utf-8")
    lines: list[str] = tomllib.loads(raw)["phrases"]
    counts = build.engine.count([Query(_phrase(line)) for line in lines])
    return tuple(line for line, count in zip(lines, counts, strict=True) if count)
