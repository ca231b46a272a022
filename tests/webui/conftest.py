"""The site over the five seed reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.builds import BuildReader, OpenBuild
from indexer.pipeline import build
from indexer.settings import Settings
from tests.benchmarks.corpus import Corpus, GeneratedReport
from tests.patience import unhurried
from webui import create_app

REPORTS_MADE = 150


@dataclass(frozen=True, slots=True)
class Made:
    """A generated corpus and the instance made of it; the corpus knows the truth about each report."""

    corpus: Corpus
    settings: Settings


SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An instance with the seeds indexed."""
    settings = unhurried(tmp_path_factory.mktemp("instance"))
    build(settings, [SEEDS])
    return settings


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture(scope="session")
def opened(settings: Settings) -> OpenBuild:
    return BuildReader(settings).current()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An instance with some agencies' made-up reports of several years, and the five seeds."""
    folder = tmp_path_factory.mktemp("made")
    corpus = Corpus(REPORTS_MADE)
    corpus.write(folder / "files")
    settings = unhurried(folder / "instance")
    build(settings, [folder / "files", SEEDS])
    return Made(corpus, settings)


@pytest.fixture(scope="session")
def many(made: Made) -> OpenBuild:
    """The build over the made-up reports and the seeds."""
    return BuildReader(made.settings).current()


@pytest.fixture(scope="session")
def by_agency(made: Made) -> dict[str, list[GeneratedReport]]:
    """The reports that were made, by agency."""
    found: dict[str, list[GeneratedReport]] = defaultdict(list)
    for report in made.corpus:
        found[report.facts.organ.name].append(report)
    return found


@pytest.fixture
def made_client(made: Made) -> Iterator[FlaskClient]:
    app = create_app(made.settings)
    app.testing = True
    with app.test_client() as client:
        yield client


@pytest.fixture(scope="session")
def ids(opened: OpenBuild) -> dict[str, str]:
    """Report ids by agency."""
    found = {str(opened.report(one).facet("agency").value): one for one in opened.report_ids()}
    assert len(found) == 5
    return found
