"""The reports that have a passage, and the sentences of a longer one, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from webui.address import report_address, reuse_address
from webui.view import headline
from webui.view.hits import script_tag
from webui.wording import Voice
from webui.workbench.reuse_asked import ReuseAsked, asked_address
from webui.workbench.reuse_list import Change, Listed, SentenceCount


@dataclass(frozen=True, slots=True)
class StretchView:
    """A stretch of words."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class UseView:
    """A report that has the passage."""

    agency: str
    year: str
    url: str
    """Its place in the report."""
    facts: tuple[str, ...]
    """Section, province, and whether the agency is the passage's own."""
    share: str
    """How alike it is; empty for word for word."""
    quote: str
    """Its words, where they differ and the differences are not marked."""
    stretches: tuple[StretchView, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of a longer passage."""

    words: str
    url: str
    count: str
    note: str


def view_use(one: Listed, voice: Voice) -> UseView:
    """One report of the list."""
    facts = [headline.section_name(one.section, voice)] if one.section else []
    facts += [one.use.place] if one.use.place else []
    facts += [voice.gettext("the same agency")] if one.use.same_agency else []
    match = one.use.match
    share = "" if match is None else _share(match.share, voice)
    return UseView(
        headline.agency(one.summary, voice),
        headline.year(one.summary, voice),
        report_address(one.summary.id, at=one.span),
        tuple(facts),
        share,
        "" if one.use.verbatim or one.stretches else one.quote,
        tuple(StretchView(stretch.change, stretch.text) for stretch in one.stretches),
        script_tag(one.traditional),
    )


def _share(share: float, voice: Voice) -> str:
    if share >= 1:
        return voice.gettext("only numbers, punctuation or whole clauses differ")
    return voice.gettext("%(percent)s %% of the characters", percent=int(100 * share))


def view_sentence(one: SentenceCount, voice: Voice) -> SentenceView:
    """One sentence, with the number of other reports that have it."""
    passage, note = one.passage, ""
    if one.statutory:
        note = voice.gettext("statutory wording")
    elif one.common:
        note = voice.gettext("common formula")
    if passage.report is not None and passage.span is not None:
        url = reuse_address(passage.report.id, passage.span)
    else:
        url = asked_address(ReuseAsked(text=passage.quote))
    return SentenceView(passage.quote, url, voice.number(one.reports), note)
