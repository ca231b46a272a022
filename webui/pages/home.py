"""The pages that are there before anything is searched."""

from __future__ import annotations

from flask import Response, render_template

from indexer.errors import NoBuildError
from webui.collection import current_build
from webui.pages.blueprint import blueprint
from webui.preferences import request_voice
from webui.view.home import help_page, home_page


@blueprint.get("/")
def home() -> str:
    """The first page."""
    return render_template("home.html", page=home_page(current_build(), request_voice()))


@blueprint.get("/help")
def help_() -> str:
    """The query language with live examples; it is there before anything is indexed."""
    try:
        build = current_build()
    except NoBuildError:
        build = None
    return render_template("help.html", page=help_page(build, request_voice()))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Reports may be found by search engines; the endless views of them may not be walked."""
    rules = "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /preferences\nDisallow: /*?\n"
    return Response(rules, mimetype="text/plain")
