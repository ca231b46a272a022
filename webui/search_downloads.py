"""The downloads of a search: the same for the pages and for programs, under addresses of their own."""

from __future__ import annotations

from flask import Response, request

from webui.collection import current_build
from webui.downloads import Download
from webui.language.misread import MisreadError
from webui.parameters import Asked, read_parameters
from webui.preferences import request_voice
from webui.streaming import streamed
from webui.view.exports import PASSAGES, REPORTS, ROWS, Table, download
from webui.workbench.exports import MOST_PASSAGES, has_words, take


def search_table(form: str) -> Response:
    """All that a search finds, as ``csv`` or ``jsonl``; ``rows`` says whether by report or by passage."""
    build = current_build()
    given = request.args.to_dict(flat=False)
    wanted = given.pop("rows", [])
    asked = read_parameters(given, build.segmenter.query_words)
    rows = _read_rows(wanted, asked)
    base, voice = request.url_root, request_voice()

    def make() -> Download:
        taking = take(build, asked, passages=MOST_PASSAGES if rows == PASSAGES else 1)
        return download(Table(taking, asked, rows, base, voice), form)

    return streamed(make)


def _read_rows(values: list[str], asked: Asked) -> str:
    """What a row stands for."""
    if len(values) > 1:
        raise MisreadError("repeated_parameter", field="rows", name="rows")
    rows = values[0] if values and values[0] else REPORTS
    if rows not in ROWS:
        raise MisreadError("unknown_value", field="rows", value=rows[:40], name="rows", known=", ".join(ROWS))
    if rows == PASSAGES and not has_words(asked):
        raise MisreadError("no_words", field="rows")
    return rows
