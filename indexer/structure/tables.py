"""Original, Normalised, sections -> the statutory tables, and the generation of form they belong to.

The form is told by the labels that only one generation has, never by the year or the notice that a
report cites: reports of 2021 cite the notice of 2019, and use either (domain notes, section 1.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.model import (
    Cell,
    Form,
    Normalised,
    Original,
    Problem,
    Section,
    SectionKind,
    Span,
    Table,
    TableRow,
)
from indexer.structure.blocks_table import FoundBlocks, find_blocks
from indexer.structure.cells import MOST_PIECES, Piece, Row, fold_label, read_rows
from indexer.structure.forms import load_forms
from indexer.structure.headings import fold
from indexer.structure.indicator_list import FoundLine, find_indicators
from indexer.structure.requests_table import FoundRequests, find_requests
from indexer.structure.review_table import FoundReview, find_review
from indexer.structure.runs import find_runs

_BEFORE = 600
"""How far before its first entry a table's header can begin, in characters of the original."""


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The tables, the form that their labels show, and what could not be read."""

    tables: tuple[Table, ...]
    form: Form | None
    form_confidence: float
    problems: tuple[Problem, ...] = ()


def find_tables(original: Original, normalised: Normalised, sections: Sequence[Section]) -> FoundTables:
    """Recognise the statutory tables of a report, whatever the layout they arrived in.

    >>> from indexer.read.plain import read_plain
    >>> from indexer.text.normalise import normalise_text
    >>> text = "第二十条第（五）项\\n信息内容 | 本年处理决定数量\\n行政许可 | 97"
    >>> found = find_tables(read_plain(text), normalise_text(text), ())
    >>> found.form, [(row.values[0].text, row.figures) for row in found.tables[0].rows]
    (<Form.Y2021: '2021'>, [('97', ('pd_license_decisions',))])
    """
    rows, cut = _rows(original, normalised)
    problems = [_too_long()] if cut else []
    runs = find_runs(rows)
    blocks, requests, review = find_blocks(runs), find_requests(runs), find_review(runs)
    annex = None if requests else find_indicators(runs)
    build = _Builder(original)
    drafts = [
        *([build.blocks(blocks)] if blocks and blocks.rows else []),
        *([build.requests(requests)] if requests else []),
        *([build.review(review)] if review and review.entries else []),
        *([build.annex(*annex)] if annex else []),
    ]
    form, confidence = _form(normalised, [draft.span for draft in drafts])
    for found in (blocks, requests, review):
        problems += found.problems if found else ()
    problems += _missing(sections, blocks, requests, review)
    tables = tuple(draft.finish(form) for draft in drafts)
    return FoundTables(tables, form, confidence, tuple(problems))


def _rows(original: Original, normalised: Normalised) -> tuple[list[Row], bool]:
    """The rows of the document, and whether it has more than are looked at."""
    rows: list[Row] = []
    pieces = 0
    for row in read_rows(original, normalised):
        pieces += len(row)
        if pieces > MOST_PIECES:
            return rows, True
        rows.append(row)
    return rows, False


@dataclass(frozen=True, slots=True)
class _Draft:
    """A table whose form may still follow from the report's other tables."""

    name: str
    form: Form | None
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def span(self) -> Span:
        cells = [cell for row in self.rows for cell in (*row.values, *((row.label,) if row.label else ()))]
        return Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))

    def finish(self, form: Form | None) -> Table:
        return Table(self.name, self.form or form or Form.Y2021, self.columns, self.rows, self.span)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns found rows into the tables of the model: cells as the original prints them."""

    original: Original

    def cell(self, piece: Piece | None, near: Piece | None = None) -> Cell:
        """The cell of a piece; an entry that is not certain becomes a blank beside its neighbour."""
        if piece is None:
            at = near.span.end if near else 0
            return Cell("", Span(at, at))
        return Cell(self.original.text[piece.span.start : piece.span.end], piece.span)

    def row(
        self, label: Piece | None, entries: Iterable[Piece | None], names: Sequence[str], group: str = ""
    ) -> TableRow:
        cells = list(entries)
        near = next((entry for entry in cells if entry), None)
        return TableRow(
            label=self.cell(label) if label else None,
            values=tuple(self.cell(entry, near) for entry in cells),
            figures=tuple(name if entry else None for name, entry in zip(names, cells, strict=True)),
            group=group,
        )

    def blocks(self, found: FoundBlocks) -> _Draft:
        rows = tuple(
            self.row(
                one.label, one.entries, one.row.figures, f"{one.row.block}：{' · '.join(one.row.columns)}"
            )
            for one in found.rows
        )
        forms = [one.row.form for one in found.rows]
        return _Draft("pd", max(forms, key=forms.count), (), rows)

    def requests(self, found: FoundRequests) -> _Draft:
        forms = load_forms()
        rows = tuple(
            self.row(
                one.label,
                one.entries,
                [f"rq_{one.row.name}_{column}" for column in forms.request_names],
                one.row.group,
            )
            for one in found.rows
        )
        own = next((one.row.form for one in found.rows if one.row.form), None)
        return _Draft("rq", own, forms.request_columns, rows)

    def review(self, found: FoundReview) -> _Draft:
        forms = load_forms()
        width = len(forms.review_names)
        rows = tuple(
            self.row(
                None,
                found.entries[at * width : (at + 1) * width],
                [f"{name}_{outcome}" for outcome in forms.review_names],
                label,
            )
            for at, (label, name) in enumerate(forms.review_groups)
        )
        return _Draft("rl", None, forms.review_columns, rows)

    def annex(self, name: str, lines: tuple[FoundLine, ...]) -> _Draft:
        rows = tuple(self.row(line.label, (line.entry,), (line.indicator.name,)) for line in lines)
        form = Form.E1 if name == "s1" else Form.E2
        return _Draft(name, form, ("数量",), rows)


def _form(normalised: Normalised, spans: Sequence[Span]) -> tuple[Form | None, float]:
    """The form whose own labels the tables print most of, and how clearly."""
    if not spans:
        return None, 0.0
    start = max(0, min(span.start for span in spans) - _BEFORE)
    first, last = normalised.alignment.to_normalised(Span(start, max(span.end for span in spans)))
    words = fold_label(normalised.text[first:last])
    counts = {
        form: sum(label in words for label in labels) for form, labels in load_forms().signatures.items()
    }
    best, second = sorted(counts.values(), reverse=True)[:2]
    if not best:
        return None, 0.0
    form = max(counts, key=lambda form: counts[form])
    return form, round(best / (best + second), 2)


def _missing(
    sections: Sequence[Section],
    blocks: FoundBlocks | None,
    requests: FoundRequests | None,
    review: FoundReview | None,
) -> list[Problem]:
    """A report with the chapters of the form but without their tables: the copy has lost them."""
    is_form = any("收到" in fold(s.title) and s.kind is SectionKind.REQUESTS for s in sections)
    absent = [name for name, found in (("二", blocks), ("三", requests), ("四", review)) if found is None]
    if not is_form or not (requests is None or len(absent) > 1):
        return []
    where = "、".join(absent)
    message = (
        f"This copy has the chapters of the statutory form but not table {where}. "
        "Look for the tables in the source: they may be pictures or an attachment."
    )
    place = next(s for s in sections if s.kind is SectionKind.REQUESTS and s.level == 1)
    return [Problem("tables_missing", message, place.span)]


def _too_long() -> Problem:
    message = (
        f"Only the first {MOST_PIECES} cells were searched for tables. Check that this file holds one report."
    )
    return Problem("tables_cut", message)
