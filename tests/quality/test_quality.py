"""The gate: extraction never gets worse than it has been on the labelled cases.

When it gets better the gate fails as well, and says how to keep what was reached.
"""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.quality.cases import load_cases
from tests.quality.publish import PUBLISHED, published
from tests.quality.score import BASELINE, Verdict, judge_all, print_table, table_of

UPDATE = "python -m tests.quality --update"


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return judge_all()


def test_nothing_is_wrong_but_what_is_known_to_be(verdicts: list[Verdict]) -> None:
    """A wrong value gets printed in a newspaper; each known one is named in its case, with the reason."""
    wrong = {
        (verdict.case.id, verdict.what): str(verdict) for verdict in verdicts if verdict.outcome == "wrong"
    }
    known = {(case.id, what) for case in load_cases() for what in case.wrong}
    unknown = [text for key, text in wrong.items() if key not in known]
    assert not unknown, "\n".join(unknown)
    assert not known - set(wrong), f"No longer wrong; take them out of `wrong`: {sorted(known - set(wrong))}"


def test_as_good_as_the_baseline(verdicts: list[Verdict]) -> None:
    reached, kept = table_of(verdicts), json.loads(BASELINE.read_text(encoding="utf-8"))
    shown = print_table(reached)
    missed = [str(verdict) for verdict in verdicts if verdict.outcome == "missed"]
    for name, row in kept.items():
        assert name in reached, f"No case tests {name} any more."
        assert reached[name]["right"] >= row["right"], "\n".join([f"{name} got worse.", shown, *missed])
        assert reached[name]["wrong"] <= row["wrong"], f"{name} got worse.\n{shown}"
    assert reached == kept, f"Better, or there are new cases: keep it with `{UPDATE}`.\n{shown}"


def test_enough_cases_in_every_format() -> None:
    cases = load_cases()
    assert len(cases) >= 80
    assert {case.format for case in cases} == {"text", "markdown", "html", "docx", "pdf"}
    assert {case.form.value for case in cases if case.form} == {"2019", "2021"}
    assert {case.expect["form"] for case in cases} >= {"e1", "e2", "2019", "2021", None}


def test_known_failures_have_reasons() -> None:
    assert all(reason for case in load_cases() for reason in case.wrong.values())


def test_the_site_tells_the_score() -> None:
    told = PUBLISHED.read_text(encoding="utf-8")
    measured = tomllib.loads(told)["measured"]
    kept = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert told == published(kept, load_cases(), measured), f"Keep it with `{UPDATE}`."
