"""The page of results."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request

from webui.address import search_address
from webui.collection import current_build
from webui.freshness import partial
from webui.pages.blueprint import blueprint, parameters
from webui.parameters import EXCLUDED, FILTERS, LIMITS, read_parameters
from webui.preferences import request_voice
from webui.search import search
from webui.suggestions import suggest
from webui.view.facets import LISTED, SHOWN
from webui.view.results import results_page
from webui.workbench.names import find_names, read_wanted

SHOWN_SECTIONS = 4
"""Matching sections quoted with a hit; the others are counted."""


@blueprint.get("/search")
def results() -> str | Response:
    """The results of a search. A form sends fields that were left empty; the address is then tidied."""
    build = current_build()
    asked = read_parameters(parameters(), build.segmenter.query_words)
    if _untidy():
        return make_response(redirect(search_address(asked), 302))
    found = search(build, asked, most_sections=SHOWN_SECTIONS, facet_values=SHOWN + LISTED)
    facet = read_wanted(request.args.get("facet", ""), request.args.get("find", ""))
    names = find_names(build, asked, facet, request.args["find"]) if facet else None
    if not found.result.complete or (names and not names.complete):
        partial()
    said = request_voice()
    suggestions = () if found.result.total_reports else suggest(build, asked, said)
    return render_template("results.html", page=results_page(found, suggestions, said, names))


def _untidy() -> bool:
    names = (*FILTERS, *EXCLUDED.values(), *LIMITS, "find")
    return any(name in request.args for name in LIMITS) or any(
        not value for name in names for value in request.args.getlist(name)
    )
