"""The collection that this app serves: the reader of its builds, made when the first request needs it."""

from __future__ import annotations

from flask import Flask, current_app, g

from indexer.builds import BuildReader, OpenBuild
from indexer.settings import Settings

_KEY = "gongkai"


def init_app(app: Flask, settings: Settings) -> None:
    """Give the app its collection."""
    app.extensions[_KEY] = BuildReader(settings)


def reader_of(app: Flask) -> BuildReader:
    """The reader of the app's builds."""
    reader = app.extensions[_KEY]
    assert isinstance(reader, BuildReader)  # noqa: S101 - what init_app put there
    return reader


def current_build() -> OpenBuild:
    """The build that this request is answered from: one, whatever is switched meanwhile."""
    if "build" not in g:
        g.build = reader_of(current_app).current()
    build = g.build
    assert isinstance(build, OpenBuild)  # noqa: S101 - what was put there above
    return build
