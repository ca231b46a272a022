"""The engine on disk: a genuine Whoosh index, read in blocks."""

from __future__ import annotations

from indexer.engines.whoosh.assemble import PART_REPORTS, assemble, write_index
from indexer.engines.whoosh.parts import Part, open_part, parts_of, write_part
from indexer.engines.whoosh.readahead import read_ahead
from indexer.engines.whoosh.search import WhooshEngine, open_index

__all__ = [
    "PART_REPORTS",
    "Part",
    "WhooshEngine",
    "assemble",
    "open_index",
    "open_part",
    "parts_of",
    "read_ahead",
    "write_index",
    "write_part",
]
