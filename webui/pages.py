"""The pages. Each reads its parameters, calls one use case, and draws one page."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request
from flask_babel import Babel

from indexer.errors import NoBuildError
from webui import preferences
from webui.address import search_address
from webui.collection import current_build
from webui.freshness import partial
from webui.parameters import FILTERS, LIMITS, Parameters, read_parameters
from webui.preferences import page_address, request_voice
from webui.search import open_report, search
from webui.suggestions import suggest
from webui.view.facets import LISTED, SHOWN
from webui.view.home import help_page, home_page
from webui.view.report import report_page
from webui.view.results import results_page
from webui.wording import LOCALES, TRANSLATIONS, voice

SHOWN_SECTIONS = 4
"""Matching sections quoted with a hit; the others are counted."""

blueprint = Blueprint("pages", __name__)


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
        "locales": [(name, voice(name).gettext("language name")) for name in LOCALES],
    }


def _parameters() -> Parameters:
    return request.args.to_dict(flat=False)


@blueprint.get("/")
def home() -> str:
    """The first page."""
    return render_template("home.html", page=home_page(current_build(), request_voice()))


@blueprint.get("/search")
def results() -> str | Response:
    """The results of a search. A form sends fields that were left empty; the address is then tidied."""
    build = current_build()
    asked = read_parameters(_parameters(), build.segmenter.query_words)
    if _untidy():
        return make_response(redirect(search_address(asked), 302))
    found = search(build, asked, most_sections=SHOWN_SECTIONS, facet_values=SHOWN + LISTED)
    if not found.result.complete:
        partial()
    said = request_voice()
    suggestions = () if found.result.total_reports else suggest(build, asked, said)
    return render_template("results.html", page=results_page(found, suggestions, said))


def _untidy() -> bool:
    names = (*FILTERS, *LIMITS)
    return any(name in request.args for name in LIMITS) or any(
        not value for name in names for value in request.args.getlist(name)
    )


@blueprint.get("/reports/<report_id>")
def report(report_id: str) -> str:
    """One report, with the marks of the search that led to it."""
    build = current_build()
    given = {name: values for name, values in _parameters().items() if name in ("q", "section")}
    opened = open_report(build, report_id, read_parameters(given, build.segmenter.query_words))
    page = report_page(
        opened,
        build.segmenter,
        request_voice(),
        base=request.url_root,
        normalised=request.args.get("text") == "normalised",
        mark=request.args.get("mark", 0, int),
    )
    return render_template("report.html", page=page)


@blueprint.get("/help")
def help_() -> str:
    """The query language with live examples; it is there before anything is indexed."""
    try:
        build = current_build()
    except NoBuildError:
        build = None
    return render_template("help.html", page=help_page(build, request_voice()))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Reports may be found by search engines; the endless views of them may not be walked."""
    rules = "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /preferences\nDisallow: /*?\n"
    return Response(rules, mimetype="text/plain")
