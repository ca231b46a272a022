"""The page about the data, and the lists of reports that have one problem."""

from __future__ import annotations

from flask import abort, render_template, request

from webui.collection import current_build
from webui.pages.blueprint import blueprint
from webui.preferences import request_voice
from webui.view.about import about_page, affected_page
from webui.workbench.about import about, affected


@blueprint.get("/about")
def about_() -> str:
    """What is known of the data."""
    return render_template("about.html", page=about_page(about(current_build()), request_voice()))


@blueprint.get("/about/problems/<code>")
def problems(code: str) -> str:
    """The reports that have one problem."""
    found = affected(current_build(), code, request.args.get("page", 1, int))
    if found is None:
        abort(404)
    return render_template("about_problem.html", page=affected_page(found, request_voice()))
