"""Errors as answers: a page for people, JSON for programs, always with what to do next."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from indexer.errors import GongkaiError, QueryError
from webui.language.misread import MisreadError
from webui.preferences import request_voice
from webui.schemas.errors import ErrorBody, ErrorBodySchema
from webui.tables.streaming import BusyError
from webui.wording import N_, Voice

_GENERAL = {
    "not_found": (
        N_("There is no such report in this collection."),
        N_("It may have been removed, or the address is incomplete. Search for the agency instead."),
    ),
    "no_build": (
        N_("Nothing has been indexed yet, or the index cannot be used."),
        N_("Run: gongkai build SOURCE…"),
    ),
    "busy": (
        N_("Other downloads are running, as many as this site makes at a time."),
        N_("Try again in a few seconds."),
    ),
}
"""Errors that come from below, where nobody knows the reader's language."""

_STATUS = {
    400: (
        "bad_request",
        N_("The request cannot be understood."),
        N_("Check the address, or start from the first page."),
    ),
    404: ("no_page", N_("There is no such page."), N_("Check the address, or start from the first page.")),
    405: ("method_not_allowed", N_("This site only answers questions."), N_("Use GET or HEAD.")),
    413: ("too_large", N_("The request is too large."), N_("Nothing here needs to be sent.")),
    414: ("too_long", N_("The address is too long."), N_("Search for a shorter passage.")),
    500: (
        "internal",
        N_("Something went wrong on our side."),
        N_("Try again; if it happens again, report the address of this page."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error in the reader's language, as HTML or as JSON."""
    app.register_error_handler(GongkaiError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def _known(error: GongkaiError) -> Response:
    voice = request_voice()
    message, hint = error.message, error.hint
    if isinstance(error, MisreadError):
        message, hint = error.said(voice)
    elif error.code in _GENERAL:
        message, hint = map(voice.gettext, _GENERAL[error.code])
    field, column = (error.field, error.column) if isinstance(error, QueryError) else (None, None)
    answer = _answer(error.status, ErrorBody(error.code, message, field, column, hint), voice)
    if isinstance(error, BusyError):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    voice = request_voice()
    status = error.code or 500
    code, message, hint = _STATUS.get(status, _STATUS[400] if status < 500 else _STATUS[500])
    answer = _answer(status, ErrorBody(code, voice.gettext(message), None, None, voice.gettext(hint)), voice)
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):
            answer.headers.setdefault(name, value)
    return answer


def _unknown(error: Exception) -> Response:
    """A slip of ours: the traceback goes to the server's log, never to the reader."""
    from flask import current_app

    current_app.logger.error("unexpected error at %s", request.path, exc_info=error)
    voice = request_voice()
    code, message, hint = _STATUS[500]
    return _answer(500, ErrorBody(code, voice.gettext(message), None, None, voice.gettext(hint)), voice)


def _answer(status: int, body: ErrorBody, voice: Voice) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify(error=ErrorBodySchema().dump(body))
    else:
        typed = request.args.get("q", "")
        response = make_response(
            render_template("error.html", error=body, status=status, typed=typed[:2000], voice=voice)
        )
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
