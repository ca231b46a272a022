"""The pages that every page links to, in the order of work: find, compare, count, know what is there."""

from __future__ import annotations

from dataclasses import dataclass

from webui.wording import N_, Voice

PAGES = {
    "/search": N_("Search"),
    "/compare": N_("Compare"),
    "/figures": N_("Figures"),
    "/coverage": N_("Coverage"),
    "/phrases": N_("Phrase list"),
    "/about": N_("About"),
    "/help": N_("Help"),
}


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the site."""

    url: str
    label: str
    current: bool
    """Whether it is the page that is open."""


def page_links(path: str, voice: Voice) -> tuple[PageLink, ...]:
    """The links, as a page at this path shows them.

    >>> from webui.wording import voice
    >>> [link.label for link in page_links("/help", voice("en")) if link.current]
    ['Help']
    """
    return tuple(PageLink(url, voice.gettext(label), path == url) for url, label in PAGES.items())
