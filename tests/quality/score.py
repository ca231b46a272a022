"""Compares what extraction says of a case with its labels: right, wrong or missed, field by field."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import ReadError
from indexer.extract import extract, report_json
from indexer.model import Report, SourceFile
from tests.quality.cases import FIELDS, Case, Value, load_cases
from tests.quality.formats import write

BASELINE = Path(__file__).parent / "baseline.json"
COLUMNS = ("right", "wrong", "missed")
Table = dict[str, dict[str, int]]
"""Field -> how many are right, wrong, missed."""


@dataclass(frozen=True)
class Verdict:
    """One label, and what became of it."""

    case: Case
    field: str
    """A field of the object, ``figures``, ``checks`` or ``error``."""
    what: str
    """The name of the figure or the check; else the field again."""
    outcome: str
    want: Value
    got: object

    def __str__(self) -> str:
        return f"{self.case.id}: {self.what} is {self.got!r}, not {self.want!r} ({self.outcome})"


def read(case: Case) -> Report | ReadError:
    """Extraction from the bytes of a case's file."""
    data = write(case)
    source = SourceFile(f"quality/{case.id}", hashlib.sha256(data).hexdigest(), len(data), url=case.url)
    try:
        return extract(data, source)
    except ReadError as refusal:
        return refusal


def judge(case: Case) -> list[Verdict]:
    """Every label of one case, judged."""
    report = read(case)
    if isinstance(report, ReadError) or case.error:
        code = report.code if isinstance(report, ReadError) else None
        return [Verdict(case, "error", "error", "right" if code == case.error else "wrong", case.error, code)]
    answer = report_json(report)
    verdicts = [
        _verdict(case, name, name, case.expect[name], answer[name])  # type: ignore[literal-required]
        for name in FIELDS
    ]
    names = {*case.figures, *(name for name, value in answer["figures"].items() if value is not None)}
    verdicts += [
        _verdict(case, "figures", name, case.figures.get(name), answer["figures"].get(name))
        for name in sorted(names)
        if case.every_figure or name in case.figures
    ]
    if case.sections:
        kinds = " ".join(section.kind for section in report.sections)
        verdicts.append(_verdict(case, "sections", "sections", " ".join(case.sections), kinds))
    return verdicts + list(_checks(case, report))


def _checks(case: Case, report: Report) -> Iterator[Verdict]:
    """The checks that must fail do, and no other of the tables' own does."""
    failed = sorted({check.id for check in report.checks if check.ok is False})
    for check in sorted({*case.fails, *failed}):
        said = "fails" if check in failed else None
        yield _verdict(case, "checks", check, "fails" if check in case.fails else None, said)


def _verdict(case: Case, field: str, what: str, want: Value, got: object) -> Verdict:
    outcome = "right" if want == got else "missed" if got is None else "wrong"
    if field == "fee_status" and got == "not_stated" and want != got:
        outcome = "missed"
    return Verdict(case, field, what, outcome, want, got)


def judge_all(cases: Sequence[Case] | None = None) -> list[Verdict]:
    """Every label of every case, judged."""
    return [verdict for case in (load_cases() if cases is None else cases) for verdict in judge(case)]


def table_of(verdicts: Sequence[Verdict]) -> Table:
    """How many labels of each field are right, wrong and missed."""
    counts = Counter((verdict.field, verdict.outcome) for verdict in verdicts)
    fields = [
        name
        for name in (*FIELDS, "figures", "sections", "checks", "error")
        if any(key[0] == name for key in counts)
    ]
    return {name: {column: counts[name, column] for column in COLUMNS} for name in fields}


def print_table(table: Table) -> str:
    """The table as text."""
    lines = [f"{'field':<16}{'right':>7}{'wrong':>7}{'missed':>8}"]
    lines += [
        f"{name:<16}{row['right']:>7}{row['wrong']:>7}{row['missed']:>8}" for name, row in table.items()
    ]
    return "\n".join(lines)
