"""A counted phrase list for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webui.language import say_value, understood
from webui.view.phrase_links import Links
from webui.wording import Voice
from webui.workbench.phrase_list import Matrix


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """How many reports of one value hold the phrase, and how often."""

    value: str | int
    reports: int
    occurrences: int
    url: str


@dataclass(frozen=True, slots=True)
class PhraseAnswer:
    """One phrase."""

    line: int
    phrase: str
    searched: str
    reports: int
    occurrences: int
    url: str
    values: tuple[NumberAnswer, ...]


@dataclass(frozen=True, slots=True)
class ValueAnswer:
    """One value, and how many reports there are of it."""

    value: str | int
    label: str
    reports: int


@dataclass(frozen=True, slots=True)
class UncountedAnswer:
    """A line that is not counted."""

    line: int
    text: str
    same_as: int | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class PhrasesAnswer:
    """A counted list."""

    understood: str
    by: str
    complete: bool
    reports: int
    values: tuple[ValueAnswer, ...]
    phrases: tuple[PhraseAnswer, ...]
    uncounted: tuple[UncountedAnswer, ...]
    empty_lines: int
    left_out: int


def phrases_answer(matrix: Matrix, voice: Voice) -> PhrasesAnswer:
    """The answer."""
    listed, by = matrix.listed, matrix.by
    uncounted = [UncountedAnswer(one.line, one.text, one.first, None) for one in listed.repeated]
    uncounted += [
        UncountedAnswer(one.line, one.text, None, one.error.said(voice)[0]) for one in listed.misread
    ]
    return PhrasesAnswer(
        understood=understood(matrix.asked.whole, voice),
        by=by,
        complete=matrix.complete,
        reports=sum(matrix.reports.values()),
        values=tuple(
            ValueAnswer(value, say_value(by, value, voice), matrix.reports[value])
            for value in matrix.found_in
        ),
        phrases=tuple(_phrases(matrix)),
        uncounted=tuple(sorted(uncounted, key=lambda one: one.line)),
        empty_lines=listed.empty,
        left_out=listed.left_out,
    )


def _phrases(matrix: Matrix) -> Iterator[PhraseAnswer]:
    links = Links(matrix.asked, matrix.by)
    for one, row in zip(matrix.listed.phrases, matrix.rows, strict=True):
        total = matrix.total(row)
        values = tuple(
            NumberAnswer(value, row[value].reports, row[value].occurrences, links.of_cell(one, value))
            for value in matrix.found_in
            if value in row
        )
        yield PhraseAnswer(
            one.line,
            one.text,
            one.phrase.text,
            total.reports,
            total.occurrences,
            links.of_phrase(one),
            values,
        )
