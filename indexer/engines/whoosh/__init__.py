"""The engine on disk: a genuine Whoosh index, read in blocks."""

from __future__ import annotations

from indexer.engines.whoosh.search import WhooshEngine, open_index
from indexer.engines.whoosh.writer import write_index

__all__ = ["WhooshEngine", "open_index", "write_index"]
