"""Whoosh's own writer, fed with whole posting lists.

Whoosh's pool keeps every posting as a tuple, sorts them all, and asks the file system about each one's
field length; its codec then takes them one by one. Documents come in order here, so a list is two arrays
that only grow; each goes to the files as one block when the index is finished, the lists of a word side by
side. Whoosh reads the files as it reads its own.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import sub

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3TermInfo
from whoosh.fields import FieldType
from whoosh.index import Index
from whoosh.writing import SegmentWriter

from indexer.engines.whoosh.lexicon import LexiconWriter

_BLOCK = 1 << 14
"""Postings in a block. Whoosh's 128 are good for skipping; here a posting list is always read whole."""
_LONG = 64
"""Lists of so many postings are worth numpy and compression."""
_COMPRESSION = 3
_PICKLE = 4
"""The first protocol that stores bytes as they are."""
_LENGTH = struct.Struct("!i")
_FIELD = struct.Struct("!H")

PostingList = tuple["array[int]", "array[int]"]
_Described = tuple[bytes, bytes]
"""A word, and what Whoosh keeps of it beside its list."""


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds documents as Whoosh does, and their words, cut already, field by field."""

    def __init__(self, index: Index) -> None:
        """Begin one segment. A compound one would take 300 times longer to open."""
        super().__init__(index, codec=W3Codec(blocklimit=_BLOCK), compound=False)
        self._lists: defaultdict[str, dict[str, PostingList]] = defaultdict(dict)
        self.lexicon = LexiconWriter()
        """Where the lists of each word are, once they are written."""

    def add_words(self, field: str, field_type: FieldType, words: Iterable[str]) -> None:
        """Index words in a field of the document that is added next."""
        lists, document = self._lists, self.docnum
        if field not in self.schema:
            # Whoosh's own add_field refuses once a document is there; only its readers need to know.
            self.schema.add(field, field_type)
        for word, count in Counter(words).items():
            known = lists[word].get(field)
            if known is None:
                lists[word][field] = array("I", (document,)), array("I", (count,))
            else:
                known[0].append(document)
                known[1].append(count)

    def _flush_segment(self) -> None:
        """What Whoosh calls to write the collected postings: its own, then ours."""
        self.perdocwriter.close()
        self.fieldwriter.add_postings(self.schema, None, self.pool.iter_postings())
        described: defaultdict[str, list[_Described]] = defaultdict(list)
        # A word that is no text (half a surrogate pair) could never be looked up by Whoosh itself.
        for key, word in sorted((word.encode("utf-8", "surrogatepass"), word) for word in self._lists):
            self._write_lists(key, self._lists.pop(word), described)
        for field in sorted(described):
            self._write_field(field, described.pop(field))
        self.fieldwriter.close()

    def _write_lists(
        self, word: bytes, lists: dict[str, PostingList], described: dict[str, list[_Described]]
    ) -> None:
        postings = self.fieldwriter._postfile
        first, lengths = postings.tell(), []
        for field, (documents, counts) in sorted(lists.items()):
            start, data = postings.tell(), _blocks(documents, counts)
            postings.write(data)
            lengths.append((field, len(data)))
            described[field].append((word, _describe(documents, counts, start, len(data))))
        self.lexicon.add(word, first, lengths)

    def _write_field(self, field: str, described: list[_Described]) -> None:
        """The words of a field, in order, with what Whoosh keeps of each."""
        writer = self.fieldwriter
        writer.start_field(field, self.schema[field])
        number, terms = _FIELD.pack(writer._fieldid), writer._tindex
        for word, description in described:
            terms.add(number + word, description)
        writer.finish_field()


def _blocks(documents: array[int], counts: array[int]) -> bytes:
    """A posting list as it stands in the file."""
    parts = [WHOOSH3_HEADER_MAGIC]
    for first in range(0, len(documents), _BLOCK):
        end = first + _BLOCK
        block = _block(documents[first:end], counts[first:end])
        parts += [_LENGTH.pack(len(block) if end < len(documents) else -len(block)), block]
    return b"".join(parts)


def _block(documents: array[int], counts: array[int]) -> bytes:
    """Steps between documents, weights, and frequencies, behind what lets a reader skip the block.

    Whoosh writes tuples of numbers, and goes through whatever it reads number by number. Bytes and arrays
    are unpickled three times faster.
    """
    compression, most = _COMPRESSION if len(documents) >= _LONG else 0, max(counts)
    steps = list(map(sub, documents, (0, *documents[:-1])))
    narrow = bytes(steps) if max(steps) < 256 else array("I", steps)
    weights = None if most == 1 else array("f", counts)
    body = pickle.dumps((narrow, weights, struct.pack(f"!{len(counts)}I", *counts)), _PICKLE)
    head = (len(documents), documents[-1], float(most), compression, 0, 0)
    return pickle.dumps(head, 2) + (zlib.compress(body, compression) if compression else body)


def _describe(documents: array[int], counts: array[int], start: int, length: int) -> bytes:
    """What Whoosh keeps of a word beside its list."""
    info = W3TermInfo(
        weight=float(sum(counts)),
        df=len(documents),
        minlength=None,
        maxlength=0,
        maxweight=float(max(counts)),
        minid=documents[0],
        maxid=documents[-1],
    )
    info.set_extent(start, length)
    described: bytes = info.to_bytes()
    return described
