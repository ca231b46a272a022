"""The fields of the Whoosh index: one document for each report.

Every *slot*, the place of a section in its report, has a word field of its own, so that a document and
a field name exactly one section, scope is a choice of fields, and section counts are exact. The fields
hold frequencies and no positions: phrases are not Whoosh's job here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from whoosh import fields

from indexer.engines.protocol import IndexedReport, IndexedSection
from indexer.engines.rows import STORED, Value

_NUMBERS = ("year", "requests")
_LARGEST = 2**62


def name_slots(sections: Iterable[IndexedSection]) -> list[str]:
    """The word field of each section of a report: its path, and a number where the path comes again.

    >>> from indexer.engines.protocol import IndexedSection
    >>> name_slots([IndexedSection((), "fees", ""), IndexedSection((), "overview/fees", ""),
    ...             IndexedSection((), "fees", "")])
    ['words_fees', 'words_overview__fees', 'words_fees_2']
    """
    seen: Counter[str] = Counter()
    names = []
    for section in sections:
        seen[section.path] += 1
        number = f"_{seen[section.path]}" if seen[section.path] > 1 else ""
        names.append(f"words_{section.path.replace('/', '__')}{number}")
    return names


def make_schema() -> fields.Schema:
    """The fields that every report has; word fields are added as sections need them."""
    facets = {
        facet: fields.NUMERIC(int, bits=64, stored=True, sortable=True)
        if facet in _NUMBERS
        else fields.KEYWORD(stored=True, commas=True)
        for facet in STORED
    }
    return fields.Schema(
        doc=fields.NUMERIC(int, bits=64, stored=True, unique=True), report_id=fields.ID(stored=True), **facets
    )


def word_field() -> fields.FieldType:
    """A field of words that are cut already: frequencies, no positions, and no lossy lengths."""
    return fields.KEYWORD(commas=False, scorable=False)


def facet_fields(facets: Mapping[str, tuple[Value, ...]]) -> dict[str, object]:
    """The facets of a report as Whoosh takes them."""
    given: dict[str, object] = {}
    for facet, values in facets.items():
        if facet in _NUMBERS:
            # Whoosh's own numbers end at 64 bits; the columns keep the value whatever it is.
            if values and abs(int(values[0])) < _LARGEST:
                given[facet] = values[0]
        elif values and facet in STORED:
            given[facet] = [str(value) for value in values]
    return given


def describe(report: IndexedReport) -> dict[str, object]:
    """All fields of a report but its words."""
    return {"doc": report.doc, "report_id": report.report_id, **facet_fields(report.facets)}
