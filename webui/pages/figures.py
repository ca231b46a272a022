"""The pages of figures: of one agency over the years, or of whatever a search chooses."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template

from webui.collection import current_build
from webui.freshness import partial
from webui.pages.blueprint import blueprint, check_page, has_empty, parameters
from webui.preferences import request_voice
from webui.tables.figures import figures_table
from webui.view.agency_figures import agency_page
from webui.view.numbers import known_checks
from webui.view.selection_figures import selection_page
from webui.workbench.agency_figures import agency_figures
from webui.workbench.figures_address import FIGURES, figures_address, read_figures
from webui.workbench.selection import near_agencies
from webui.workbench.selection_figures import selection_figures


@blueprint.get(FIGURES)
def figures() -> str | Response:
    """Figures. An address that asks for one agency and nothing else is answered with its years."""
    build = current_build()
    wanted = read_figures(parameters(), build.segmenter.query_words, known_checks())
    if has_empty():
        return make_response(redirect(figures_address(wanted), 302))
    voice = request_voice()
    agency = wanted.agency
    found = agency_figures(build, agency) if agency else None
    if found:
        page = agency_page(found, voice, build.number, build.built_at)
        return render_template("figures_agency.html", page=page)
    chosen = selection_figures(build, wanted)
    if not chosen.complete:
        partial()
    near = near_agencies(build, agency) if agency else ()
    shown = selection_page(chosen, wanted, voice, build.number, build.built_at, near)
    check_page(wanted.asked.page, shown.pages)
    return render_template("figures.html", page=shown)


@blueprint.get("/figures.csv")
def figures_csv() -> Response:
    """The figures as a table for a spreadsheet."""
    return figures_table("csv")


@blueprint.get("/figures.jsonl")
def figures_jsonl() -> Response:
    """The figures, an object a line."""
    return figures_table("jsonl")
