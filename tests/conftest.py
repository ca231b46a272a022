"""Fixtures that every test may use: the five seed reports, and a small instance."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings as examples

from indexer.pipeline import build
from indexer.settings import Settings
from tests.corpora import fresh_instance, write_corpus
from tests.patience import UNHURRIED

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

os.environ.update(UNHURRIED)  # for the programs that tests start
examples.register_profile(
    "unhurried", examples.get_profile(examples.get_current_profile_name()), deadline=None
)
examples.load_profile("unhurried")


@pytest.fixture(scope="session", params=SEEDS, ids=lambda path: path.name[:3])
def seed_path(request: pytest.FixtureRequest) -> Path:
    """One seed file after the other."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="session")
def words_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for jieba's compiled dictionary, which takes a second to make."""
    return tmp_path_factory.mktemp("words")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, words_cache: Path) -> Settings:
    """An instance with one build of five reports, its corpus beside it. Copy it before changing it."""
    folder = tmp_path_factory.mktemp("small")
    settings = fresh_instance(folder, words_cache)
    build(settings, [write_corpus(folder / "reports", 5)])
    return settings


@pytest.fixture
def copy(small: Settings, tmp_path: Path) -> Settings:
    """A copy of the instance, to be changed or damaged."""
    shutil.copytree(small.instance, tmp_path / "instance", symlinks=True)
    return replace(small, instance=tmp_path / "instance")
