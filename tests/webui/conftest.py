"""The site over the five seed reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.builds import BuildReader, OpenBuild
from indexer.pipeline import build
from indexer.settings import Settings, load_settings
from webui import create_app

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An instance with the seeds indexed."""
    settings = load_settings(tmp_path_factory.mktemp("instance"), {})
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
def ids(opened: OpenBuild) -> dict[str, str]:
    """Report ids by agency."""
    found = {str(opened.report(one).facet("agency").value): one for one in opened.report_ids()}
    assert len(found) == 5
    return found
