"""The index on disk is Whoosh's own: plain Whoosh opens, searches and filters it."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh import index
from whoosh import query as plain
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import KEYWORD, Schema

from indexer.engines.protocol import IndexedReport
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.parts import segments_of
from indexer.engines.whoosh.postings import PostingReader
from indexer.query import Filter, Query, Range, Word


def _only_segment(folder: Path) -> PostingReader:
    (segment,) = segments_of(folder)
    return PostingReader(folder, segment)


@pytest.mark.parametrize("word", ["公开", "司法局", "2019", "app", "申请"])
def test_words_and_filters_agree(seed_folder: Path, seed_engine: WhooshEngine, word: str) -> None:
    opened = index.open_dir(str(seed_folder / "words"))
    fields = [name for name in opened.schema.names() if name.startswith("words_")]
    asked = plain.Or([plain.Term(name, word) for name in fields])
    recent = plain.NumericRange("year", 2015, 2017)
    with opened.searcher() as searcher:
        found = {hit["report_id"] for hit in searcher.search(asked, limit=None)}
        filtered = {hit["report_id"] for hit in searcher.search(asked, filter=recent, limit=None)}
    opened.close()
    hits = seed_engine.search(Query(Word(word), size=100)).hits
    assert found == {hit.report_id for hit in hits}
    recent_hits = seed_engine.search(
        Query(Word(word), filters=(Filter("year", (Range(2015, 2017),)),), size=100)
    )
    assert filtered == {hit.report_id for hit in recent_hits.hits}


def test_every_posting_is_read_as_whoosh_reads_it(seed_folder: Path) -> None:
    opened = index.open_dir(str(seed_folder / "words"))
    reader, ours = opened.reader(), _only_segment(seed_folder / "words")
    for name in [name for name in opened.schema.names() if name.startswith("words_")]:
        for term in reader.field_terms(name):
            matcher = reader.postings(name, term)
            listed = [(number, int(matcher.weight())) for number in iter_documents(matcher)]
            documents, counts = ours.read(name, term)
            assert list(zip(documents.tolist(), counts.tolist(), strict=True)) == listed
    reader.close()
    opened.close()


def iter_documents(matcher: object):  # type: ignore[no-untyped-def]
    while matcher.is_active():  # type: ignore[attr-defined]
        yield matcher.id()  # type: ignore[attr-defined]
        matcher.next()  # type: ignore[attr-defined]


@pytest.mark.parametrize("block", [1, 3, 128])
def test_lists_of_many_blocks(tmp_path: Path, block: int) -> None:
    """Whoosh writes 128 postings to a block unless told otherwise; the reader takes any number."""
    created = index.create_in(str(tmp_path), Schema(words_x=KEYWORD()))
    writer = created.writer(codec=W3Codec(blocklimit=block), compound=False)
    for number in range(300):
        writer.add_document(words_x=["甲"] * (number % 4) + ["乙"])
    writer.commit()
    created.close()
    documents, counts = _only_segment(tmp_path).read("words_x", "甲")
    assert documents.tolist() == [number for number in range(300) if number % 4]
    assert counts.tolist() == [number % 4 for number in range(300) if number % 4]
    assert _only_segment(tmp_path).read("words_x", "丙")[0].tolist() == []


def test_facets_are_stored_as_written(seed_folder: Path, seed_reports: list[IndexedReport]) -> None:
    opened = index.open_dir(str(seed_folder / "words"))
    with opened.searcher() as searcher:
        stored = [(fields["doc"], fields["report_id"], fields["year"]) for fields in searcher.documents()]
    opened.close()
    assert stored == [(r.doc, r.report_id, r.facets["year"][0]) for r in seed_reports]
