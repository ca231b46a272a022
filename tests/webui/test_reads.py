"""What a page of results reads of the catalogue: summaries together, texts only to quote, nothing twice."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence

import pytest

from indexer.builds import BuildReader, OpenBuild
from indexer.catalogue import ReportSummary
from indexer.model import Normalised
from indexer.settings import Settings
from webui.parameters import read_parameters
from webui.search import Found, search


class Reads:
    """The documents that a build is asked for."""

    def __init__(self, build: OpenBuild, monkeypatch: pytest.MonkeyPatch) -> None:
        self.summaries: list[tuple[int, ...]] = []
        self.texts: list[int] = []
        summaries, texts = build.summaries, build.texts

        def read_summaries(docs: Sequence[int]) -> tuple[ReportSummary, ...]:
            self.summaries.append(tuple(docs))
            return summaries(docs)

        def read_texts(doc: int) -> tuple[str, Normalised]:
            self.texts.append(doc)
            return texts(doc)

        monkeypatch.setattr(build, "summaries", read_summaries)
        monkeypatch.setattr(build, "texts", read_texts)


@pytest.fixture
def fresh(settings: Settings) -> OpenBuild:
    return BuildReader(settings).current()


def found(build: OpenBuild, typed: str) -> Found:
    return search(build, read_parameters({"q": [typed]}, build.segmenter.query_words))


def test_summaries_are_read_together_and_once(fresh: OpenBuild, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = Reads(fresh, monkeypatch)
    first = found(fresh, "收费")
    assert len(first.reports) > 1
    assert reads.summaries == [tuple(hit.doc for hit in first.result.hits)]
    assert found(fresh, "收费") == first
    assert len(reads.summaries) == 1
    assert sorted(reads.texts) == sorted(hit.doc for hit in first.result.hits)
    everything = found(fresh, "")
    read = [doc for docs in reads.summaries for doc in docs]
    assert sorted(read) == sorted(hit.doc for hit in everything.result.hits), "each is read once"


def test_no_text_is_read_where_nothing_is_quoted(fresh: OpenBuild, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = Reads(fresh, monkeypatch)
    assert [report.sections for report in found(fresh, "").reports] == [()] * 5
    assert found(fresh, "没有一份报告这样写").reports == ()
    assert reads.texts == []


def test_a_build_that_nobody_uses_is_let_go(settings: Settings) -> None:
    """What is kept of a build must not keep it: its files stay open as long as it lives."""
    build = BuildReader(settings).current()
    asked = read_parameters({"q": ["公开 agency:司法局"]}, build.segmenter.query_words)
    assert search(build, asked).result.total_reports
    gone = weakref.ref(build)
    del build, asked
    gc.collect()
    assert gone() is None
