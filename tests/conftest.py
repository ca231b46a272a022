"""Fixtures that every test may use: the five seed reports."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="session", params=SEEDS, ids=lambda path: path.name[:3])
def seed_path(request: pytest.FixtureRequest) -> Path:
    """One seed file after the other."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="session")
def words_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for jieba's compiled dictionary, which takes a second to make."""
    return tmp_path_factory.mktemp("words")
