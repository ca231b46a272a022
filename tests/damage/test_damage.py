"""However a copy is damaged, a value is the one of the clean report, or there is none: never another.

What a kind of damage destroys may be gone, and a lost table is recorded as a problem. What it only
disfigures must still be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from indexer.extract import extract, report_json
from indexer.model import SourceFile
from indexer.report_json import FACTS, ReportJson
from tests.damage.clean import clean_reports
from tests.damage.kinds import KINDS, LOSSY

_BLANK = "the number behind a blank entry of an annex is left out when the lines between them are gone"
_ANNEX = "an annex that is dropped leaves nothing that would say so"
KNOWN_WRONG: dict[tuple[str, str], str] = {}
"""Damage and report -> why another value comes out."""
KNOWN_LOSSES: dict[tuple[str, str], str] = {
    (
        "furniture",
        "signature before the date",
    ): "a date counts as the signature only near the end of the file",
    ("torn_at_the_numbers", "e1 list"): _BLANK,
    ("flattened_with_pipes", "e1 list"): _BLANK,
    ("more_pipes", "000"): "its torn rows get blank cells that look like entries left blank",
}
"""Damage and report -> why a value is missed although nothing destroyed it."""
KNOWN_SILENCE: dict[tuple[str, str], str] = {
    ("torn_without_pipes", "e1 list"): _BLANK,
    ("torn_at_the_numbers", "e1 list"): _BLANK,
    ("flattened", "e1 list"): _BLANK,
    ("flattened_with_pipes", "e1 list"): _BLANK,
    ("tables_dropped", "000"): "the chapters of its tables have no headings that would tell what is missing",
    ("tables_dropped", "004"): _ANNEX,
    ("tables_dropped", "e1 list"): _ANNEX,
    ("tables_dropped", "e2 list"): _ANNEX,
}
"""Damage and report -> why a table is lost and no problem says so."""


def read(text: str) -> ReportJson:
    data = text.encode()
    return report_json(extract(data, SourceFile("copy.txt", "0" * 64, len(data))))


@cache
def clean(name: str) -> ReportJson:
    return read(clean_reports()[name])


@cache
def damaged(kind: str, name: str) -> ReportJson | None:
    """The report read from the damaged copy; None where the damage found nothing to damage."""
    text = clean_reports()[name]
    copy = KINDS[kind](text, Random(f"{kind} {name}"))
    return read(copy) if copy != text else None


def values(report: ReportJson) -> dict[str, object]:
    """Facts and figures by name; None where there is no value."""
    facts: dict[str, object] = {name: report[name] for name in (*FACTS, "form")}  # type: ignore[literal-required]
    facts["fee_status"] = None if report["fee_status"] == "not_stated" else report["fee_status"]
    return facts | report["figures"]


def changes(kind: str, name: str) -> Iterator[tuple[str, object, object]]:
    copy = damaged(kind, name)
    if copy is None:
        return
    before, after = values(clean(name)), values(copy)
    for what in sorted({*before, *after}):
        if before.get(what) != after.get(what):
            yield what, before.get(what), after.get(what)


def pairs(known: dict[tuple[str, str], str], kinds: Iterator[str] | list[str]) -> list[object]:
    """Every kind on every report; known failures are expected to fail, and to be taken out when mended."""
    return [
        pytest.param(
            kind,
            name,
            id=f"{kind}: {name}",
            marks=[pytest.mark.xfail(strict=True, reason=known[kind, name])] if (kind, name) in known else [],
        )
        for kind in kinds
        for name in clean_reports()
    ]


@pytest.mark.parametrize(("kind", "name"), pairs(KNOWN_WRONG, list(KINDS)))
def test_never_another_value(kind: str, name: str) -> None:
    other = [change for change in changes(kind, name) if change[2] is not None]
    assert not other


@pytest.mark.parametrize(("kind", "name"), pairs(KNOWN_LOSSES, [kind for kind in KINDS if kind not in LOSSY]))
def test_what_is_only_disfigured_is_still_read(kind: str, name: str) -> None:
    assert not list(changes(kind, name))


@pytest.mark.parametrize(("kind", "name"), pairs(KNOWN_SILENCE, list(KINDS)))
def test_a_lost_table_is_a_problem(kind: str, name: str) -> None:
    copy = damaged(kind, name)
    lost = [what for what, _, now in changes(kind, name) if what in clean(name)["figures"] and now is None]
    assert not lost or (copy and copy["problems"]), lost


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_damages_something(kind: str) -> None:
    assert any(damaged(kind, name) for name in clean_reports())
