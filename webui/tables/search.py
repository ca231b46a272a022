"""The downloads of a search: the same for the pages and for programs, under addresses of their own."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request

from webui.address import join, pairs
from webui.collection import current_build
from webui.downloads import Download
from webui.freshness import partial
from webui.language.fields import unknown_value
from webui.language.misread import MisreadError
from webui.parameters import DEFAULT_SIZE, Asked, read_parameters
from webui.preferences import request_voice
from webui.tables.streaming import streamed
from webui.view.exports import PASSAGES, REPORTS, ROWS, Table, download
from webui.view.feed import MEDIA_TYPE, atom
from webui.workbench.exports import EVERYTHING, Quoting, has_words, take
from webui.workbench.feed import feed

QUOTED = {PASSAGES: EVERYTHING, REPORTS: Quoting(passages=1, sections=1)}
"""What each kind of row quotes."""


def search_table(form: str) -> Response:
    """All that a search finds, as ``csv`` or ``jsonl``; ``rows`` says whether by report or by passage."""
    build = current_build()
    given = request.args.to_dict(flat=False)
    wanted = given.pop("rows", [])
    asked = read_parameters(given, build.segmenter.query_words)
    rows = _read_rows(wanted, asked)
    base, voice = request.url_root, request_voice()

    def make() -> Download:
        taking = take(build, asked, QUOTED[rows])
        return download(Table(taking, asked, rows, base, voice), form)

    return streamed(make)


def search_feed() -> Response:
    """The newest reports that a search finds, as a feed."""
    build = current_build()
    given = request.args.to_dict(flat=False)
    asked = replace(read_parameters(given, build.segmenter.query_words), page=1, size=DEFAULT_SIZE)
    found = feed(build, asked)
    if not found.complete:
        partial()
    language = [("lang", request.args["lang"])] if request.args.get("lang") else []
    own_url = request.url_root.rstrip("/") + join(request.path, [*pairs(asked), *language])
    content = atom(found, request_voice(), base=request.url_root, own_url=own_url)
    response = Response(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _read_rows(values: list[str], asked: Asked) -> str:
    """What a row stands for."""
    if len(values) > 1:
        raise MisreadError("repeated_parameter", field="rows", name="rows")
    rows = values[0] if values and values[0] else REPORTS
    if rows not in ROWS:
        raise unknown_value("rows", rows, ROWS)
    if rows == PASSAGES and not has_words(asked):
        raise MisreadError("no_words", field="rows")
    return rows
