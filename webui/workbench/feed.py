"""The newest reports that a search finds, for those who subscribe to it.

Few reports state the day of their publication, and a subscriber must miss neither kind. So the feed has the
latest of those that do, and beside them the latest to arrive in the collection of those that do not, whose
date is that of the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from indexer.builds import OpenBuild
from webui.parameters import Asked
from webui.search import query_of
from webui.workbench.exports import Quoting, TakenReport, read_reports

MOST = 50
"""Reports of each kind at most: those that state their publication, and those that do not."""
QUOTED = Quoting(passages=3, sections=3)
"""What an entry quotes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the feed."""

    report: TakenReport
    published: date | None
    """None where the report does not state it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest reports; first those without a date, which came with a build, then the others by date."""

    asked: Asked
    entries: tuple[Entry, ...]
    complete: bool
    built_at: str


def feed(build: OpenBuild, asked: Asked) -> Feed:
    """The newest of the reports that a search finds."""
    query = query_of(build, asked)
    found = build.engine.documents(query)
    stated = build.facet_values(found.docs, ["published"])["published"]
    dates = {doc: date.fromisoformat(str(value)) for doc, value in stated.items()}
    # Documents are numbered as they arrive.
    arrived = nlargest(MOST, (doc for doc in found.docs if doc not in dates))
    published = nlargest(MOST, dates, key=lambda doc: (dates[doc], doc))
    entries = tuple(
        Entry(report, dates.get(report.summary.doc))
        for report in read_reports(build, [*arrived, *published], query, QUOTED)
    )
    return Feed(asked, entries, found.complete, build.built_at)
