"""The pages, a module for each. Each reads its parameters, calls one use case, and draws one page."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_babel import Babel

from webui import preferences
from webui.pages import about, compare, coverage, downloads, figures, home, phrases, report, results, reuse
from webui.pages.blueprint import blueprint
from webui.pages.navigation import page_links
from webui.preferences import page_address, request_voice
from webui.wording import LOCALES, TRANSLATIONS, voice

PAGES = (home, results, report, downloads, compare, figures, coverage, reuse, phrases, about)
"""The modules that hang their pages on the blueprint."""


def init_app(app: Flask) -> None:
    """Serve the pages, and give every template what all of them need."""
    Babel(app, locale_selector=preferences.locale, default_translation_directories=str(TRANSLATIONS))
    # Templates and views speak with one voice; it is also several times quicker than asking Babel each time.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its i18n extension
        lambda text: request_voice().gettext(text),
        lambda one, many, number: request_voice().translations.ngettext(one, many, number),
        newstyle=True,
    )
    app.register_blueprint(blueprint)
    app.context_processor(_shared)
    app.after_request(_name_what_varies)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _name_what_varies(response: Response) -> Response:
    """Tell caches that language and colours come from the browser and from a cookie."""
    if response.mimetype in ("text/html", "application/json"):
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _shared() -> dict[str, object]:
    return {
        "locale": preferences.locale(),
        "theme": preferences.theme(),
        "here": page_address(request),
        "pages": page_links(request.path, request_voice()),
        "locales": [(name, voice(name).gettext("language name")) for name in LOCALES],
    }
