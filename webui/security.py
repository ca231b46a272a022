"""What every answer carries, and which requests are refused before anything reads them."""

from __future__ import annotations

from flask import Flask, Request, Response, abort, request

from indexer.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
"""Nothing from another host, nothing inline: a script that slips into a report's text stays text."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MAX_BODY = 16 * 1024
"""Nothing here reads a request's body; a large one is refused."""
MAX_QUERY = 32 * 1024
"""The longest address that is read, in bytes."""
MAX_LIST = 128 * 1024
"""The same for a phrase list, whose address holds all its phrases. The server itself reads 256 KB."""
LONGER = {
    "/phrases": MAX_LIST,
    "/api/v1/phrases": MAX_LIST,
    "/preferences": 216 * 1024,  # it holds the address to come back to, escaped once more
}
"""Beginnings of the paths that may have more."""
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def init_app(app: Flask, settings: Settings) -> None:
    """Guard every request and every answer of the app."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["TRUSTED_HOSTS"] = trusted_hosts(settings)
    app.before_request(_refuse_oversized)
    app.after_request(_add_headers)


def trusted_hosts(settings: Settings) -> list[str] | None:
    """Names that requests may ask for, so that a foreign page cannot rebind its own name to this server.

    A server that listens on every address answers to every name unless the settings list them.
    """
    if settings.trusted_hosts:
        return [*settings.trusted_hosts, *LOCAL_HOSTS]
    if settings.host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not bound
        return None
    return [settings.host, *LOCAL_HOSTS]


def _refuse_oversized() -> None:
    longer = (most for path, most in LONGER.items() if request.path.startswith(path))
    if len(request.query_string) > next(longer, MAX_QUERY):
        abort(414)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if _is_one_of_many(request):
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _is_one_of_many(asked: Request) -> bool:
    """Whether this is one of the endless views of the same reports: no search engine should walk them."""
    return asked.path.startswith(("/search", "/api/")) or bool(asked.query_string)
