"""tantivy through its Python binding: words and single characters, facets by its aggregations.

Single characters with positions make any quotation a phrase query, which is exact. The package is in the
extra ``bench`` and is only imported where it is measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from indexer.engines.protocol import LONG_FACETS, IndexedReport
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import ALL_KINDS, COUNTED, LISTED, Answer, segmenter_in, shown

_HEAP = 256 << 20
_BORDER = " \u2402 "
_MOST_VALUES = 100_000


def _tantivy() -> Any:
    return import_module("tantivy")


def _schema() -> Any:
    builder = _tantivy().SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="spaces", index_option="freq")
    builder.add_text_field("characters", tokenizer_name="spaces", index_option="position")
    builder.add_integer_field("order", fast=True)
    for facet in COUNTED:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _with_tokenizer(index: Any) -> Any:
    tantivy = _tantivy()
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaces", spaces)
    return index


class TantivyIndex:
    """Builds and opens a tantivy index."""

    name = "tantivy"
    kinds = ALL_KINDS

    def build(self, reports: Iterable[IndexedReport], folder: Path, cache: Path) -> None:
        """Write the index with tantivy's own threads."""
        folder.mkdir(parents=True)
        tantivy, segmenter = _tantivy(), segmenter_in(cache)
        writer = _with_tokenizer(tantivy.Index(_schema(), path=str(folder))).writer(heap_size=_HEAP)
        for report in reports:
            document = tantivy.Document()
            document.add_text("id", report.report_id)
            words = (" ".join(segmenter.words(section.text)) for section in report.sections)
            document.add_text("words", " ".join(words))
            document.add_text(
                "characters", _BORDER.join(" ".join(section.text) for section in report.sections)
            )
            document.add_integer("order", int(report.facets.get("year", (0,))[0]))
            for facet, values in shown(report).items():
                for value in values:
                    document.add_text(facet, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, cache: Path) -> _Searcher:
        """Open it."""
        del cache
        return _Searcher(_with_tokenizer(_tantivy().Index.open(str(folder))))


def _terms(facet: str, most: int) -> dict[str, Any]:
    return {"terms": {"field": facet, "size": most}}


class _Searcher:
    def __init__(self, index: Any) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._counting = {
            facet: _terms(facet, LISTED if facet in LONG_FACETS else _MOST_VALUES) for facet in COUNTED
        }

    def ask(self, question: Question) -> object:
        """The hits with their number, then one aggregation for all facets."""
        query = self._query(question)
        order = {"order_by_field": "order"} if question.kind == "browse" else {}
        found = self._searcher.search(query, limit=10, offset=10 * (question.page - 1), count=True, **order)
        ids = [self._searcher.doc(address)["id"][0] for _, address in found.hits]
        return found.count, self._searcher.aggregate(query, self._counting), ids

    def answer(self, question: Question) -> Answer:
        """The buckets by key, all of them."""
        query = self._query(question)
        every = {facet: _terms(facet, _MOST_VALUES) for facet in COUNTED}
        total = self._searcher.search(query, limit=1, count=True).count
        aggregated = self._searcher.aggregate(query, every)
        facets = {
            facet: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in aggregated[facet]["buckets"]}
            for facet in COUNTED
        }
        return Answer(total, facets)

    def close(self) -> None:
        """Nothing to let go of."""

    def _query(self, question: Question) -> Any:
        query = _tantivy().Query
        if question.phrase:
            characters = list(question.phrase)
            return query.phrase_query(self._schema, "characters", characters)
        if not question.words:
            return query.all_query()
        terms = [query.term_query(self._schema, "words", word, "freq") for word in question.words]
        must = _tantivy().Occur.Must
        return terms[0] if len(terms) == 1 else query.boolean_query([(must, term) for term in terms])
