"""A server asks for its index before it is searched: small files first, and no more than there is room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.engines.whoosh import read_ahead, readahead
from indexer.engines.whoosh.readahead import available
from indexer.query import Query
from tests.engines.conftest import WhooshEngine

pytestmark = pytest.mark.skipif(
    not hasattr(os, "posix_fadvise"), reason="needs a system that can be asked for files"
)


def sizes(folder: Path) -> list[int]:
    """Those of the files that searches read."""
    return sorted(
        path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.suffix != ".trm"
    )


def test_all_of_an_index_where_there_is_room(seed_folder: Path, seed_engine: WhooshEngine) -> None:
    before = seed_engine.search(Query())
    assert read_ahead(seed_folder, 1 << 30) == sum(sizes(seed_folder))
    assert seed_engine.search(Query()) == before


def test_the_small_files_where_there_is_less(seed_folder: Path) -> None:
    small = sizes(seed_folder)
    assert read_ahead(seed_folder, sum(small[:9])) == sum(small[:9])
    assert read_ahead(seed_folder, sum(small[:9]) - 1) == sum(small[:8])
    assert read_ahead(seed_folder, 0) == 0


def test_left_to_itself_it_takes_half_of_what_is_available(
    seed_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = sizes(seed_folder)
    says = tmp_path / "meminfo"
    monkeypatch.setattr(readahead, "_MEMORY", says)
    assert (available(), read_ahead(seed_folder)) == (0, 0)  # the system does not say
    kilobytes = 2 * sum(small[:9]) // 1024 + 1
    says.write_text(f"MemTotal: 99999999 kB\nMemAvailable: {kilobytes} kB\n")
    assert sum(small[:9]) <= read_ahead(seed_folder) <= 512 * kilobytes
