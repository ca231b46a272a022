"""Other ways to search the same corpus, each used as its own documentation recommends.

Words come cut by gongkai's segmenter, so that the same word finds the same reports everywhere.
"""

from __future__ import annotations

from tests.benchmarks.peers.fts5 import TRIGRAM, WORDS
from tests.benchmarks.peers.stock_whoosh import StockWhoosh
from tests.benchmarks.peers.tantivy_index import TantivyIndex
from tests.benchmarks.subject import Maker

PEERS: tuple[Maker, ...] = (StockWhoosh(), WORDS, TRIGRAM, TantivyIndex())
