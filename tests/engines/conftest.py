"""The seeds as an engine sees them, cut by the real segmenter, and both engines over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import IndexedReport, IndexedSection
from indexer.engines.whoosh import WhooshEngine, open_index, write_index
from indexer.read.plain import read_plain
from indexer.segment import Segmenter
from indexer.structure.sections import find_sections
from indexer.text.normalise import normalise_text
from tests.conftest import SEEDS


@pytest.fixture(scope="session")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="session")
def seed_reports() -> list[IndexedReport]:
    return [_as_indexed(number, path) for number, path in enumerate(SEEDS)]


def _as_indexed(number: int, path: Path) -> IndexedReport:
    original = read_plain(path.read_text("utf-8"))
    normalised = normalise_text(original.text)
    sections = tuple(
        IndexedSection(found.kinds, found.path, normalised.text[slice(*found.normalised)])
        for found in find_sections(original, normalised).sections
    )
    return IndexedReport(100 + number, path.stem, sections, {"year": (2013 + number,), "level": ("county",)})


@pytest.fixture(scope="session")
def seed_folder(
    tmp_path_factory: pytest.TempPathFactory, seed_reports: list[IndexedReport], segmenter: Segmenter
) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "index"
    write_index(seed_reports, folder, segmenter)
    return folder


@pytest.fixture(scope="session")
def seed_engine(seed_folder: Path) -> WhooshEngine:
    return open_index(seed_folder)


@pytest.fixture(scope="session")
def seed_memory(seed_reports: list[IndexedReport], segmenter: Segmenter) -> MemoryEngine:
    return MemoryEngine(seed_reports, segmenter)
