"""The index on disk is Whoosh's own: plain Whoosh opens, searches and filters it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from whoosh import index
from whoosh import query as plain

from indexer.engines.protocol import IndexedReport
from indexer.engines.whoosh import Part, WhooshEngine, bulk, open_part, parts_of, write_part
from indexer.engines.whoosh.parts import LEXICON
from indexer.engines.whoosh.postings import PostingReader
from indexer.query import Filter, Query, Range, Word
from tests.engines.corpora import PairCutter


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
    (part,) = parts_of(seed_folder)
    _reads_as_whoosh(part)


@pytest.mark.parametrize("block", [1, 3, 32])
def test_lists_of_many_blocks(
    tmp_path: Path, seed_reports: list[IndexedReport], monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    """Blocks are large here; the reader takes any number of any size."""
    monkeypatch.setattr(bulk, "_BLOCK", block)
    write_part([replace(seed_reports[n % 5], doc=n) for n in range(60)], tmp_path / "part", PairCutter())
    _reads_as_whoosh(open_part(tmp_path / "part"))


def _reads_as_whoosh(part: Part) -> None:
    """Every list of every word, and nothing for a word that is not there."""
    ours = PostingReader(part.words, part.segment, part.folder / LEXICON)
    opened = index.open_dir(str(part.words))
    reader = opened.reader()
    held: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
    for name in [name for name in opened.schema.names() if name.startswith("words_")]:
        for term in reader.field_terms(name):
            held[term][name] = list(_postings(reader.postings(name, term)))
    reader.close()
    opened.close()
    assert held
    for term, lists in held.items():
        found = {name: [one.tolist() for one in columns] for name, columns in ours.find(term)}
        assert found == {
            name: [list(column) for column in zip(*rows, strict=True)] for name, rows in lists.items()
        }
    assert list(ours.find("没有这个词")) == []


def _postings(matcher: Any) -> Iterator[tuple[int, int]]:
    while matcher.is_active():
        yield matcher.id(), int(matcher.weight())
        matcher.next()


def test_facets_are_stored_as_written(seed_folder: Path, seed_reports: list[IndexedReport]) -> None:
    opened = index.open_dir(str(seed_folder / "words"))
    with opened.searcher() as searcher:
        stored = [(fields["doc"], fields["report_id"], fields["year"]) for fields in searcher.documents()]
    opened.close()
    assert stored == [(r.doc, r.report_id, r.facets["year"][0]) for r in seed_reports]
