"""How a number of requests is said, with what qualifies it.

收到申请30余件 is not 30: the report says that there were more, and the bounds that follow from its words are
said with it. Words like 约 give no bounds, only doubt.
"""

from __future__ import annotations

from typing import Protocol

from indexer.model import Facet
from webui.wording import Voice

FACETS = ("requests", "requests_min", "requests_max")
"""The number and its bounds; any of them can stand alone."""


class Stating(Protocol):
    """A report, or the light row of one."""

    def facet(self, name: str) -> Facet:
        """The facet of that name."""
        ...


def requests_said(report: Stating, voice: Voice) -> str:
    """The number with its bounds or its qualifier, ``31–39 (more than 30)``; empty where it is not stated."""
    value, low, high = (_number(report.facet(name)) for name in FACETS)
    if value is None:
        return _bounds(low, high, voice)
    number = voice.number(value)
    match report.facet("requests_qualifier").value:
        case "approx":
            return voice.gettext("about %(number)s", number=number)
        case "over" if high is not None and low is not None:
            bounds = {"low": voice.number(low), "high": voice.number(high)}
            return voice.gettext("%(low)s–%(high)s (more than %(number)s)", number=number, **bounds)
        case "over" if low == value:
            return voice.gettext("%(number)s or more", number=number)
        case "over":
            return voice.gettext("more than %(number)s", number=number)
        case "under" if high == value:
            return voice.gettext("%(number)s or fewer", number=number)
        case "under":
            return voice.gettext("fewer than %(number)s", number=number)
    return number


def _number(facet: Facet) -> int | float | None:
    value = facet.value
    return value if isinstance(value, int | float) else None


def _bounds(low: float | None, high: float | None, voice: Voice) -> str:
    """What is known where the words name no number: 数百件."""
    if low is not None and high is not None:
        return f"{voice.number(low)}–{voice.number(high)}"
    if low is not None:
        return voice.gettext("%(number)s or more", number=voice.number(low))
    return voice.gettext("%(number)s or fewer", number=voice.number(high)) if high is not None else ""
