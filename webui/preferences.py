"""Language and colours: asked for in the address, remembered in a cookie, else what the browser says."""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, Request, Response, g, redirect, request
from werkzeug.urls import iri_to_uri

from webui.address import join
from webui.security import MAX_LIST
from webui.wording import LOCALES, Voice, voice

THEMES = ("auto", "light", "dark")
CHOICES = {"lang": LOCALES, "theme": THEMES}
YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Answer ``/preferences``, which remembers a choice and goes back to the page it came from."""
    app.add_url_rule("/preferences", "preferences", remember, methods=["GET"])


def locale() -> str:
    """The language of this request."""
    if "locale" not in g:
        g.locale = _locale()
    return str(g.locale)


def _locale() -> str:
    asked = request.args.get("lang") or request.cookies.get("lang")
    if asked in LOCALES:
        return asked
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def theme() -> str:
    """The colours of this request: ``auto`` follows the system."""
    asked = request.args.get("theme") or request.cookies.get("theme")
    return asked if asked in THEMES else THEMES[0]


def request_voice() -> Voice:
    """The voice that answers this request."""
    return voice(locale())


def remember() -> Response:
    """Keep what was chosen, and go back."""
    response = redirect(local_address(request.args.get("back", "/")), 303)
    assert isinstance(response, Response)  # noqa: S101 - werkzeug's type is wider than what it gives
    for name, values in CHOICES.items():
        if request.args.get(name) in values:
            response.set_cookie(
                name,
                request.args[name],
                max_age=YEAR,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure,
            )
    response.headers["Cache-Control"] = "no-store"
    return response


def local_address(url: str) -> str:
    """The address if it is one of this site, else the first page.

    >>> local_address("/search?q=x"), local_address("//evil.example"), local_address("https://evil.example")
    ('/search?q=x', '/', '/')
    """
    plain = url.isprintable() and "\\" not in url and len(url) <= MAX_LIST
    return iri_to_uri(url) if plain and url.startswith("/") and not url.startswith("//") else "/"


def page_address(asked: Request) -> str:
    """The address of the page, to come back to after a choice; without the choices that it made itself."""
    kept = [(name, value) for name, value in asked.args.items(multi=True) if name not in CHOICES]
    return join(quote(asked.path), kept)
