"""The feed of a search, as Atom (RFC 4287): what is new of it, in a reader of feeds.

The id of an entry is the permanent link of its report, so that a reader of feeds knows it again after every
build. Passages are in the original wording, as escaped HTML with marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from indexer.model import Span
from webui.address import report_address, search_address
from webui.language import understood
from webui.render import Layer, LayerKind, render_line
from webui.view import headline
from webui.wording import Voice
from webui.workbench.exports import TakenSection
from webui.workbench.feed import Entry, Feed

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold at all, not even escaped."""


def atom(feed: Feed, voice: Voice, *, base: str, own_url: str) -> bytes:
    """The feed; ``base`` is the address of the site, ``own_url`` that of the feed itself."""
    base = base.rstrip("/")
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": _language(voice)})
    _add(root, "id", own_url)
    _add(root, "title", f"gongkai · {understood(feed.asked.whole, voice)}")
    _add(root, "updated", _instant(feed.built_at))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=own_url)
    _add(root, "link", rel="alternate", type="text/html", href=base + search_address(feed.asked))
    _add(_add(root, "author"), "name", "gongkai")
    for entry in feed.entries:
        _add_entry(root, entry, feed, voice, base)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _add_entry(root: ElementTree.Element, entry: Entry, feed: Feed, voice: Voice, base: str) -> None:
    summary = entry.report.summary
    one = _add(root, "entry")
    _add(one, "id", base + report_address(summary.id))
    _add(one, "title", f"{headline.agency(summary, voice)} {headline.year(summary, voice)}")
    if entry.published:
        # A day of China, which has one time zone.
        day = f"{entry.published.isoformat()}T00:00:00+08:00"
        _add(one, "published", day)
        _add(one, "updated", day)
    else:
        _add(one, "updated", _instant(feed.built_at))
    _add(one, "link", rel="alternate", type="text/html", href=base + report_address(summary.id, feed.asked))
    _add(_add(one, "author"), "name", headline.agency(summary, voice))
    _add(one, "summary", "".join(_summary(entry, voice)), type="html")


def _summary(entry: Entry, voice: Voice) -> Iterator[str]:
    yield f"<p>{escape(' · '.join(headline.facts_line(entry.report.summary, voice)))}</p>"
    sections = entry.report.sections or ()
    quoted = [section for section in sections if section.passages]
    for section in quoted:
        yield from _passages(section, voice)
    if hidden := len(sections) - len(quoted):
        more = voice.ngettext("… and %(num)s more section", "… and %(num)s more sections", hidden)
        yield f"<p>{escape(more)}</p>"


def _passages(section: TakenSection, voice: Voice) -> Iterator[str]:
    yield f"<p>{escape(headline.section_name(section.section, voice))}</p>"
    for one in section.passages:
        words = render_line(
            one.text, Span(0, len(one.text)), [Layer(mark, LayerKind.MARK) for mark in one.marks]
        )
        before, after = "…" * one.cut_start, "…" * one.cut_end
        yield f'<blockquote lang="zh">{before}{words}{after}</blockquote>'


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {key: _FORBIDDEN.sub("\ufffd", value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, name, clean)
    child.text = _FORBIDDEN.sub("\ufffd", text)
    return child


def _instant(built_at: str) -> str:
    """The time of a build, which is in UTC, as Atom wants it."""
    return built_at.replace("+00:00", "Z")


def _language(voice: Voice) -> str:
    return "zh-Hans" if voice.locale == "zh" else "en"
