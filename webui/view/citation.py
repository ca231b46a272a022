"""How to cite a report, or words of it, so that readers can find them and check that they are unaltered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from indexer.model import Facet, Section, SourceFile
from webui.view import headline
from webui.wording import Voice

HASH_SHOWN = 16
"""Characters of the content hash in a citation: enough that no two files share them by chance."""


class Citable(Protocol):
    """A report, or the light row of one."""

    @property
    def title(self) -> str | None:
        """The title as printed."""
        ...

    @property
    def source(self) -> SourceFile:
        """The file that it was read from."""
        ...

    def facet(self, name: str) -> Facet:
        """The facet of that name."""
        ...


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report, and where they stand."""

    words: str
    section: Section


def cite(report: Citable, link: str, built_at: str, voice: Voice, quoted: Quoted | None = None) -> str:
    """One line: who, what, when, which words, where, and of which content.

    ``link`` is the permanent address, ``built_at`` when the collection was indexed. The content hash proves
    that the source was not altered since; the link survives re-indexing.
    """
    parts = {
        "agency": headline.agency(report, voice),
        "title": headline.printed_title(report) or voice.gettext("annual report on information disclosure"),
        "year": headline.year(report, voice),
        "link": link,
        "hash": report.source.sha256[:HASH_SHOWN],
        "date": built_at[:10],
    }
    if quoted is None:
        return voice.gettext(
            "%(agency)s, “%(title)s”, %(year)s, %(link)s, source SHA-256 %(hash)s, indexed %(date)s", **parts
        )
    return voice.gettext(
        "%(agency)s, “%(title)s”, %(year)s, “%(section)s”: “%(words)s”, "
        "%(link)s, source SHA-256 %(hash)s, indexed %(date)s",
        section=section_title(quoted.section, voice),
        words=" ".join(quoted.words.split()),
        **parts,
    )


def section_title(section: Section, voice: Voice) -> str:
    """The heading as printed; what kind of section it is, where the heading is lost."""
    return " ".join(section.title.split()) or headline.section_name(section, voice)
