"""Who else wrote a passage, as a file: the same for the pages and for programs."""

from __future__ import annotations

from flask import Response, request

from webui.collection import current_build
from webui.downloads import Download
from webui.language.misread import MisreadError
from webui.preferences import request_voice
from webui.tables.streaming import streamed
from webui.view.reuse_table import reuse_table
from webui.workbench.elsewhere import who_else
from webui.workbench.reuse_asked import read_reuse
from webui.workbench.reuse_list import choose


def reuse_file(form: str) -> Response:
    """Every report that has the passage, as ``csv`` or ``jsonl``."""
    build, voice, base = current_build(), request_voice(), request.url_root
    asked = read_reuse(request.args.to_dict(flat=False))
    if asked.nothing:
        raise MisreadError("no_passage", field="text")
    passage = asked.passage(build)

    def make() -> Download:
        elsewhere = who_else(build, passage)
        return reuse_table(build, passage, elsewhere, choose(elsewhere, asked), form, base, voice)

    return streamed(make)
