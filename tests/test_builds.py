"""Readers see one whole build, notice the next, and refuse what would answer wrongly."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import catalogue
from indexer.builds import BuildReader, builder_lock, folders
from indexer.builds.indexed import indexed
from indexer.errors import BuildRunningError, NoBuildError, NotFoundError
from indexer.model import Facet
from indexer.pipeline import build
from indexer.query import Phrase, Query, Word
from indexer.settings import Settings
from tests.corpora import report_text, write
from tests.reports import made_up

ROOT = Path(__file__).parent.parent
EVERYWHERE = Query(Phrase("基础工作薄弱"), size=100)


def test_an_open_build_answers_from_catalogue_and_index(small: Settings) -> None:
    opened = BuildReader(small).current()
    assert (opened.number, len(opened.report_ids()), opened.overview().reports) == (1, 5, 5)
    result = opened.engine.search(EVERYWHERE)
    assert result.total_reports == 5
    for summary in opened.summaries([hit.doc for hit in result.hits]):
        report = opened.report(summary.id)
        assert (summary.title, summary.sections, summary.source) == (
            report.title,
            report.sections,
            report.source,
        )
        assert summary.facet("agency").value == report.facet("agency").value
        text, normalised = opened.texts(summary.doc)
        assert (text, normalised.text) == (report.original.text, report.normalised.text)
        assert "requests" in opened.facet_names()


def test_an_unknown_report_is_not_found(small: Settings) -> None:
    with pytest.raises(NotFoundError, match="There is no report r0"):
        BuildReader(small).current().report("r0")


def test_without_a_build_the_reader_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoBuildError, match=r"Nothing has been indexed yet\. Run: gongkai build"):
        BuildReader(Settings(instance=tmp_path)).current()


def test_a_new_build_is_noticed_and_the_old_one_goes_on(copy: Settings, tmp_path: Path) -> None:
    reader = BuildReader(copy)
    old = reader.current()
    assert reader.current() is old
    build(copy, [write(tmp_path / "more" / "x.txt", report_text(9))])
    assert reader.current().number == 2
    assert reader.current().engine.search(EVERYWHERE).total_reports == 6
    assert old.engine.search(EVERYWHERE).total_reports == 5
    assert [old.report(report_id).id for report_id in old.report_ids()] == list(old.report_ids())


def test_a_new_build_that_cannot_be_used_does_not_replace_the_one_that_is_served(copy: Settings) -> None:
    reader = BuildReader(copy)
    folders.point_to(copy.builds, 99)
    with pytest.raises(NoBuildError, match="The files of build 99 are gone"):
        reader.current()
    folders.point_to(copy.builds, 1)
    served = reader.current()
    folders.point_to(copy.builds, 99)
    assert reader.current() is served


def change_manifest(settings: Settings, **changes: str) -> None:
    path = settings.builds / "1" / folders.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"indexing_rules": "old"}, "was made by another version of gongkai"),
        ({"catalogue": "other"}, "does not belong to this catalogue"),
        ({"colour": "red"}, "manifest.json is damaged"),
    ],
)
def test_a_stale_or_foreign_index_is_refused_and_made_again(
    copy: Settings, changes: dict[str, str], said: str
) -> None:
    change_manifest(copy, **changes)
    with pytest.raises(NoBuildError, match=said):
        BuildReader(copy).current()
    outcome = build(copy)
    assert (outcome.read, outcome.changed) == (0, True)
    assert BuildReader(copy).current().engine.search(EVERYWHERE).total_reports == 5


@pytest.mark.parametrize("name", ["manifest.json", "docs.tsv", "index", "."])
def test_a_damaged_build_is_refused_and_made_again(copy: Settings, name: str) -> None:
    path = copy.builds / "1" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(NoBuildError, match="Run: gongkai build"):
        BuildReader(copy).current()
    assert build(copy).read == 0
    assert BuildReader(copy).current().engine.search(EVERYWHERE).total_reports == 5


@pytest.mark.parametrize("content", ["", "x\n", "\xff"])
def test_a_damaged_pointer_is_refused_and_made_again(copy: Settings, content: str) -> None:
    (copy.builds / folders.POINTER).write_text(content, "latin-1")
    with pytest.raises(NoBuildError, match="does not name a build"):
        BuildReader(copy).current()
    build(copy)
    assert BuildReader(copy).current().number > 1


def test_a_lost_catalogue_is_made_again_with_the_same_ids(copy: Settings, small: Settings) -> None:
    copy.catalogue.unlink()
    with pytest.raises(NoBuildError, match="There is no catalogue"):
        BuildReader(copy).current()
    build(copy, [small.instance.parent / "reports"])
    assert BuildReader(copy).current().report_ids() == BuildReader(small).current().report_ids()


def test_threads_share_a_reader(small: Settings) -> None:
    reader = BuildReader(small)
    expected = reader.current().engine.search(EVERYWHERE)

    def ask(number: int) -> bool:
        opened = reader.current()
        report_id = opened.report_ids()[number % 5]
        return opened.engine.search(EVERYWHERE) == expected and opened.report(report_id).id == report_id

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(200)))


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with (
            builder_lock(tmp_path),
            pytest.raises(BuildRunningError, match="Another build of this instance is running"),
            builder_lock(tmp_path),
        ):
            pass


READ_ONLY = """
import os, sys
from pathlib import Path
from indexer.builds import BuildReader
from indexer.errors import GongkaiError
from indexer.model import Facet
from indexer.pipeline import build
from indexer.query import Phrase, Query, Word
from indexer.settings import Settings

def ask(settings):
    opened = BuildReader(settings).current()
    terms = Phrase("基础工作薄弱"), Word(opened.segmenter.query_words("工作")[0])
    totals = [opened.engine.search(Query(term)).total_reports for term in terms]
    return totals, len(opened.report(opened.report_ids()[0]).sections)

ask(Settings(instance=Path(sys.argv[1])))  # Loads all modules while the program's own files can be read.
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
settings = Settings(instance=Path(sys.argv[2]))
print(ask(settings))
try:
    build(settings)
except GongkaiError as error:
    print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter: the folders that pytest makes are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_served(small: Settings, open_folder: Path) -> None:
    instance = open_folder / "instance"
    shutil.copytree(small.instance, instance)
    for path in [*instance.rglob("*"), instance]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(small.instance), str(instance)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "([5, 5], 4)"
    assert "cannot be written: Permission denied" in done.stdout


def test_engines_get_normalised_sections_and_stated_facets_only(tmp_path: Path) -> None:
    facets = (
        Facet("year", 2020),
        Facet("requests", None),
        Facet("requests_min", 3),
        Facet("fee_status", "none"),
        Facet("flag", "prose_conflict"),
        Facet("flag", "suspect_text"),
    )
    report = replace(made_up(), facets=facets)
    with closing(catalogue.open_for_writing(tmp_path / "catalogue.sqlite")) as connection:
        doc = catalogue.save(connection, catalogue.prepare(report), "v1")
        (seen,) = indexed(connection, [doc])
    assert (seen.doc, seen.report_id) == (doc, report.id)
    assert [(section.path, section.text) for section in seen.sections] == [
        ("overview", report.normalised.text)
    ]
    assert seen.facets == {"year": (2020,), "fee": ("none",), "flag": ("prose_conflict", "suspect_text")}


def test_words_are_cut_as_the_index_was(small: Settings) -> None:
    opened = BuildReader(small).current()
    (word,) = opened.segmenter.query_words("薄弱")
    assert opened.engine.search(Query(Word(word))).total_reports == 5
