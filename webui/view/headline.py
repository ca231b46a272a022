"""What is said of a report in a list: agency, year, and one quiet line of facts."""

from __future__ import annotations

from typing import Protocol

from indexer.model import Facet, Section
from indexer.query import NOT_STATED
from webui.view.requests import requests_said
from webui.wording import Voice


class Summary(Protocol):
    """A report, or the light row of one."""

    @property
    def title(self) -> str | None:
        """The title as printed."""
        ...

    def facet(self, name: str) -> Facet:
        """The facet of that name."""
        ...


def agency(report: Summary, voice: Voice) -> str:
    """The full name of the agency; where it is not stated, the title, or words that say so."""
    value = report.facet("agency").value
    return str(value) if value else printed_title(report) or voice.gettext("Agency not stated")


def printed_title(report: Summary) -> str:
    """The title as printed, on one line; empty where the copy has none."""
    return " ".join((report.title or "").split())


def year(report: Summary, voice: Voice) -> str:
    """The reporting year."""
    value = report.facet("year").value
    return str(value) if value else voice.gettext("year not stated")


def facts_line(report: Summary, voice: Voice) -> tuple[str, ...]:
    """Place, level, requests, fee."""
    _ = voice.gettext
    places = [str(value) for name in ("province", "city", "county") if (value := report.facet(name).value)]
    line = [" ".join(dict.fromkeys(places))] if places else []
    if level := report.facet("level").value:
        line.append(voice.label("level", str(level)))
    line.append(requests(report, voice))
    fee = report.facet("fee_status").value or NOT_STATED
    line.append(_("fees: %(fee)s", fee=voice.label("fee", str(fee))))
    return tuple(line)


def requests(report: Summary, voice: Voice) -> str:
    """The number of requests, with what qualifies it; never 0 for a report that does not say."""
    value = report.facet("requests").value
    said = requests_said(report, voice)
    if not said:
        return voice.gettext("requests: not stated")
    if isinstance(value, int | float) and said == voice.number(value):
        return voice.ngettext("%(num)s request", "%(num)s requests", int(value))
    return voice.gettext("requests: %(number)s", number=said)


def section_name(section: Section, voice: Voice) -> str:
    """What kind of section it is, within its chapter where it is a part of one."""
    name = voice.label("section", str(section.kind))
    if section.parent and section.parent != section.kind:
        return f"{voice.label('section', str(section.parent))} › {name}"
    return name
