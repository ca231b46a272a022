"""C21: percentages that the running text publishes, recomputed from the table.

A share is only as good as its denominator, and reports seldom name it: of the requests closed, of those
received, or with those carried in. So a share that fits one of them holds; it fails only where the text
names its whole; otherwise the check stays open and shows what was tried (domain notes, §3.6 and §6.2).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.facts.counts import find_counts
from indexer.facts.numerals import CHARACTERS, parse_count
from indexer.facts.reading import Reading
from indexer.facts.requests_prose import scopes
from indexer.facts.wordings import mask_names
from indexer.model import Check, Figure

Number = int | float
Table = Mapping[str, Figure]
Names = tuple[str, ...]

_PERCENTAGE = re.compile(
    rf"(?<![\d.])(?P<digits>\d{{1,3}}(?:\.\d{{1,4}})?)%|百分之(?P<words>[{CHARACTERS}]{{1,6}})"
)
_BORDER = re.compile(r"[。;!?\n]")
_FURTHEST = 80
"""Characters before a percentage that may say what it is a share of."""
_LONGEST_GAP = 6
_IS = re.compile(r"的?(?:比例|比率|比重|比)?(?:为|是|达到|达)?")
"""What may stand between the whole and the percentage: 占办结总数的比例为22.5%."""


@dataclass(frozen=True, slots=True)
class _Rules:
    stop: re.Pattern[str]
    about: re.Pattern[str]
    link: re.Pattern[str]
    parts: tuple[tuple[re.Pattern[str], Names], ...]
    closed: tuple[re.Pattern[str], Names]
    wholes: tuple[tuple[re.Pattern[str], Names], ...]
    sums: Mapping[str, tuple[Names, ...]]


@dataclass(frozen=True, slots=True)
class _Share:
    """What the words say of one percentage."""

    part: Names
    """Figures whose sum is the numerator."""
    count: Number | None
    """The numerator as the text prints it."""
    wholes: tuple[Names, ...]
    """Sums of figures that may be the denominator."""
    named: bool
    """Whether the words leave no doubt about both."""


@cache
def _rules() -> _Rules:
    data = tomllib.loads(files("indexer.data").joinpath("percentages.toml").read_text("utf-8"))
    closed = data["closed"]
    return _Rules(
        stop=re.compile(data["stop"]),
        about=re.compile(data["about"]),
        link=re.compile(data["link"]),
        parts=tuple((re.compile(row["words"]), tuple(row["figures"])) for row in data["part"]),
        closed=(re.compile(closed["words"]), tuple(closed["figures"])),
        wholes=tuple((re.compile(row["words"] + _IS.pattern), tuple(row["sums"])) for row in data["whole"]),
        sums={name: tuple(map(tuple, sums)) for name, sums in data["sums"].items()},
    )


def compare_percentages(
    reading: Reading, figures: Sequence[Figure], year: int | None = None
) -> tuple[Check, ...]:
    """One check for each percentage of the chapters on requests whose numerator the tables have."""
    table = {figure.name: figure for figure in figures if figure.value is not None}
    if not table:
        return ()
    chapter, part, _ = scopes(reading)
    checks = [
        check
        for passage in (*chapter, *part)
        for start, end in reading.prose(passage)
        for check in _compare(mask_names(reading.text[start:end]), table, year)
    ]
    return tuple(dict.fromkeys(checks))


def _compare(text: str, table: Table, year: int | None) -> Iterator[Check]:
    done = 0
    for match in _PERCENTAGE.finditer(text):
        before = _BORDER.split(text[max(done, match.start() - _FURTHEST) : match.start()])[-1]
        done = match.end()
        printed = match["digits"] or str(parse_count(match["words"]) or "")
        share = _read(before, text[match.end() : match.end() + 4], table) if printed else None
        years = re.findall(r"20\d\d(?=年)", before)
        if share and (year is None or not years or str(year) in years):
            yield from _judge(printed, share, table)


def _read(before: str, after: str, table: Table) -> _Share | None:
    """The share that the words before a percentage describe; None where they do not determine one."""
    rules = _rules()
    subject, verb, whole = before.rpartition("占")
    if not verb:
        subject, whole = before, ""
    if rules.stop.search(before + after) or rules.about.search(subject[-1:] + whole + after[:2]):
        return None
    counts = list(find_counts(subject))
    earlier = subject[: counts[-2].end] if len(counts) > 1 else ""
    part, end = _part(subject[len(earlier) :], table)
    end = max(end + len(earlier), counts[-1].end if counts else 0)
    gap = subject[end:]
    if not part or (len(gap) > _LONGEST_GAP if verb else not rules.link.fullmatch(gap)):
        return None
    sums = _whole(whole)
    if sums is None:
        return None
    wholes = tuple(found for name in sums if (found := _first(rules.sums[name], table)) and found != part)
    count = counts[-1].value if counts and counts[-1].qualifier == "exact" else None
    doubtful = bool(counts and count is None) or any(words.search(earlier) for words, _ in rules.parts)
    return _Share(part, count, wholes, bool(_named(whole)) and not doubtful)


def _part(words: str, table: Table) -> tuple[Names, int]:
    """The figures that the words count together, and where the last of their names ends."""
    rules = _rules()
    for kinds in (rules.parts, (rules.closed,)):
        named = [(names, match.end()) for pattern, names in kinds for match in pattern.finditer(words)]
        if named:
            found = [_figures(names, table) for names in dict.fromkeys(names for names, _ in named)]
            whole = tuple(name for names in found for name in names) if all(found) else ()
            return whole, max(end for _, end in named)
    return (), 0


def _figures(names: Names, table: Table) -> Names:
    for name in names:
        found = tuple(
            one
            for one in table
            if one == name or (name.endswith("_") and one.startswith(name) and one.endswith("_total"))
        )
        if found:
            return found
    return ()


def _first(sums: Sequence[Names], table: Table) -> Names | None:
    return next((names for names in sums if all(name in table for name in names)), None)


def _named(words: str) -> Names | None:
    return next((sums for pattern, sums in _rules().wholes if pattern.fullmatch(words)), None)


def _whole(words: str) -> Names | None:
    """Names of the sums that may be the denominator; None where the words name something else."""
    return tuple(_rules().sums) if _IS.fullmatch(words) else _named(words)


def _judge(printed: str, share: _Share, table: Table) -> Iterator[Check]:
    figure = _sum(share.part, table)
    numerators = dict.fromkeys(number for number in (figure, share.count) if number is not None)
    shown = []
    for part in numerators:
        for names in share.wholes:
            whole = _sum(names, table)
            if not whole:
                continue
            if fits(printed, part, whole):
                used = tuple(dict.fromkeys((*share.part, *names)))
                yield Check("C21", True, f"{printed} % = {part} / {whole}", used, "info")
                return
            shown.append(f"{part} / {whole} = {_rounded(printed, part, whole)} %")
    if shown:
        used = tuple(dict.fromkeys((*share.part, *(name for names in share.wholes for name in names))))
        sign = " ≠" if share.named else ":"
        detail = f"{printed} %{sign} {', '.join(dict.fromkeys(shown))}"
        yield Check("C21", False if share.named else None, detail, used, "info")


def fits(printed: str, part: Number, whole: Number) -> bool:
    """Whether a share is the printed percentage, within half of its last digit.

    >>> fits("22.5", 9, 40), fits("33.9", 275, 805), fits("34", 275, 805)
    (True, False, True)
    """
    half = 0.5 / 10.0 ** _decimals(printed)
    return abs(float(printed) - 100 * part / whole) <= half + 1e-9


def _rounded(printed: str, part: Number, whole: Number) -> str:
    return f"{100 * part / whole:.{max(1, _decimals(printed))}f}"


def _decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


def _sum(names: Names, table: Table) -> Number:
    return sum(table[name].value or 0 for name in names)
