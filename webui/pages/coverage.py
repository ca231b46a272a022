"""The page of what is here and what is missing."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template

from webui.collection import current_build
from webui.freshness import partial
from webui.pages.blueprint import blueprint, check_page, has_empty, parameters
from webui.preferences import request_voice
from webui.tables.figures import coverage_file
from webui.view.coverage import PATH, coverage_address, coverage_page
from webui.workbench.coverage import coverage, read_coverage


@blueprint.get(PATH)
def coverage_() -> str | Response:
    """Places or agencies by year, of whatever a search chooses."""
    build = current_build()
    wanted = read_coverage(parameters(), build.segmenter.query_words)
    if has_empty():
        return make_response(redirect(coverage_address(wanted), 302))
    found = coverage(build, wanted)
    if not found.complete:
        partial()
    page = coverage_page(found, wanted, request_voice(), build.number, build.built_at)
    check_page(wanted.asked.page, page.pages)
    return render_template("coverage.html", page=page)


@blueprint.get("/coverage.csv")
def coverage_csv() -> Response:
    """The whole table for a spreadsheet."""
    return coverage_file("csv")


@blueprint.get("/coverage.jsonl")
def coverage_jsonl() -> Response:
    """The whole table, an object a line."""
    return coverage_file("jsonl")
