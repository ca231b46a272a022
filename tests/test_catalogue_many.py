"""What is read of many reports at once is what reading them one by one gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.builds import BuildReader, OpenBuild
from indexer.facts.figures import derived_figures
from indexer.pipeline import build
from indexer.query import Filter, Query, Sort
from tests.benchmarks.corpus import Corpus
from tests.patience import unhurried

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenBuild:
    folder = tmp_path_factory.mktemp("many")
    Corpus(40).write(folder / "files")
    settings = unhurried(folder / "instance")
    build(settings, [folder / "files", SEEDS])
    return BuildReader(settings).current()


def test_compared_figures_are_those_of_each_report(opened: OpenBuild) -> None:
    docs = opened.engine.documents(Query()).docs
    ids = opened.ids_of(docs)
    assert sorted(ids.values()) == sorted(opened.report_ids())
    tallies = {one.doc: one for one in opened.tallies(docs)}
    for doc in docs:
        report = opened.report(ids[doc])
        figures = {one.name: one.value for one in (*report.figures, *derived_figures(report.figures))}
        assert tallies[doc].form == report.form
        assert all(figures[name] == value for name, value in tallies[doc].figures.items())
        whole = {name for name in figures if figures[name] is not None and name.endswith("_total")}
        assert whole <= set(tallies[doc].figures)


def test_failed_checks_are_those_of_each_report(opened: OpenBuild) -> None:
    docs = opened.engine.documents(Query()).docs
    ids = opened.ids_of(docs)
    failed = [(ids[one.doc], one.place, one.check) for one in opened.failed_checks(docs)]
    assert sorted(failed, key=repr) == sorted(
        (
            (report_id, place, check)
            for report_id in opened.report_ids()
            for place, check in enumerate(opened.report(report_id).checks)
            if check.ok is False
        ),
        key=repr,
    )


def test_agency_and_year_of_each_report(opened: OpenBuild) -> None:
    query = Query(filters=(Filter("year", (2019,)),), sort=Sort.AGENCY)
    docs = opened.engine.documents(query).docs
    assert docs
    ids = opened.ids_of(docs)
    for one in opened.dated(docs):
        report = opened.report(ids[one.doc])
        assert (one.agency, one.year) == (report.facet("agency").value, 2019)
    assert [one.doc for one in opened.dated(docs)] == list(docs)
