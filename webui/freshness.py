"""What a reader, or this server, already has is not made again.

An answer follows from the build, the program, the address, and the reader's language and colours, and from
nothing else. Those make a strong entity tag: a browser that sends it back gets 304 before anything is
searched, and pages asked for lately are kept in memory. Answers that ran out of time are neither tagged nor
kept: the next one may be whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from flask import Flask, Response, current_app, g, request

from indexer.errors import NoBuildError
from webui.collection import current_build
from webui.preferences import locale, theme
from webui.shelf import Shelf

CACHED = frozenset(("pages", "api"))
"""The blueprints whose answers follow from the build and the request alone."""
KEPT = 100
"""Answers kept in memory."""
LARGEST = 256_000
"""Larger ones are made anew, in bytes."""
_KEY = "gongkai.freshness"


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    mimetype: str


def init_app(app: Flask) -> None:
    """Tag answers, and answer from what is kept."""
    app.extensions[_KEY] = Shelf[str, _Kept](KEPT)
    app.before_request(_answer_again)
    app.after_request(_remember)


def partial() -> None:
    """Say that the answer to this request is not complete."""
    g.partial = True


def _answer_again() -> Response | None:
    if request.method not in ("GET", "HEAD") or request.blueprint not in CACHED:
        return None
    try:
        g.tag = _tag()
    except NoBuildError:  # the view says so
        return None
    if request.if_none_match.contains(g.tag):
        return Response(status=304)
    kept = _shelf().find(g.tag)
    return Response(kept.body, mimetype=kept.mimetype) if kept else None


def _remember(response: Response) -> Response:
    tag: str | None = g.get("tag")
    if tag is None or response.status_code not in (200, 304):
        return response
    if g.get("partial"):
        response.headers["Cache-Control"] = "no-store"
        return response
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    if response.status_code == 200 and request.method == "GET" and not response.is_streamed:
        body = response.get_data()
        if len(body) <= LARGEST:
            _shelf().put(tag, _Kept(body, response.mimetype or "text/html"))
    return response


def _shelf() -> Shelf[str, _Kept]:
    found = current_app.extensions[_KEY]
    assert isinstance(found, Shelf)  # noqa: S101 - what init_app put there
    return found


def _tag() -> str:
    build = current_build()
    parts = (
        program_version(),
        build.manifest.catalogue,
        str(build.number),
        build.built_at,
        request.url_root,
        request.path,
        request.query_string.decode("latin-1"),
        locale(),
        theme(),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@cache
def program_version() -> str:
    """What changes with every change of the program or of its data."""
    digest = hashlib.sha256()
    for package in ("indexer", "webui"):
        for name, content in _files(resources.files(package)):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            yield from _files(one)
        elif not one.name.endswith((".pyc", ".po")):
            yield one.name, one.read_bytes()
