"""The corpus generator: the same report whoever asks, like real ones, and honest about what is in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from indexer.builds.indexed import indexed_facets
from indexer.extract import extract
from indexer.model import Form, Report, SourceFile
from indexer.segment import Segmenter
from tests.benchmarks import calibration
from tests.benchmarks.agencies import BLOCK, first_report, slot
from tests.benchmarks.corpus import Corpus, GeneratedReport, copies
from tests.benchmarks.statements import Change

SAMPLE = range(0, 60_000, 997)
"""Reports of many blocks, so of agencies that have nothing to do with each other."""
TRUE = ("year", "level", "province", "city", "county", "department", "agency", "requests", "fee")


@pytest.fixture(scope="module")
def read() -> list[tuple[GeneratedReport, Report]]:
    made = map(Corpus(0).report, SAMPLE)
    return [(one, extract(one.text().encode(), SourceFile(one.path, "", 0))) for one in made]


def test_a_report_does_not_depend_on_the_corpus() -> None:
    assert Corpus(10).report(7) == Corpus(100_000).report(7)
    assert Corpus(10).report(7).text() == list(Corpus(8))[7].text()
    assert Corpus(10, seed=2).report(7) != Corpus(10).report(7)


def test_the_years_of_an_agency_stand_together() -> None:
    numbers = range(4 * BLOCK)
    by_agency = Counter(slot(number)[0] for number in numbers)
    assert sum(by_agency.values()) == 4 * BLOCK
    assert all(first_report(agency) + year == number for number in numbers for agency, year in [slot(number)])


def test_reading_a_file_finds_the_sections_that_were_made(
    read: list[tuple[GeneratedReport, Report]],
) -> None:
    for made, report in read:
        assert [part.path for part in report.sections] == [part.path for part in made.sections]


def test_reading_a_file_finds_the_facts_it_was_made_of(read: list[tuple[GeneratedReport, Report]]) -> None:
    """Nearly always: rules are allowed to miss a little, the generator is not allowed to claim too much."""
    missed: Counter[str] = Counter()
    for made, report in read:
        found, claimed = indexed_facets(report.facets), made.indexed().facets
        missed.update(name for name in TRUE if found.get(name) != claimed.get(name))
    assert all(count <= 0.05 * len(read) for count in missed.values()), missed


def test_the_index_sees_what_reading_the_file_gives(read: list[tuple[GeneratedReport, Report]]) -> None:
    same = 0
    for made, report in read:
        text = report.normalised.text
        sections = [text[slice(*section.normalised)] for section in report.sections]
        same += sections == [section.text for section in made.indexed().sections]
    assert same >= 0.85 * len(read)


def test_every_form_and_both_scripts_occur() -> None:
    facts = [report.facts for report in map(Corpus(0).report, SAMPLE)]
    assert {fact.form for fact in facts} == set(Form)
    assert {fact.tables for fact in facts} == {True, False}
    assert any(fact.traditional for fact in facts)
    requests = [fact.requests for fact in facts if fact.requests is not None]
    assert 0.2 <= requests.count(0) / len(requests) <= 0.7
    assert max(requests) > 50


def test_planted_copies_stand_in_the_reports_and_name_their_origin() -> None:
    corpus = Corpus(600)
    kinds = set()
    for origin, uses in copies(600).items():
        for number, statement in uses:
            problems = next(
                part for part in corpus.report(number).sections if part.kind == "problems_improvements"
            )
            assert statement.text.lower() in problems.normalised
            assert statement.origin == origin
            kinds.add(statement.change)
    assert kinds >= set(Change)


def test_verbatim_copies_equal_their_origin() -> None:
    for uses in copies(600).values():
        own = {statement.text for _, statement in uses if statement.change is None}
        verbatim = {statement.text for _, statement in uses if statement.change is Change.VERBATIM}
        assert verbatim <= own or not own


def test_the_corpus_is_like_the_seeds(tmp_path: Path) -> None:
    """The measures that the generator was calibrated by stay where they were set."""
    segmenter = Segmenter(tmp_path)
    seeds, corpus = calibration.of_seeds(segmenter), calibration.of_corpus(segmenter, samples=6)
    assert 0.75 <= corpus.characters / seeds.characters <= 1.25
    assert 0.75 <= corpus.distinct / seeds.distinct <= 1.35
    assert abs(corpus.heaps - seeds.heaps) <= 0.1
    assert abs(corpus.once - seeds.once) <= 0.1
