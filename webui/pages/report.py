"""The page of one report."""

from __future__ import annotations

from flask import render_template, request

from webui.collection import current_build
from webui.pages.blueprint import blueprint, parameters
from webui.parameters import read_parameters, read_passage
from webui.preferences import request_voice
from webui.search import open_report
from webui.view.report import TEXTS, report_page
from webui.workbench.figures_address import one_of
from webui.workbench.reading import beside


@blueprint.get("/reports/<report_id>")
def report(report_id: str) -> str:
    """One report, with the marks of the search that led to it."""
    build = current_build()
    given = {name: values for name, values in parameters().items() if name in ("q", "section")}
    opened = open_report(build, report_id, read_parameters(given, build.segmenter.query_words))
    page = report_page(
        opened,
        beside(build, opened.report),
        build.segmenter,
        request_voice(),
        base=request.url_root,
        text=one_of(parameters(), "text", tuple(TEXTS)) or "original",
        mark=request.args.get("mark", 0, int),
        at=read_passage(request.args.get("at", ""), len(opened.report.original.text)),
    )
    return render_template("report.html", page=page)
