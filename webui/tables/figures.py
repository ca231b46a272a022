"""Figures and coverage as files: the same for the pages and for programs, under addresses of their own."""

from __future__ import annotations

from flask import Response, request

from webui.collection import current_build
from webui.downloads import Download
from webui.preferences import request_voice
from webui.tables.streaming import streamed
from webui.view.coverage_tables import coverage_table
from webui.view.figures_tables import agency_table, download, selection_table
from webui.view.numbers import known_checks
from webui.workbench.agency_figures import agency_figures
from webui.workbench.coverage import coverage, read_coverage
from webui.workbench.figures_address import read_figures
from webui.workbench.selection import choose


def figures_table(form: str) -> Response:
    """The figures of an agency, or of a selection, as ``csv`` or ``jsonl``."""
    build, voice, base = current_build(), request_voice(), request.url_root
    wanted = read_figures(request.args.to_dict(flat=False), build.segmenter.query_words, known_checks())

    def make() -> Download:
        found = agency_figures(build, wanted.agency) if wanted.agency else None
        if found:
            return download(agency_table(found, base, voice), form, voice)
        table = selection_table(build, choose(build, wanted.asked), wanted, base, voice)
        return download(table, form, voice)

    return streamed(make)


def coverage_file(form: str) -> Response:
    """Every row of the coverage, as ``csv`` or ``jsonl``."""
    build, voice, base = current_build(), request_voice(), request.url_root
    wanted = read_coverage(request.args.to_dict(flat=False), build.segmenter.query_words)

    def make() -> Download:
        return download(coverage_table(coverage(build, wanted, whole=True), base), form, voice)

    return streamed(make)
