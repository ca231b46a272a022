"""The catalogue gives back exactly what was saved, and knows what became of every file."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import catalogue
from indexer.catalogue import FileState
from indexer.catalogue.connect import open_for_reading, open_for_writing
from indexer.errors import NoBuildError, NotFoundError
from indexer.model import (
    Block,
    Cell,
    Check,
    Evidence,
    Facet,
    Figure,
    Form,
    Grid,
    Normalised,
    Original,
    Page,
    Problem,
    Report,
    Section,
    SectionKind,
    SourceFile,
    Span,
    Step,
    Table,
    TableRow,
)
from indexer.text.normalise import normalise_text
from tests.reports import made_up

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.text("abcdefgh_0123456789", min_size=1, max_size=12)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(*sorted(pair)))
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
EVIDENCE = st.builds(Evidence, NAMES, SPANS, TEXTS)
PROBLEMS = st.builds(Problem, NAMES, TEXTS, st.none() | SPANS)
CELLS = st.builds(Cell, TEXTS, SPANS, st.integers(1, 9), st.integers(1, 9))
KINDS = st.sampled_from(SectionKind)


def tuples(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


ROWS = st.builds(TableRow, st.none() | CELLS, tuples(CELLS), tuples(st.none() | NAMES), TEXTS)
ORIGINALS = st.builds(
    Original,
    TEXTS,
    tuples(st.builds(Block, SPANS, st.booleans())),
    tuples(st.builds(Grid, tuples(tuples(CELLS)), SPANS)),
    NAMES,
    tuples(st.builds(Page, st.integers(1, 999), SPANS)),
    tuples(PROBLEMS),
)
SOURCES = st.builds(
    SourceFile,
    path=TEXTS,
    sha256=NAMES,
    size=st.integers(0, 10**9),
    media_type=NAMES,
    url=st.none() | TEXTS,
    title=st.none() | TEXTS,
    publisher=st.none() | TEXTS,
    retrieved=st.none() | st.dates(date(1990, 1, 1)),
)
REPORTS = st.builds(
    Report,
    id=NAMES,
    source=SOURCES,
    original=ORIGINALS,
    normalised=TEXTS.map(normalise_text).map(
        lambda n: dataclasses.replace(n, steps=(*n.steps, Step("made_up", 3)))
    ),
    title=st.none() | TEXTS,
    form=st.none() | st.sampled_from(Form),
    sections=tuples(
        st.builds(
            Section,
            KINDS,
            st.integers(0, 2),
            TEXTS,
            SPANS,
            SPANS,
            st.none() | KINDS,
            tuples(KINDS),
            st.floats(0, 1),
        )
    ),
    tables=tuples(st.builds(Table, NAMES, st.sampled_from(Form), tuples(TEXTS), tuples(ROWS), SPANS)),
    figures=tuples(st.builds(Figure, NAMES, st.none() | NUMBERS, TEXTS, EVIDENCE, st.none() | TEXTS)),
    facets=tuples(
        st.builds(Facet, NAMES, st.none() | TEXTS | NUMBERS | st.booleans(), TEXTS, st.none() | EVIDENCE)
    ),
    checks=tuples(
        st.builds(Check, NAMES, st.none() | st.booleans(), TEXTS, tuples(NAMES), NAMES, st.booleans())
    ),
    problems=tuples(PROBLEMS),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A fresh catalogue, open for writing."""
    with closing(open_for_writing(tmp_path / "catalogue.sqlite")) as connection:
        yield connection


def comparable(report: Report) -> tuple[object, ...]:
    """The report with its alignment, which has no equality of its own, as plain numbers."""
    normalised = report.normalised
    plain = dataclasses.replace(report, normalised=Normalised(normalised.text, None, normalised.steps))  # type: ignore[arg-type]
    alignment = normalised.alignment
    types = [type(facet.value) for facet in report.facets] + [type(figure.value) for figure in report.figures]
    return plain, types, alignment.starts.tolist(), alignment.ends.tolist(), alignment.size


@given(report=REPORTS)
@settings(max_examples=60, deadline=None)
def test_a_report_comes_back_exactly_as_it_was_saved(
    report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    with closing(open_for_writing(path)) as connection:
        doc = catalogue.save(connection, catalogue.prepare(report), "v1")
    with closing(open_for_reading(path)) as connection:
        assert comparable(catalogue.load(connection, doc)) == comparable(report)
        text, normalised = catalogue.load_texts(connection, doc)
        assert (text, normalised.text) == (report.original.text, report.normalised.text)
        (summary,) = catalogue.summaries(connection, [doc])
        assert [(f.name, f.value, f.label, f.evidence) for f in summary.facets] == [
            (f.name, f.value, f.label, None) for f in report.facets
        ]
        assert summary.sections == report.sections


def test_summaries_come_in_the_order_asked_for(connection: sqlite3.Connection) -> None:
    report = made_up()
    bare = dataclasses.replace(report, id="bare", sections=(), facets=(), tables=(), figures=(), checks=())
    first = catalogue.save(connection, catalogue.prepare(report), "v1")
    second = catalogue.save(connection, catalogue.prepare(bare), "v2")
    asked = list[str]()
    connection.set_trace_callback(asked.append)
    found = catalogue.summaries(connection, [second, first, second])
    connection.set_trace_callback(None)
    assert len(asked) == 3, "one question to each table, however many documents"
    assert [(one.doc, one.id, len(one.sections)) for one in found] == [
        (second, "bare", 0),
        (first, report.id, len(report.sections)),
        (second, "bare", 0),
    ]
    assert catalogue.summaries(connection, []) == ()
    with pytest.raises(NotFoundError):
        catalogue.summaries(connection, [first, second + 1])


def test_the_same_version_is_saved_once(connection: sqlite3.Connection) -> None:
    first = catalogue.save(connection, catalogue.prepare(made_up()), "v1")
    assert catalogue.save(connection, catalogue.prepare(made_up()), "v1") == first
    assert catalogue.save(connection, catalogue.prepare(made_up()), "v2") != first


def test_document_numbers_are_never_used_again(connection: sqlite3.Connection) -> None:
    first = catalogue.save(connection, catalogue.prepare(made_up()), "v1")
    assert catalogue.discard_documents(connection, []) == 1
    with pytest.raises(NotFoundError):
        catalogue.load(connection, first)
    assert catalogue.save(connection, catalogue.prepare(made_up()), "v1") > first


def test_a_report_that_cannot_be_saved_leaves_nothing(connection: sqlite3.Connection) -> None:
    with pytest.raises(UnicodeEncodeError):
        catalogue.save(connection, catalogue.prepare(dataclasses.replace(made_up(), title="\ud800")), "v1")
    assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    assert not connection.in_transaction


def test_what_decides_the_extraction_decides_the_version() -> None:
    source = made_up().source
    changed = [
        dataclasses.replace(source, sha256="0" * 64),
        dataclasses.replace(source, path="corpus/b.txt"),
        dataclasses.replace(source, url="https://www.example.gov.cn/1.html"),
        dataclasses.replace(source, title="某局"),
        dataclasses.replace(source, publisher="某局"),
        dataclasses.replace(source, retrieved=date(2020, 1, 1)),
    ]
    versions = {catalogue.version_of(source, "rules 2")} | {catalogue.version_of(s, "rules") for s in changed}
    assert catalogue.version_of(source, "rules") not in versions
    assert len(versions) == len(changed) + 1


def add(connection: sqlite3.Connection, source: catalogue.Source, report: Report) -> int:
    """Save a report as a file of a source."""
    doc = catalogue.save(connection, catalogue.prepare(report), catalogue.version_of(report.source, "rules"))
    state = FileState(report.source.path, report.source.size, 1, report.source.sha256, "v", doc)
    catalogue.record(connection, source, state)
    return doc


def test_of_duplicates_the_first_by_path_is_in_the_corpus(connection: sqlite3.Connection) -> None:
    source = catalogue.remember(connection, Path("/corpus"), Path("/corpus"))
    docs = {path: add(connection, source, made_up(path=path)) for path in ("b.txt", "a.txt", "c.txt")}
    other = dataclasses.replace(made_up("别的", path="d.txt"), id=made_up(path="a.txt").id)
    add(connection, source, other)
    catalogue.settle_duplicates(connection)
    assert [doc for _, doc in catalogue.corpus(connection)] == [docs["a.txt"]]
    assert [(p.path, p.problem.code) for p in catalogue.list_problems(connection)] == [
        ("b.txt", "duplicate_content"),
        ("c.txt", "duplicate_content"),
        ("d.txt", "duplicate_id"),
    ]
    catalogue.remove(connection, source, ["a.txt"])
    catalogue.settle_duplicates(connection)
    assert {doc for _, doc in catalogue.corpus(connection)} >= {docs["b.txt"]}
    assert catalogue.count_unread(connection) == 1


def test_folders_of_the_same_name_keep_their_reports_apart(connection: sqlite3.Connection) -> None:
    roots = [Path("/one/reports"), Path("/two/reports"), Path("/reports")]
    names = [catalogue.remember(connection, root, root).name for root in roots]
    assert names == ["reports", "two/reports", "/reports"]
    file = catalogue.remember(connection, Path("/one/reports/a.txt"), Path("/one/reports"))
    assert file.name == "reports"


def test_forgetting_a_source_forgets_its_files_and_problems(connection: sqlite3.Connection) -> None:
    source = catalogue.remember(connection, Path("/corpus"), Path("/corpus"))
    add(connection, source, made_up())
    catalogue.record(connection, source, FileState("corpus/x"), [Problem("empty_file", "The file is empty.")])
    before = catalogue.corpus_state(connection)
    catalogue.forget(connection, source)
    assert not list(catalogue.list_problems(connection))
    assert not catalogue.corpus(connection)
    assert catalogue.corpus_state(connection) != before


def test_the_overview_counts_what_is_in_the_corpus(connection: sqlite3.Connection) -> None:
    source = catalogue.remember(connection, Path("/corpus"), Path("/corpus"))
    for number, year in enumerate((2019, 2021, 2021)):
        add(connection, source, made_up(f"正文{number}", path=f"corpus/{number}.txt", year=year))
    catalogue.settle_duplicates(connection)
    numbers = catalogue.overview(connection)
    assert (numbers.reports, numbers.agencies, numbers.first_year, numbers.last_year) == (3, 1, 2019, 2021)
    assert [(c.province, c.year, c.reports) for c in numbers.coverage] == [(None, 2019, 1), (None, 2021, 2)]
    texts = (catalogue.load_texts(connection, doc)[0] for _, doc in catalogue.corpus(connection))
    assert numbers.characters == sum(map(len, texts)) > 0


def test_the_views_can_be_read_with_any_sqlite_tool(connection: sqlite3.Connection) -> None:
    source = catalogue.remember(connection, Path("/corpus"), Path("/corpus"))
    add(connection, source, made_up())
    catalogue.settle_duplicates(connection)
    assert connection.execute("SELECT agency, year, requests FROM reports").fetchall() == [
        ("某局", 2020, None)
    ]


@pytest.mark.parametrize("content", [b"not a database, but long enough to look like one" * 40, b"\0" * 4096])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(content)
    with pytest.raises(NoBuildError, match="catalogue"):
        open_for_reading(path)
    with pytest.raises(NoBuildError, match="catalogue"):
        open_for_writing(path)


def test_a_catalogue_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    with closing(open_for_writing(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NoBuildError, match="another version"):
        open_for_reading(path)
    with pytest.raises(NoBuildError, match="another version"):
        open_for_writing(path)


def test_readers_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    open_for_writing(path).close()
    with (
        closing(open_for_reading(path)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM meta")
