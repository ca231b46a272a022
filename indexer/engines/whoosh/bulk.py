"""Whoosh's own writer, fed with whole posting lists.

Whoosh's pool keeps every posting as a tuple, sorts them all, and asks the file system about each one's
field length. Documents come in order here, so a list is two arrays that only grow; they go to Whoosh's
codec word by word when the index is finished. The files are those that Whoosh would have written.
"""

from __future__ import annotations

import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType
from whoosh.index import Index
from whoosh.writing import SegmentWriter

_BLOCK = 1 << 14
"""Postings in a block. Whoosh's 128 are good for skipping; here a posting list is always read whole."""
_FREQUENCY = struct.Struct("!I")

PostingList = tuple["array[int]", "array[int]"]


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds documents as Whoosh does, and their words, cut already, field by field."""

    def __init__(self, index: Index) -> None:
        """Begin one segment. A compound one would take 300 times longer to open."""
        super().__init__(index, codec=W3Codec(blocklimit=_BLOCK), compound=False)
        self._lists: defaultdict[str, dict[str, PostingList]] = defaultdict(dict)

    def add_words(self, field: str, field_type: FieldType, words: Iterable[str]) -> None:
        """Index words in a field of the document that is added next."""
        lists = self._lists[field]
        if field not in self.schema:
            # Whoosh's own add_field refuses once a document is there; only its readers need to know.
            self.schema.add(field, field_type)
        for word, count in Counter(words).items():
            if word not in lists:
                lists[word] = array("I"), array("I")
            documents, frequencies = lists[word]
            documents.append(self.docnum)
            frequencies.append(count)

    def _flush_segment(self) -> None:
        """What Whoosh calls to write the collected postings: its own, then ours."""
        self.perdocwriter.close()
        self.fieldwriter.add_postings(self.schema, None, self.pool.iter_postings())
        for field in sorted(self._lists):
            self._write_field(field, self._lists.pop(field))
        self.fieldwriter.close()

    def _write_field(self, field: str, lists: dict[str, PostingList]) -> None:
        writer = self.fieldwriter
        writer.start_field(field, self.schema[field])
        # A word that is no text (half a surrogate pair) could never be looked up by Whoosh itself.
        encoded = sorted((word.encode("utf-8", "surrogatepass"), word) for word in lists)
        for key, word in encoded:
            writer.start_term(key)
            for document, count in zip(*lists[word], strict=True):
                writer.add(document, float(count), _FREQUENCY.pack(count), None)
            writer.finish_term()
        writer.finish_field()
