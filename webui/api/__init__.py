"""The machine interface: the same answers as the pages, as JSON, described by OpenAPI."""

from __future__ import annotations

from flask import Flask, Response, render_template
from flask_smorest import Api

from webui.api import compare, coverage, downloads, facets, figures, phrases, report, reuse, search
from webui.api.blueprint import PREFIX, blueprint
from webui.preferences import request_voice
from webui.schemas.errors import ErrorsSchema

RESOURCES = (search, facets, report, downloads, compare, reuse, figures, coverage, phrases)
"""The modules that hang their resources on the blueprint."""

CONFIG = {
    "API_TITLE": "gongkai",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.0.3",
    "OPENAPI_URL_PREFIX": PREFIX,
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {"description": "Read-only. Errors have the shape of Errors, with a message and a hint."}
    },
}


class _Interface(Api):  # type: ignore[misc]  # it has no types
    """Errors of every kind have our shape, in the description too."""

    ERROR_SCHEMA = ErrorsSchema


def init_app(app: Flask) -> None:
    """Serve the interface, its description, and a page of it for people."""
    app.config.update(CONFIG)
    api = _Interface(app)
    api.register_blueprint(blueprint)
    app.add_url_rule(f"{PREFIX}/", "api_page", lambda: api_page(api), methods=["GET"])


def api_page(api: Api) -> str | Response:
    """The description for people, from the same source as the one for programs."""
    return render_template("api.html", spec=api.spec.to_dict(), voice=request_voice())
