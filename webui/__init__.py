"""The pages, the machine interface and the query language. Knows Flask; ``indexer`` does not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from indexer.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application for one instance. It only reads; every state of a page is in its address."""
    from flask import Flask

    from indexer.settings import load_settings
    from webui import api, collection, errors, freshness, pages, preferences, security
    from webui.tables import streaming

    settings = settings or load_settings()
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    security.init_app(app, settings)
    collection.init_app(app, settings)
    freshness.init_app(app)
    streaming.init_app(app, settings)
    preferences.init_app(app)
    pages.init_app(app)
    api.init_app(app)
    errors.init_app(app)
    return app
