"""Phrase lists over HTTP: what an address asks for, counted; the same for the page and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from indexer.builds import OpenBuild
from webui.collection import current_build
from webui.downloads import Download
from webui.freshness import partial
from webui.language.fields import unknown_value
from webui.language.misread import MisreadError
from webui.parameters import Asked, Parameters, read_parameters
from webui.preferences import request_voice
from webui.tables.streaming import streamed
from webui.view.phrase_links import BY
from webui.view.phrase_rows import phrase_download
from webui.workbench.phrase_list import Matrix, PhraseList, count_phrases, read_list

MOST_LEFT_OUT = 1_000_000
"""The most lines that an address may say were left out."""


@dataclass(frozen=True, slots=True)
class ListAsked:
    """What an address asks for."""

    text: str
    listed: PhraseList
    by: str
    asked: Asked


def read_phrases(build: OpenBuild, given: Parameters) -> ListAsked:
    """The list, what it is counted by, and the filters."""
    others = {name: values for name, values in given.items() if name not in ("list", "by", "left_out")}
    text = "\n".join(given.get("list", ()))
    listed = read_list(text, _read_left_out(given.get("left_out", ())))
    return ListAsked(text, listed, _read_by(given), read_parameters(others, build.segmenter.query_words))


def count(build: OpenBuild, wanted: ListAsked) -> Matrix:
    """The list, counted; an answer that ran out of time is not kept."""
    matrix = count_phrases(build, wanted.asked, wanted.listed, wanted.by)
    if not matrix.complete:
        partial()
    return matrix


def phrase_table(form: str) -> Response:
    """The counted list as ``csv`` or ``jsonl``."""
    build, base, voice = current_build(), request.url_root, request_voice()
    wanted = read_phrases(build, request.args.to_dict(flat=False))

    def make() -> Download:
        return phrase_download(count(build, wanted), form, base, voice)

    return streamed(make)


def _read_by(given: Parameters) -> str:
    values = [value for value in given.get("by", ()) if value]
    if len(values) > 1:
        raise MisreadError("repeated_parameter", field="by", name="by")
    by = values[0] if values else BY[0]
    if by not in BY:
        raise unknown_value("by", by, BY)
    return by


def _read_left_out(values: Sequence[str]) -> int:
    """How many lines the form left out of a list that no address could hold."""
    text = values[0] if values else ""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > 7 or int(text) > MOST_LEFT_OUT:
        raise MisreadError(
            "bad_number", field="left_out", value=text[:40], name="left_out", example="left_out=100"
        )
    return int(text)
