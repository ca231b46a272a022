"""Where a string stands in the texts of all sections: exactly, whatever it is made of.

Segmentation cannot answer that. An index of words loses 7 quotations of 10, because the words at the
edges of a quotation are cut differently inside a sentence; an index of character triples has no answer
for 公开. A suffix array has: all ends of all texts in sorted order, in which those that begin with the
string stand side by side and are found by halving.
"""

from __future__ import annotations

from indexer.phrases.concordance import Line
from indexer.phrases.index import Occurrences, PhraseIndex
from indexer.phrases.write import write_phrases

__all__ = ["Line", "Occurrences", "PhraseIndex", "write_phrases"]
