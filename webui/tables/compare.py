"""A comparison as a file: the same for the pages and for programs, under addresses of their own."""

from __future__ import annotations

from flask import Response, request

from webui.collection import current_build
from webui.preferences import request_voice
from webui.tables.streaming import streamed
from webui.view.compare_table import compare_table
from webui.workbench.compare import every_report
from webui.workbench.compare_choice import read_compare


def comparison_table(form: str) -> Response:
    """Every statement of a comparison, as ``csv`` or ``jsonl``."""
    build, voice, base = current_build(), request_voice(), request.url_root
    asked = read_compare(request.args.to_dict(flat=False), build.segmenter.query_words)
    return streamed(lambda: compare_table(every_report(build, asked), asked.section, form, base, voice))
