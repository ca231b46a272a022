"""Second part: the generated corpus, from text files to answers, beside the peers where asked for."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from indexer.builds import BuildReader
from indexer.builds.words import segmenter_of
from indexer.settings import Settings, load_settings
from tests.benchmarks import building, rows, serving, timing
from tests.benchmarks.bruteforce import Scan, complete_agencies
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.gongkai_subject import EngineSubject, SearchSubject
from tests.benchmarks.measure import folder_bytes, seconds
from tests.benchmarks.questions import Question, choose
from tests.benchmarks.rows import BuildRow, QueryRow, Row
from tests.benchmarks.subject import Maker, Subject

SAMPLE = 2000
"""Reports that questions are chosen from and answers are checked on."""
QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What every engine is asked, and how the answers are judged."""

    settings: Settings
    questions: Mapping[str, Sequence[Question]]
    scan: Scan

    def ask(self, name: str, opened: Callable[[], Subject], kinds: Sequence[str]) -> timing.Asked:
        """Ask one engine the questions of these kinds."""
        chosen = {kind: self.questions[kind] for kind in kinds}
        return timing.ask_all(name, opened, chosen, self.scan, self.settings)


def run(size: int, folder: Path, peers: Sequence[Maker]) -> list[Row]:
    """Measure everything on a corpus of ``size`` reports, and print it as it comes."""
    corpus, settings = Corpus(size), load_settings(folder / "instance", {})
    with _said(f"generating {size:,} reports"):
        characters = building.write_files(corpus, folder / "files")
    print(
        f"The generated corpus, seed {corpus.seed}: {size:,} reports of {characters / size:,.0f} characters"
    )
    with _said("building"):
        own = _build(corpus, settings, folder)
    with _said("choosing questions"):
        inquiry = _inquiry(settings)
    with _said("asking gongkai"):
        asked = inquiry.ask("gongkai", lambda: _engine(settings), tuple(inquiry.questions))
        timing.insist(asked)
    builds, answers, right = [own], [*asked.rows], _right("gongkai", asked)
    for peer in peers:
        with _said(f"building and asking {peer.name}"):
            builds.append(timing.build(peer, settings, folder / peer.name))
            asked = inquiry.ask(peer.name, _opener(peer, folder, settings), peer.kinds)
        answers += asked.rows
        right |= _right(peer.name, asked)
    _print_engines(builds, answers, right)
    _print_pages(inquiry)
    return [*answers, *builds]


def _build(corpus: Corpus, settings: Settings, folder: Path) -> BuildRow:
    """Build the instance; print what reading took, and return what indexing took."""
    built = building.build_instance_of(settings, folder / "files")
    opening = seconds(BuildReader(settings).current)
    index = settings.builds / str(BuildReader(settings).current().number)
    whole = corpus.size / (built.reading + built.indexing)
    print(f"  extraction, one core       {building.extraction_rate(corpus):10,.1f} reports/s")
    print(f"  extraction, all cores      {corpus.size / built.reading:10,.1f} reports/s")
    print(f"  whole build from files     {whole:10,.1f} reports/s   (60)", flush=True)
    return BuildRow(
        engine="gongkai",
        build_reports_per_s=round(corpus.size / built.indexing, 1),
        bytes=folder_bytes(index),
        peak_rss_mb=round(built.peak_bytes / 1e6, 1),
        open_ms=round(1000 * opening, 2),
    )


def _inquiry(settings: Settings) -> _Inquiry:
    """Questions and right answers by what the catalogue says, as every engine was given it."""
    segmenter, size = segmenter_of(settings), len(BuildReader(settings).current().report_ids())
    sample = list(islice(timing.from_catalogue(settings), SAMPLE))
    kept = complete_agencies(sample, whole=len(sample) == size)
    return _Inquiry(settings, choose(sample, segmenter, QUESTIONS), Scan(kept, segmenter, size))


def _engine(settings: Settings) -> EngineSubject:
    return EngineSubject(BuildReader(settings).current().engine)


def _opener(maker: Maker, folder: Path, settings: Settings) -> Callable[[], Subject]:
    return lambda: maker.open(folder / maker.name, settings.cache)


def _right(name: str, asked: timing.Asked) -> dict[tuple[str, str], str]:
    return {(name, kind): count for kind, count in asked.right.items()}


def _print_engines(
    builds: Sequence[BuildRow], answers: Sequence[QueryRow], right: dict[tuple[str, str], str]
) -> None:
    print("\nIndexing what the catalogue holds")
    rows.print_builds(builds)
    print("\nTop 10, total and the counts of all facets, in process; milliseconds")
    rows.print_queries(answers, right)


def _print_pages(inquiry: _Inquiry) -> None:
    """The same with snippets, and as pages over HTTP."""
    settings, questions = inquiry.settings, inquiry.questions
    with _said("asking gongkai for snippets"):
        asked = inquiry.ask(
            "gongkai", lambda: SearchSubject(BuildReader(settings).current()), tuple(questions)
        )
    print("\nThe same with snippets, as the results page needs it")
    rows.print_queries(asked.rows, _right("gongkai", asked))
    typed = [question.typed() for question in chain.from_iterable(questions.values())]
    with serving.served(settings.instance) as site:
        crowds = serving.crowds(site, typed)
        memory = serving.resident_mb(site)
    print("\nThe results page over HTTP, all kinds of questions")
    lines = [
        (str(crowd.clients), f"{crowd.times.p50_ms:,.1f}", f"{crowd.times.p95_ms:,.1f}",
         f"{crowd.per_second:,.0f}", str(crowd.errors))
        for crowd in crowds
    ]  # fmt: skip
    print(rows.table(("clients", "p50 ms", "p95 ms", "pages/s", "errors"), lines))
    print(f"server ready after {site.ready_seconds:.2f} s, {memory:,.0f} MB resident afterwards")


@contextmanager
def _said(what: str) -> Iterator[None]:
    """Say on stderr what is being done: some of it takes long."""
    print(f"  … {what}", file=sys.stderr, flush=True)
    start = time.perf_counter()
    yield
    print(f"  … {what}: {time.perf_counter() - start:,.1f} s", file=sys.stderr, flush=True)
