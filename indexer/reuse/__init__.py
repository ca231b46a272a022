"""Who else wrote this: sentences of the problems sections that other reports have too, or nearly.

A sentence that was copied is seldom copied whole: the numbers are this year's, a town has another name, a
clause is left out. The index of phrases finds none of these. So the sentences of the problems sections have
an index of their own; ``alike`` says what "nearly the same" means, and ``plain`` finds it by comparing every
sentence with every other, as the tests do.
"""

from __future__ import annotations

from indexer.reuse.alike import Likeness, compare, is_repeated
from indexer.reuse.index import Found, Place, ReuseIndex
from indexer.reuse.sentences import Sentence, cut_sentences, mask
from indexer.reuse.share import Repeated, Reuse, repeated_share
from indexer.reuse.sharing import Match, Sharing, find_same, find_sharing
from indexer.reuse.write import SentenceWriter

__all__ = [
    "Found",
    "Likeness",
    "Match",
    "Place",
    "Repeated",
    "Reuse",
    "ReuseIndex",
    "Sentence",
    "SentenceWriter",
    "Sharing",
    "compare",
    "cut_sentences",
    "find_same",
    "find_sharing",
    "is_repeated",
    "mask",
    "repeated_share",
]
