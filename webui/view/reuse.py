"""The page of who else wrote a passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.query import NOT_STATED
from webui.address import REUSE, report_address
from webui.search import is_traditional
from webui.view import headline
from webui.view.hits import script_tag
from webui.view.results import LinkView
from webui.view.reuse_uses import SentenceView, UseView, view_sentence, view_use
from webui.wording import N_, Voice
from webui.workbench.passage import Passage
from webui.workbench.reuse_asked import ReuseAsked, asked_address
from webui.workbench.reuse_list import SHOWN, ReuseAnswer

YEARS = 30
"""Bars of years at most."""
PLACES = 12
"""Provinces listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class CountView:
    """How many reports one year or place has."""

    label: str
    count: str
    share: int
    """Length of its bar, 0 to 100."""
    url: str
    """The list of these alone; of all, where these are chosen."""
    selected: bool


@dataclass(frozen=True, slots=True)
class ReusePage:
    """Everything on the page."""

    quote: str
    lang: str
    source: LinkView | None
    """The report that the passage is from; None where it was typed in."""
    found: bool
    totals: str
    """“12 other reports, of 7 other agencies”."""
    kinds: tuple[LinkView, ...]
    """How many word for word, how many nearly."""
    earliest: str
    """What is said of the first year; empty where nothing can be."""
    first: tuple[UseView, ...]
    notes: tuple[str, ...]
    complete: bool
    years: tuple[CountView, ...]
    places: tuple[CountView, ...]
    more_places: str
    verbatim: tuple[UseView, ...]
    near: tuple[UseView, ...]
    shown: str
    """“31–60 of 94”; empty where all are shown."""
    previous: str
    next: str
    clear: str
    """The list of all years and places; empty where nothing is chosen."""
    sentences: tuple[SentenceView, ...]
    downloads: tuple[LinkView, ...]
    text: str
    """What was typed in, for the box."""
    build: int
    built_at: str


def reuse_page(answer: ReuseAnswer, voice: Voice) -> ReusePage:
    """The page for an answer."""
    asked, passage, elsewhere = answer.asked, answer.passage, answer.elsewhere
    views = [(one.use.verbatim, view_use(one, voice)) for one in answer.listed]
    number = len(elsewhere.verbatim) + len(elsewhere.near)
    return ReusePage(
        quote=passage.quote,
        lang=_lang(passage),
        source=_source(passage, voice),
        found=bool(number),
        totals=_totals(answer, voice),
        kinds=_kinds(answer, voice),
        earliest=_earliest(answer, voice),
        first=tuple(view_use(one, voice) for one in answer.earliest),
        notes=_notes(answer, voice),
        complete=elsewhere.complete,
        years=_years(answer, voice),
        places=_places(answer, voice)[:PLACES],
        more_places=_more(len(elsewhere.places) - PLACES, voice),
        verbatim=tuple(view for is_verbatim, view in views if is_verbatim),
        near=tuple(view for is_verbatim, view in views if not is_verbatim),
        shown=_shown(answer, voice),
        previous=asked_address(replace(asked, page=asked.page - 1)) if asked.page > 1 else "",
        next=asked_address(replace(asked, page=asked.page + 1)) if asked.page < answer.pages else "",
        clear=asked_address(replace(asked, year="", province="", page=1))
        if asked.year or asked.province
        else "",
        sentences=tuple(view_sentence(one, voice) for one in answer.sentences),
        downloads=tuple(_downloads(asked)),
        text=asked.text,
        build=answer.build,
        built_at=answer.built_at,
    )


def _lang(passage: Passage) -> str:
    return script_tag(passage.report is not None and is_traditional(passage.report.normalised))


def _source(passage: Passage, voice: Voice) -> LinkView | None:
    if passage.report is None:
        return None
    name = f"{headline.agency(passage.report, voice)} {headline.year(passage.report, voice)}"
    return LinkView(name, report_address(passage.report.id, at=passage.span))


def _totals(answer: ReuseAnswer, voice: Voice) -> str:
    number, agencies = _number(answer), answer.elsewhere.agencies
    if answer.passage.report is None:
        reports = voice.ngettext("%(num)s report", "%(num)s reports", number)
        whose = voice.ngettext("of %(num)s agency", "of %(num)s agencies", agencies)
    else:
        reports = voice.ngettext("%(num)s other report", "%(num)s other reports", number)
        whose = voice.ngettext("of %(num)s other agency", "of %(num)s other agencies", agencies)
    return voice.listed([reports, whose], N_(", ")) if number else reports


def _number(answer: ReuseAnswer) -> int:
    return len(answer.elsewhere.verbatim) + len(answer.elsewhere.near)


def _kinds(answer: ReuseAnswer, voice: Voice) -> tuple[LinkView, ...]:
    """Links to the lists; the one of what is nearly the same begins on the page where it does."""
    verbatim, near = len(answer.elsewhere.verbatim), len(answer.elsewhere.near)
    whole = replace(answer.asked, year="", province="", page=1)
    found = []
    if verbatim:
        said = voice.gettext("%(number)s word for word", number=voice.number(verbatim))
        found.append(LinkView(said, f"{asked_address(whole)}#verbatim"))
    if near:
        said = voice.gettext("%(number)s nearly", number=voice.number(near))
        page = replace(whole, page=verbatim // SHOWN + 1)
        found.append(LinkView(said, f"{asked_address(page)}#near"))
    return tuple(found)


def _earliest(answer: ReuseAnswer, voice: Voice) -> str:
    """Careful: the first that this collection has is not the first that was written."""
    if not _number(answer):
        return ""
    if answer.earliest:
        year = answer.earliest[0].use.year
        return voice.gettext("The earliest in this collection is of %(year)s:", year=year)
    report = answer.passage.report
    if report is None or report.facet("year").value is None:
        return ""
    return voice.gettext("This report is the earliest in this collection that has it.")


def _notes(answer: ReuseAnswer, voice: Voice) -> tuple[str, ...]:
    elsewhere, notes = answer.elsewhere, []
    if elsewhere.sharing.statutory:
        notes.append(
            voice.gettext(
                "Words of the law or of the official form: whoever uses them has copied from nobody."
            )
        )
    elif elsewhere.common:
        notes.append(
            voice.gettext(
                "A common formula: one agency in fifty or more uses it. Sharing it says little about copying."
            )
        )
    if not elsewhere.sharing.comparable and not elsewhere.sharing.statutory:
        notes.append(
            voice.gettext("A short passage: looked for word for word only, and perhaps a coincidence.")
        )
    return tuple(notes)


def _years(answer: ReuseAnswer, voice: Voice) -> tuple[CountView, ...]:
    counts = answer.elsewhere.years
    most = max(counts.values(), default=0)
    found = []
    for year, count in list(counts.items())[-YEARS:]:
        value = NOT_STATED if year is None else str(year)
        label = voice.gettext("year not stated") if year is None else str(year)
        selected = answer.asked.year == value
        asked = replace(answer.asked, year="" if selected else value, page=1)
        share = round(100 * count / most)
        found.append(CountView(label, voice.number(count), share, asked_address(asked), selected))
    return tuple(found)


def _places(answer: ReuseAnswer, voice: Voice) -> tuple[CountView, ...]:
    counts = answer.elsewhere.places
    most = max(counts.values(), default=0)
    found = []
    for place, count in counts.items():
        value = place or NOT_STATED
        selected = answer.asked.province == value
        asked = replace(answer.asked, province="" if selected else value, page=1)
        label = place or voice.gettext("place not stated")
        share = round(100 * count / most)
        found.append(CountView(label, voice.number(count), share, asked_address(asked), selected))
    return tuple(found)


def _more(number: int, voice: Voice) -> str:
    return (
        voice.ngettext("and %(num)s more province", "and %(num)s more provinces", number)
        if number > 0
        else ""
    )


def _shown(answer: ReuseAnswer, voice: Voice) -> str:
    if answer.pages == 1:
        return ""
    first = (answer.asked.page - 1) * SHOWN + 1
    return voice.gettext(
        "%(first)s to %(last)s of %(total)s, word for word first, then nearly, the oldest first",
        first=voice.number(first),
        last=voice.number(first + len(answer.listed) - 1),
        total=voice.number(len(answer.chosen)),
    )


def _downloads(asked: ReuseAsked) -> Iterator[LinkView]:
    whole = replace(asked, page=1)
    for label, ending in (("CSV", ".csv"), ("JSON Lines", ".jsonl")):
        yield LinkView(label, asked_address(whole, f"{REUSE}{ending}"))
    yield LinkView("JSON", asked_address(asked, f"/api/v1{REUSE}"))
