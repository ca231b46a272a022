"""What is taken away is whole, safe to open, and never more than the site can bear."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from hypothesis import given
from hypothesis import strategies as st

from indexer.settings import Settings
from webui import create_app
from webui.downloads import CSV, Cell, Download, csv_lines, file_name, json_lines
from webui.tables import streaming
from webui.tables.streaming import BusyError, streamed

CELLS = st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SIGNS = "=+-@＝＋－＠"


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_a_table_reads_back_as_it_was_but_for_formulas(rows: list[list[str | int | None]]) -> None:
    content = b"".join(csv_lines(["一", "two"], rows))
    assert content.startswith("\ufeff一,two\r\n".encode())
    back = read_back(content)
    assert len(back) == len(rows) + 1
    for row, seen in zip(rows, back[1:], strict=True):
        for cell, text in zip(row, seen, strict=True):
            plain = "" if cell is None else str(cell)
            assert text in (plain, f"'{plain}")
            if isinstance(cell, str):
                bare = text.lstrip()
                printed = bare.lstrip("+-").rstrip("%").replace(".", "", 1)
                assert not bare.startswith(tuple(SIGNS)) or (printed.isascii() and printed.isdigit())
            else:
                assert text == plain


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ('=cmd|"/c calc"!A1', '\'=cmd|"/c calc"!A1'),
        ("＝1+1", "'＝1+1"),
        ("\u3000=1", "'\u3000=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\t1", "'\t1"),
        ("-3", "-3"),
        ("+86.5%", "+86.5%"),
        ("-3+2", "'-3+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("一是=二", "一是=二"),
    ],
)
def test_formulas(cell: str, safe: str) -> None:
    ((_,), (seen,)) = read_back(b"".join(csv_lines(["x"], [[cell]])))
    assert seen == safe


@given(st.lists(st.dictionaries(st.text(max_size=5), CELLS, max_size=3), max_size=5))
def test_lines_read_back_as_they_were(objects: list[dict[str, str | int | None]]) -> None:
    lines = b"".join(json_lines(objects)).decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == objects


def test_half_a_character_breaks_neither_form() -> None:
    assert read_back(b"".join(csv_lines(["x"], [["a\ud800"]])))[1] == ["a?"]
    assert json.loads(b"".join(json_lines([{"x": "a\ud800"}]))) == {"x": "a\ud800"}


def test_the_first_line_leaves_before_the_second_is_made() -> None:
    def rows() -> Iterator[list[Cell]]:
        raise AssertionError("asked for too early")
        yield []

    assert next(csv_lines(["a", "b"], rows())) == "\ufeffa,b\r\n".encode()


@pytest.mark.parametrize(
    "wanted", ["../../etc/passwd.csv", "a\r\nSet-Cookie: x.csv", ".csv", "基础/工作.csv"]
)
def test_file_names(wanted: str) -> None:
    name = file_name(wanted)
    assert name.endswith(".csv")
    assert len(name) > 4
    assert not set(name) & set('/\\\r\n":;')


def slow(app: Flask, release: threading.Event) -> None:
    @app.get("/slow.csv")
    def slow_table() -> Response:
        def rows() -> Iterator[list[Cell]]:
            yield [1]
            release.wait(20)

        return streamed(lambda: Download("慢.csv", CSV, csv_lines(["n"], rows())))


def test_one_more_than_the_site_can_bear_is_told_to_come_back(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "PATIENCE", 0.0)
    app = create_app(settings)
    release = threading.Event()
    slow(app, release)
    running = [app.test_client().get("/slow.csv") for _ in range(streaming.AT_ONCE)]
    refused = app.test_client().get("/slow.csv?lang=en")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert "Other downloads are running" in refused.text
    release.set()
    for answer in running:
        assert answer.data.decode("utf-8-sig") == "n\r\n1\r\n"
        answer.close()
    again = app.test_client().get("/slow.csv")
    assert again.status_code == 200
    again.close()


def test_places_are_free_after_what_fails_and_what_is_not_read(settings: Settings) -> None:
    app = create_app(settings)
    slow(app, threading.Event())

    def fail() -> Download:
        raise LookupError

    for _ in range(2 * streaming.AT_ONCE):
        with app.test_request_context(), pytest.raises(LookupError):
            streamed(fail)
        app.test_client().head("/slow.csv").close()
        app.test_client().get("/slow.csv").close()
    with app.test_request_context():
        try:
            streamed(lambda: Download("a.csv", CSV, [])).close()
        except BusyError:
            pytest.fail("a place was lost")


def test_headers(settings: Settings) -> None:
    app = create_app(settings)
    with app.test_request_context():
        answer = streamed(lambda: Download("基础工作.csv", CSV, [b"x"]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="gongkai.csv"; filename*=')
    answer.close()
