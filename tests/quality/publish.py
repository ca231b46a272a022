"""The score as the site tells it: the numbers of the baseline, what they were measured on, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import webui
from tests.quality.cases import Case
from tests.quality.score import Table

PUBLISHED = Path(webui.__file__).parent / "quality.toml"


def published(table: Table, cases: Sequence[Case], measured: str) -> str:
    """The file of the score, which nobody edits by hand."""
    lines = [
        "# How well facts are read from reports. Made by: python -m tests.quality --update",
        f'measured = "{measured}"',
        "",
        "[cases]",
        *(f"{form} = {count}" for form, count in sorted(Counter(case.format for case in cases).items())),
    ]
    for name, row in table.items():
        lines += ["", f"[fields.{name}]", *(f"{column} = {count}" for column, count in row.items())]
    return "\n".join([*lines, ""])
