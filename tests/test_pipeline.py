"""A build reads what has changed, keeps what has not, and accounts for every file."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import pipeline
from indexer.builds import BuildReader, OpenBuild, builder_lock
from indexer.catalogue import list_problems, list_sources, open_for_reading
from indexer.errors import BuildRunningError, GongkaiError, UsageError
from indexer.pipeline import BuildOutcome, build
from indexer.query import Phrase, Query
from indexer.settings import Settings
from tests.corpora import fresh_instance, report_text, write, write_corpus


@pytest.fixture
def settings(tmp_path: Path, words_cache: Path) -> Settings:
    """A fresh instance that reads with two processes."""
    return fresh_instance(tmp_path, words_cache)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four reports."""
    return write_corpus(tmp_path / "reports", 4)


def current(settings: Settings) -> OpenBuild:
    return BuildReader(settings).current()


def problems(settings: Settings) -> list[tuple[str, str]]:
    """Path and code of what is not in the corpus."""
    with closing(open_for_reading(settings.catalogue)) as connection:
        return [(p.path, p.problem.code) for p in list_problems(connection) if p.report_id is None]


def found(settings: Settings, phrase: str) -> set[str]:
    """Paths of the reports that contain a phrase."""
    opened = current(settings)
    hits = opened.engine.search(Query(Phrase(phrase), size=100)).hits
    return {opened.report(hit.report_id).source.path for hit in hits}


def counts(outcome: BuildOutcome) -> tuple[int, int, int, bool]:
    return outcome.read, outcome.unchanged, outcome.removed, outcome.changed


def test_a_second_build_reads_nothing_and_keeps_the_build(settings: Settings, corpus: Path) -> None:
    assert counts(build(settings, [corpus])) == (4, 0, 0, True)
    assert counts(build(settings, [corpus])) == (0, 4, 0, False)
    assert counts(build(settings)) == (0, 4, 0, False)
    assert current(settings).number == 1


def test_unchanged_files_are_not_even_opened(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    changed = report_text(0).replace("第0号", "第9号")
    write(corpus / "000.txt", changed)  # Same size, same time: only opening it could tell.
    assert counts(build(settings)) == (0, 4, 0, False)
    write(corpus / "000.txt", changed, age=1)
    assert counts(build(settings)) == (1, 3, 0, True)
    assert found(settings, "第9号计划") == {"reports/000.txt"}


def test_a_file_that_is_only_touched_is_not_extracted_again(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    os.utime(corpus / "001.txt")
    for _ in range(2):
        assert counts(build(settings)) == (0, 4, 0, False)


def test_a_file_fresh_from_the_press_is_compared_by_content(settings: Settings, corpus: Path) -> None:
    fresh = corpus / "fresh.txt"
    fresh.write_text(report_text(7), encoding="utf-8")
    build(settings, [corpus])
    time = fresh.stat().st_mtime_ns
    fresh.write_text(report_text(7).replace("第7号", "第8号"), encoding="utf-8")
    os.utime(fresh, ns=(time, time))
    assert counts(build(settings)) == (1, 4, 0, True)


def test_what_is_gone_from_a_folder_is_gone_from_the_build(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    (corpus / "002.txt").unlink()
    assert counts(build(settings, [corpus])) == (0, 3, 1, True)
    assert found(settings, "基础工作薄弱") == {f"reports/{n}.txt" for n in ("000", "001", "003")}


def test_sources_are_remembered(settings: Settings, corpus: Path, tmp_path: Path) -> None:
    other = write_corpus(tmp_path / "more", 2, first=10)
    build(settings, [corpus])
    (corpus / "000.txt").unlink()
    build(settings, [other])
    assert len(current(settings).report_ids()) == 6  # What is not named stays as it was.
    build(settings)
    assert len(current(settings).report_ids()) == 5
    build(settings, forgotten=[corpus])
    assert found(settings, "基础工作薄弱") == {"more/010.txt", "more/011.txt"}


def test_a_single_file_is_part_of_its_folder(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus / "001.txt"])
    (only,) = current(settings).report_ids()
    build(settings, [corpus])
    assert only in current(settings).report_ids()
    assert len(current(settings).report_ids()) == 4
    write(corpus / "004.txt", report_text(4))
    build(settings, [corpus / "001.txt"])  # Inside a remembered folder: that folder is brought up to date.
    assert len(current(settings).report_ids()) == 5
    assert not problems(settings)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (["nowhere"], "There is no file or folder"),
        ([], "Nothing has been named to index yet"),
    ],
)
def test_wrong_names_are_usage_errors(settings: Settings, named: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        build(settings, list(map(Path, named)))


def test_what_was_never_named_cannot_be_forgotten(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    with pytest.raises(UsageError, match="is not a source of this instance"):
        build(settings, forgotten=[corpus / "x"])


@pytest.mark.parametrize("vanish", ["folder", "files"])
def test_a_folder_that_has_vanished_does_not_empty_the_corpus(
    settings: Settings, corpus: Path, vanish: str
) -> None:
    build(settings, [corpus])
    if vanish == "folder":
        corpus.rename(corpus.with_name("elsewhere"))
    else:
        for path in corpus.iterdir():
            path.unlink()
    with pytest.raises(UsageError, match="its reports are kept"):
        build(settings)
    assert len(current(settings).report_ids()) == 4


def test_an_empty_folder_gives_an_empty_build(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    build(settings, [tmp_path / "empty"])
    assert current(settings).report_ids() == ()
    assert current(settings).engine.search(Query()).total_reports == 0


def test_every_bad_file_is_a_problem(settings: Settings, corpus: Path) -> None:
    write(corpus / "empty.txt", "")
    write(corpus / "weather.txt", "今日天气晴，气温二十度。")
    write(corpus / "copy.txt", report_text(3))
    for _ in range(2):
        outcome = build(settings, [corpus])
        assert outcome.unread == 3
        assert problems(settings) == [
            ("reports/copy.txt", "duplicate_content"),
            ("reports/empty.txt", "empty_file"),
            ("reports/weather.txt", "not_a_report"),
        ]
    assert outcome.read == 0


def test_only_new_problems_make_a_build_that_shares_the_index(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    write(corpus / "empty.txt", "")
    outcome = build(settings)
    assert (outcome.build.number, outcome.changed) == (2, True)
    files = [
        path.relative_to(settings.builds / "1") for path in (settings.builds / "1").rglob("parts/**/*.npy")
    ]
    assert files
    assert all((settings.builds / "1" / f).samefile(settings.builds / "2" / f) for f in files)
    assert current(settings).overview().unread == 1
    assert len(found(settings, "基础工作薄弱")) == 4


def test_notes_on_the_sources_give_urls_and_lasting_ids(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    by_path = set(current(settings).report_ids())
    write(corpus / "sources.csv", "file,url\n000.txt,https://www.junan.gov.cn/1.html\n001.txt,nonsense\n")
    outcome = build(settings)
    assert counts(outcome) == (1, 3, 0, True)
    assert len(by_path & set(current(settings).report_ids())) == 3
    assert problems(settings) == [("reports", "bad_source")]
    write(corpus / "renamed.txt", (corpus / "000.txt").read_text("utf-8"))
    (corpus / "000.txt").unlink()
    write(corpus / "sources.csv", "file,url\nrenamed.txt,https://www.junan.gov.cn/1.html\n")
    before = set(current(settings).report_ids())
    build(settings)
    assert set(current(settings).report_ids()) == before
    assert not problems(settings)


def test_a_deleted_index_is_made_again_with_the_same_answers(settings: Settings, corpus: Path) -> None:
    build(settings, [corpus])
    ids, paths = current(settings).report_ids(), found(settings, "基础工作薄弱")
    for path in sorted(settings.builds.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    outcome = build(settings)
    assert outcome.read == 0
    assert current(settings).report_ids() == ids
    assert found(settings, "基础工作薄弱") == paths


def test_a_second_builder_is_told(settings: Settings, corpus: Path) -> None:
    with (
        builder_lock(settings.instance),
        pytest.raises(BuildRunningError, match=rf"process {os.getpid()}, since 20\d\d-"),
    ):
        build(settings, [corpus])
    build(settings, [corpus])


def test_a_full_disk_keeps_what_was_read_and_the_last_build(
    settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings, [corpus])
    write(corpus / "004.txt", report_text(4))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("indexer.engines.whoosh.write_part", full)
        with pytest.raises(GongkaiError, match="is full"):
            build(settings)
    assert len(current(settings).report_ids()) == 4
    assert counts(build(settings)) == (0, 5, 0, True)
    assert len(current(settings).report_ids()) == 5


def test_an_interrupted_build_goes_on_where_it_ended(
    settings: Settings, corpus: Path, tmp_path: Path
) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(settings, [corpus], tell=interrupt)
    with closing(open_for_reading(settings.catalogue)) as connection:
        assert [source.complete for source in list_sources(connection)] == [False]
    # Another folder is named now; the first is still brought to its end.
    other = write_corpus(tmp_path / "more", 1, first=10)
    assert counts(build(settings, [other])) == (3, 2, 0, True)
    assert len(current(settings).report_ids()) == 5


def test_old_builds_and_leftovers_are_cleaned_away(settings: Settings, corpus: Path) -> None:
    (settings.builds / "7.partial").mkdir(parents=True)
    for number in range(10, 15):
        write(corpus / f"{number}.txt", report_text(number))
        build(settings, [corpus])
    assert sorted(path.name for path in settings.builds.iterdir()) == ["3", "4", "5", "current"]
    with closing(open_for_reading(settings.catalogue)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (9,)


def test_documents_that_no_build_needs_are_discarded(corpus: Path, tmp_path: Path, words_cache: Path) -> None:
    settings = replace(fresh_instance(tmp_path, words_cache), kept_builds=0)
    for age in range(1, 4):
        write(corpus / "000.txt", report_text(0, extra=f"第{age}稿。"), age)
        build(settings, [corpus])
    with closing(open_for_reading(settings.catalogue)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (4,)
        assert connection.execute("SELECT count(*) FROM texts").fetchone() == (4,)


def test_new_rules_read_everything_again(
    settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings, [corpus])
    ids = current(settings).report_ids()
    monkeypatch.setattr("indexer.gather.reading_rules", lambda: "new")
    assert counts(build(settings)) == (4, 0, 0, True)
    assert current(settings).report_ids() == ids


def test_the_stages_are_told(settings: Settings, corpus: Path) -> None:
    told: list[tuple[str, int, int]] = []
    pipeline.build(settings, [corpus], tell=lambda *step: told.append(step))
    assert told == [("reading", n, 4) for n in range(5)] + [("indexing", n, 4) for n in range(1, 5)]
