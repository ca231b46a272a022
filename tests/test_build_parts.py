"""An index is made of parts: written by several processes, shared by builds, merged when they are many."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.builds import BuildReader, folders, staging
from indexer.errors import GongkaiError
from indexer.pipeline import build
from indexer.query import Phrase, Query, Word
from indexer.settings import Settings
from tests.corpora import fresh_instance, report_text, write, write_corpus

EVERYWHERE = Query(Phrase("基础工作薄弱"), size=100)


def answers(settings: Settings) -> list[object]:
    """What a build says that does not depend on the documents' numbers."""
    engine = BuildReader(settings).current().engine
    results = [engine.search(Query(term, size=100)) for term in (Phrase("工作"), Word("政府"), None)]
    return [(r.total_occurrences, r.facets, [(h.report_id, h.score) for h in r.hits]) for r in results]


def test_several_processes_write_the_same_index(
    small: Settings, tmp_path: Path, words_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.builds.plan.SMALL", 2)
    settings = fresh_instance(tmp_path, words_cache)
    told: list[tuple[int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "indexing":
            told.append((done, total))

    build(settings, [small.instance.parent / "reports"], tell=tell)
    assert len(parts(settings)) == 2
    assert told[-1] == (5, 5)
    assert answers(settings) == answers(small)


def parts(settings: Settings) -> set[str]:
    """The names of the parts of the current index."""
    folder = settings.builds / str(folders.current_number(settings.builds)) / folders.INDEX / "parts"
    return {path.name for path in folder.iterdir()}


def test_an_update_writes_only_what_is_new(copy: Settings, tmp_path: Path) -> None:
    before = parts(copy)
    build(copy, [write_corpus(tmp_path / "more", 3, first=20)])
    assert before < parts(copy)
    assert len(parts(copy)) == 2
    assert BuildReader(copy).current().engine.search(EVERYWHERE).total_reports == 8


def test_many_updates_leave_few_parts(copy: Settings, tmp_path: Path) -> None:
    for number in range(20, 32):
        build(copy, [write(tmp_path / "more" / f"{number}.txt", report_text(number))])
    assert len(parts(copy)) < 8
    fresh = fresh_copy_of(copy, tmp_path)
    assert answers(copy) == answers(fresh)


def fresh_copy_of(settings: Settings, folder: Path) -> Settings:
    """The same catalogue, indexed afresh."""
    copied = replace(settings, instance=folder / "again")
    shutil.copytree(settings.instance, copied.instance, symlinks=True)
    shutil.rmtree(copied.builds)
    build(copied)
    return copied


def test_parts_that_a_killed_build_has_finished_are_taken_up(
    copy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    more = write_corpus(tmp_path / "more", 3, first=20)
    with monkeypatch.context() as patched:
        patched.setattr("indexer.engines.whoosh.assemble", killed)
        with pytest.raises(KeyboardInterrupt):
            build(copy, [more])
    (finished,) = (path for path in (copy.builds / staging.FOLDER).iterdir() if path.is_dir())
    shutil.copytree(finished, finished.with_suffix(".new"))  # what a process leaves that is killed, too
    with monkeypatch.context() as patched:
        patched.setattr("indexer.engines.whoosh.write_part", killed)
        build(copy)
    assert BuildReader(copy).current().engine.search(EVERYWHERE).total_reports == 8
    assert not (copy.builds / staging.FOLDER).exists()


def test_parts_made_by_other_rules_are_not_taken_up(tmp_path: Path) -> None:
    assert staging.finished_parts(tmp_path, "catalogue rules") == []
    (tmp_path / staging.FOLDER / "whole").mkdir()
    assert [path.name for path in staging.finished_parts(tmp_path, "catalogue rules")] == ["whole"]
    assert staging.finished_parts(tmp_path, "catalogue other") == []


def test_a_process_that_dies_while_it_indexes_is_reported(copy: Settings, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("indexer.builds.plan.SMALL", 2)
        patched.setattr("indexer.builds.staging._write_one", os.abort)
        more = write_corpus(tmp_path / "more", 5, first=20)
        with pytest.raises(GongkaiError, match="A process that writes the index ended"):
            build(copy, [more])
    assert BuildReader(copy).current().number == 1
    build(copy)
    assert BuildReader(copy).current().engine.search(EVERYWHERE).total_reports == 10
