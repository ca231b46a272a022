"""The pages that are there before anything is searched."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, render_template

from indexer.errors import NoBuildError
from webui.collection import current_build
from webui.freshness import partial
from webui.pages.blueprint import blueprint
from webui.preferences import request_voice
from webui.view.home import ExampleView, help_page, home_page


@blueprint.get("/")
def home() -> str:
    """The first page."""
    page = home_page(current_build(), request_voice())
    _keep_if_counted(page.examples)
    return render_template("home.html", page=page)


@blueprint.get("/help")
def help_() -> str:
    """The query language with live examples; it is there before anything is indexed."""
    try:
        build = current_build()
    except NoBuildError:
        build = None
    page = help_page(build, request_voice())
    _keep_if_counted(page.examples)
    return render_template("help.html", page=page)


def _keep_if_counted(examples: Sequence[ExampleView]) -> None:
    if not all(one.reports for one in examples):
        partial()


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Reports may be found by search engines; the endless views of them may not be walked."""
    rules = "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /preferences\nDisallow: /*?\n"
    return Response(rules, mimetype="text/plain")
