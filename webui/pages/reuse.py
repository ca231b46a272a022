"""The page of who else wrote a passage."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request

from webui.address import REUSE
from webui.collection import current_build
from webui.freshness import partial
from webui.pages.blueprint import blueprint, parameters
from webui.preferences import request_voice
from webui.tables.reuse import reuse_file
from webui.view.reuse import reuse_page
from webui.workbench.passage import LONGEST
from webui.workbench.reuse_asked import asked_address, read_reuse
from webui.workbench.reuse_list import answer_reuse


@blueprint.get(REUSE)
def reuse() -> str | Response:
    """Who else wrote this. A form sends fields that were left empty; the address is then tidied."""
    asked = read_reuse(parameters())
    if any(not value.strip() for values in request.args.listvalues() for value in values):
        return make_response(redirect(asked_address(asked), 302))
    build = current_build()
    if asked.nothing:
        return render_template("reuse_start.html", longest=LONGEST)
    answer = answer_reuse(build, asked)
    if not answer.elsewhere.complete:
        partial()
    return render_template("reuse.html", page=reuse_page(answer, request_voice()), longest=LONGEST)


@blueprint.get(f"{REUSE}.csv")
def reuse_csv() -> Response:
    """Every report that has the passage, for a spreadsheet."""
    return reuse_file("csv")


@blueprint.get(f"{REUSE}.jsonl")
def reuse_jsonl() -> Response:
    """Every report that has the passage, an object a line."""
    return reuse_file("jsonl")
