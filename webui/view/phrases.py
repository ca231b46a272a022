"""The page of a phrase list: a matrix of numbers, each a link to the search that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.builds import OpenBuild
from indexer.engines.protocol import Held
from webui.address import removing
from webui.language import say_value, understood
from webui.parameters import Asked
from webui.view.phrase_form import FormView, form_view
from webui.view.phrase_links import PHRASES, Links, phrases_address
from webui.view.phrase_notes import NoteView, notes
from webui.view.results import count_reports
from webui.view.titles import TITLES
from webui.wording import Voice
from webui.workbench.phrase_list import Listed, Matrix


@dataclass(frozen=True, slots=True)
class CellView:
    """How many reports of one value hold one phrase."""

    reports: str
    """Empty where there is no report of this value at all."""
    occurrences: str
    """Empty where it is as many as the reports, or none."""
    url: str
    """The search for them; empty for none."""
    said: str
    """Both numbers in words, for those who cannot see the column."""
    weight: int
    """How dark the cell is, 0 to 4: the share of the reports of this value that hold the phrase."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One phrase."""

    text: str
    line: int
    url: str
    total: CellView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One value."""

    label: str
    reports: str
    """How many reports there are of it, with a phrase or without."""
    url: str


@dataclass(frozen=True, slots=True)
class ChipView:
    """A filter that is set, and the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PhrasesPage:
    """Everything on the page."""

    form: FormView
    chips: tuple[ChipView, ...]
    understood: str
    notes: tuple[NoteView, ...]
    columns: tuple[ColumnView, ...]
    by: str
    hidden_columns: str
    """What the page does not show; empty where it shows all."""
    rows: tuple[RowView, ...]
    every: str
    """How many reports there are of all values together."""
    complete: bool
    csv_url: str
    jsonl_url: str
    api_url: str
    build: int
    built_at: str


def phrases_page(text: str, matrix: Matrix, voice: Voice) -> PhrasesPage:
    """The page of a list that was counted; ``text`` is the list as pasted."""
    asked, by, listed = matrix.asked, matrix.by, matrix.listed
    links = Links(asked, by)

    def address(path: str) -> str:
        return phrases_address(text, by, asked, listed.left_out, path)

    return PhrasesPage(
        form=form_view(text, asked, by, voice),
        chips=tuple(_chips(text, by, asked, voice)),
        understood=understood(replace(asked.whole, node=None), voice),
        notes=tuple(notes(listed, voice)),
        columns=tuple(_column(matrix, value, links, voice) for value in matrix.values),
        by=by,
        hidden_columns=_hidden(matrix, voice),
        rows=tuple(
            _row(matrix, one, row, links, voice) for one, row in zip(listed.phrases, matrix.rows, strict=True)
        ),
        every=voice.number(sum(matrix.reports.values())),
        complete=matrix.complete,
        csv_url=address(f"{PHRASES}.csv"),
        jsonl_url=address(f"{PHRASES}.jsonl"),
        api_url=address(f"/api/v1{PHRASES}"),
        build=matrix.build,
        built_at=matrix.built_at,
    )


def _column(matrix: Matrix, value: str | int, links: Links, voice: Voice) -> ColumnView:
    label = say_value(matrix.by, value, voice)
    return ColumnView(label, voice.number(matrix.reports[value]), links.of_column(value))


def _row(matrix: Matrix, one: Listed, row: Mapping[str | int, Held], links: Links, voice: Voice) -> RowView:
    url = links.of_phrase(one)
    every = sum(matrix.reports.values())
    cells = tuple(
        _cell(row.get(value), matrix.reports[value], links.of_cell(one, value) if value in row else "", voice)
        for value in matrix.values
    )
    return RowView(one.text, one.line, url, _cell(matrix.total(row), every, url, voice), cells)


def _cell(held: Held | None, of: int, url: str, voice: Voice) -> CellView:
    if held is None or not held.reports:
        return CellView("0", "", "", voice.gettext("in none of %(of)s", of=count_reports(of, voice)), 0)
    times = voice.ngettext("%(num)s occurrence", "%(num)s occurrences", held.occurrences)
    return CellView(
        reports=voice.number(held.reports),
        occurrences=voice.number(held.occurrences) if held.occurrences != held.reports else "",
        url=url,
        said=f"{count_reports(held.reports, voice)}{voice.gettext(', ')}{times}",
        weight=-(-4 * held.reports // max(of, 1)),
    )


def _hidden(matrix: Matrix, voice: Voice) -> str:
    more = len(matrix.found_in) - len(matrix.values)
    if not more:
        return ""
    if matrix.by == "year":
        return voice.ngettext(
            "%(num)s earlier year is not shown; the downloads have it.",
            "%(num)s earlier years are not shown; the downloads have them.",
            more,
        )
    shown = voice.number(len(matrix.values))
    return voice.ngettext(
        "Shown are the %(shown)s with the most reports found; %(num)s more is in the downloads.",
        "Shown are the %(shown)s with the most reports found; %(num)s more are in the downloads.",
        more,
        shown=shown,
    )


def _chips(text: str, by: str, asked: Asked, voice: Voice) -> Iterator[ChipView]:
    """Every filter that is set, with the list without it."""
    for facet in TITLES:
        for exclude, values in ((False, asked.whole.values(facet)), (True, asked.whole.excluded(facet))):
            for value in values:
                label = f"{voice.gettext(TITLES[facet])}: {say_value(facet, value, voice)}"
                if exclude:
                    label = voice.gettext("not %(filter)s", filter=label)
                rest = removing(asked, facet, value, exclude=exclude)
                yield ChipView(label, phrases_address(text, by, rest))


@dataclass(frozen=True, slots=True)
class StartPage:
    """The page before anything is pasted."""

    form: FormView
    examples: tuple[str, ...]
    """Phrases that the collection holds."""
    examples_url: str
    build: int
    built_at: str


def start_page(asked: Asked, by: str, examples: tuple[str, ...], build: OpenBuild, voice: Voice) -> StartPage:
    """The form, and a list to begin with."""
    url = phrases_address("\n".join(examples), by, asked) if examples else ""
    return StartPage(form_view("", asked, by, voice), examples, url, build.number, build.built_at)
