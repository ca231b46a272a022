"""Reports without damage: the seeds, and whole reports of the labelled cases, one of each kind."""

from __future__ import annotations

from functools import cache

from tests.conftest import SEEDS
from tests.quality.cases import load_cases
from tests.quality.formats import write

_CASES = (
    "form 2021, Markdown",
    "form 2019, Markdown",
    "blanks, slashes and dashes",
    "plain count",
    "charged",
    "nothing charged",
    "e1 list",
    "e2 list",
    "search and copying fees",
    "signature before the date",
    "development zone",
)


@cache
def clean_reports() -> dict[str, str]:
    """Every report by its name."""
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in SEEDS}
    return texts | {case.id: write(case).decode() for case in load_cases() if case.id in _CASES}
