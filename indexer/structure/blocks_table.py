"""Runs -> table 二, proactive disclosure: blocks by item of article 20, each with its own columns.

行政许可 and 行政处罚 are everyday words: in prose, too, numbers follow them. A label counts here only
where it fills its cell or line, or where the form's captions and column heads stand right before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.model import Form, Problem, Span
from indexer.structure.cells import Kind, Piece, fold_label
from indexer.structure.fit import fit, may_lack_one, usual_offsets
from indexer.structure.forms import BlockRow, load_forms
from indexer.structure.runs import Run

_LOOK_BACK = 240


@dataclass(frozen=True, slots=True)
class FoundBlockRow:
    """One row of table 二 and its entries."""

    row: BlockRow
    label: Piece
    entries: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FoundBlocks:
    """Table 二 as far as it is certain."""

    rows: tuple[FoundBlockRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A run that ends with a row label, and the form that its column heads show."""

    word: str
    run: Run
    form: Form | None


def find_blocks(runs: Sequence[Run]) -> FoundBlocks | None:
    """Table 二, or None where there is none."""
    labelled = list(_labelled(runs))
    if not labelled:
        return None
    forms = Counter(one.form for one in labelled if one.form).most_common(1)
    form = forms[0][0] if forms else Form.Y2021
    rows = [(one, _row(one.word, one.form or form)) for one in labelled]
    usual = {
        width: usual_offsets([one.run.cells for one, row in rows if len(row.figures) == width], width)
        for width in {len(row.figures) for _, row in rows}
    }
    found: dict[str, FoundBlockRow] = {}
    problems: list[Problem] = []
    for one, row in rows:
        entries = fit(one.run.cells, len(row.figures), usual[len(row.figures)])
        key = row.figures[0]
        if entries is None or (not one.run.own and may_lack_one(entries)):
            problems.append(_partial(row, one.run))
        elif key not in found or not _filled(found[key].entries):
            found[key] = FoundBlockRow(row, one.run.label[-1], entries)
    order = [row.figures[0] for row in load_forms().blocks]
    in_order = sorted(found.values(), key=lambda one: order.index(one.row.figures[0]))
    return FoundBlocks(tuple(in_order), tuple(problems))


def _filled(entries: Sequence[Piece]) -> bool:
    return any(entry.kind is Kind.VALUE for entry in entries)


def _labelled(runs: Sequence[Run]) -> Iterator[_Labelled]:
    """The runs of table 二; before its first caption or column head nothing belongs to it."""
    patterns = _patterns()
    form: Form | None = None
    begun = False
    for run in runs:
        said = run.words[-_LOOK_BACK:]
        begun = begun or bool(patterns.heads.search(said))
        form = _form(said) or form
        tail = patterns.tail.search(said) if begun and said.endswith(patterns.rows) else None
        if not tail:
            continue
        last = fold_label(run.label[-1].text) if run.label else ""
        whole = tail.group().endswith(last) or bool(patterns.heads.search(tail.group()))
        if whole:
            yield _Labelled(tail["row"], run, form)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words of table 二."""

    rows: tuple[str, ...]
    """The labels of its rows."""
    tail: re.Pattern[str]
    """Nothing but words of the table, up to the row label that ends them."""
    heads: re.Pattern[str]
    """Its captions and column heads."""
    form_heads: tuple[tuple[str, Form], ...]
    """The column heads that only one form has."""


@cache
def _patterns() -> _Patterns:
    forms = load_forms()
    names = sorted({word for row in forms.blocks for word in row.words}, key=len, reverse=True)
    heads = "|".join((forms.captions, *forms.block_headers))
    rows = "|".join(names)
    printed = "".join(forms.block_headers)
    return _Patterns(
        rows=tuple(names),
        tail=re.compile(rf"(?:{heads}|{rows})*(?P<row>{rows})$"),
        heads=re.compile(heads),
        form_heads=tuple(
            (label, form)
            for form in (Form.Y2019, Form.Y2021)
            for label in forms.signatures[form]
            if label in printed
        ),
    )


def _form(words: str) -> Form | None:
    """The form that the column heads in these words belong to; the last of them decides."""
    places = [(words.rfind(label), form) for label, form in _patterns().form_heads if label in words]
    return max(places)[1] if places else None


def _row(word: str, form: Form) -> BlockRow:
    rows = [row for row in load_forms().blocks if word in row.words]
    return next((row for row in rows if row.form is form), rows[0])


def _partial(row: BlockRow, run: Run) -> Problem:
    message = (
        f"Table 二, row {row.label}: {run.entries} entries for {len(row.figures)} columns; it was not used. "
        "Look at the source."
    )
    return Problem("row_partial", message, Span(run.label[-1].span.start, run.cells[-1].span.end))
