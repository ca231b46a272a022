"""The catalogue: an SQLite file that holds everything known of the reports. Indexes are rebuilt from it."""

from __future__ import annotations

from indexer.catalogue.connect import identity, open_for_reading, open_for_writing
from indexer.catalogue.files import (
    FileProblem,
    FileState,
    Source,
    corpus,
    corpus_state,
    count_unread,
    discard_documents,
    forget,
    known_files,
    list_problems,
    list_sources,
    mark_complete,
    note_problems,
    record,
    remember,
    remove,
    settle_duplicates,
)
from indexer.catalogue.load import ReportSummary, indexed, indexed_facets, load, load_texts, summaries
from indexer.catalogue.overview import Coverage, Overview, overview
from indexer.catalogue.save import save, version_of

__all__ = [
    "Coverage",
    "FileProblem",
    "FileState",
    "Overview",
    "ReportSummary",
    "Source",
    "corpus",
    "corpus_state",
    "count_unread",
    "discard_documents",
    "forget",
    "identity",
    "indexed",
    "indexed_facets",
    "known_files",
    "list_problems",
    "list_sources",
    "load",
    "load_texts",
    "mark_complete",
    "note_problems",
    "open_for_reading",
    "open_for_writing",
    "overview",
    "record",
    "remember",
    "remove",
    "save",
    "settle_duplicates",
    "summaries",
    "version_of",
]
