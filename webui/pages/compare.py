"""The pages of comparisons: the grid, two reports side by side, and the form where nobody is chosen yet."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request

from indexer.builds import OpenBuild
from webui.address import compare_address
from webui.collection import current_build
from webui.freshness import partial
from webui.pages.blueprint import blueprint, has_empty, parameters
from webui.parameters import LIMITS
from webui.preferences import request_voice
from webui.search import known_names
from webui.tables.compare import comparison_table
from webui.view.compare import compare_page
from webui.view.compare_pair import pair_page
from webui.view.compare_start import start_page
from webui.workbench.compare import compare
from webui.workbench.compare_choice import DEFAULT, CompareAsked, read_compare
from webui.workbench.compare_examples import examples
from webui.workbench.compare_pair import compare_two

OFFERED = 300
"""Agencies that the form offers by name without script."""


@blueprint.get("/compare")
def compare_() -> str | Response:
    """A comparison. A form sends fields that were left empty; the address is then tidied."""
    build = current_build()
    asked = read_compare(parameters(), build.segmenter.query_words)
    if _untidy():
        found = asked.asked
        tidy = compare_address(found, section=asked.section, reports=asked.reports, page=found.page)
        return make_response(redirect(tidy, 302))
    if asked.nothing:
        return _start(build, asked)
    said = request_voice()
    if asked.pair:
        page = pair_page(compare_two(build, asked.pair, asked.section), said)
        return render_template("compare_pair.html", page=page)
    comparison = compare(build, asked)
    if not comparison.choice.complete:
        partial()
    return render_template("compare.html", page=compare_page(comparison, _names(build), said))


def _start(build: OpenBuild, asked: CompareAsked) -> str:
    page = start_page(asked, examples(build), _names(build), build.number, build.built_at, request_voice())
    return render_template("compare_start.html", page=page)


def _names(build: OpenBuild) -> tuple[str, ...]:
    return known_names(build, "agency")[:OFFERED]


def _untidy() -> bool:
    default = request.args.get("section") == DEFAULT
    return has_empty() or default or any(name in request.args for name in LIMITS)


@blueprint.get("/compare.csv")
def compare_csv() -> Response:
    """Every statement of a comparison, for a spreadsheet."""
    return comparison_table("csv")


@blueprint.get("/compare.jsonl")
def compare_jsonl() -> Response:
    """Every statement of a comparison, an object a line."""
    return comparison_table("jsonl")
