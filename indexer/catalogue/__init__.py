"""The catalogue: an SQLite file that holds everything known of the reports. Indexes are rebuilt from it."""

from __future__ import annotations

from indexer.catalogue.connect import Batches, identity, open_for_reading, open_for_writing, transaction
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
    touch,
)
from indexer.catalogue.load import ReportSummary, load, load_searchable, load_texts, names, summaries
from indexer.catalogue.overview import Coverage, Overview, overview
from indexer.catalogue.save import Prepared, prepare, save, version_of

__all__ = [
    "Batches",
    "Coverage",
    "FileProblem",
    "FileState",
    "Overview",
    "Prepared",
    "ReportSummary",
    "Source",
    "corpus",
    "corpus_state",
    "count_unread",
    "discard_documents",
    "forget",
    "identity",
    "known_files",
    "list_problems",
    "list_sources",
    "load",
    "load_searchable",
    "load_texts",
    "mark_complete",
    "names",
    "note_problems",
    "open_for_reading",
    "open_for_writing",
    "overview",
    "prepare",
    "record",
    "remember",
    "remove",
    "save",
    "settle_duplicates",
    "summaries",
    "touch",
    "transaction",
    "version_of",
]
