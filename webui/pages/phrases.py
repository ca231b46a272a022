"""The page of phrase lists."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request

from webui.collection import current_build
from webui.pages.blueprint import blueprint, parameters
from webui.parameters import LIMITS
from webui.preferences import request_voice
from webui.tables.phrases import count, phrase_table, read_phrases
from webui.view.phrase_links import phrases_address
from webui.view.phrases import phrases_page, start_page
from webui.workbench.phrase_list import examples, shorten

MAX_PASTED = 4 * 1024 * 1024
"""The longest list that the form takes, in bytes: some hundred thousand lines."""
MAX_ADDRESSED = 40 * 1024
"""The longest list that an address holds, in bytes of UTF-8; an address takes three characters for each."""


@blueprint.get("/phrases")
def phrases() -> str | Response:
    """A counted list, or the form. A form sends fields that were left empty; the address is then tidied."""
    build = current_build()
    wanted = read_phrases(build, parameters())
    if any(name in request.args for name in LIMITS) or not all(request.args.values()):
        tidy = phrases_address(wanted.text, wanted.by, wanted.asked, wanted.listed.left_out)
        return make_response(redirect(tidy, 302))
    voice = request_voice()
    if not wanted.text.strip():
        page = start_page(wanted.asked, wanted.by, examples(build), build, voice)
        return render_template("phrases_start.html", page=page)
    return render_template("phrases.html", page=phrases_page(wanted.text, count(build, wanted), voice))


@blueprint.post("/phrases")
def paste_phrases() -> Response:
    """A list of any length as an address: as much of it as is counted. Nothing is kept on the server."""
    request.max_content_length = request.max_form_memory_size = MAX_PASTED
    given = request.form.to_dict(flat=False)
    text, left_out = shorten("\n".join(given.pop("list", [])), MAX_ADDRESSED)
    wanted = read_phrases(current_build(), {**given, "list": [text]})
    return make_response(redirect(phrases_address(text, wanted.by, wanted.asked, left_out), 303))


@blueprint.get("/phrases.csv")
def phrases_csv() -> Response:
    """A counted list, for a spreadsheet."""
    return phrase_table("csv")


@blueprint.get("/phrases.jsonl")
def phrases_jsonl() -> Response:
    """A counted list, an object a line."""
    return phrase_table("jsonl")
