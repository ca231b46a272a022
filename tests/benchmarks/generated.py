"""Second part: the generated corpus, from text files to answers, beside the peers where asked for."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice, zip_longest

from indexer import catalogue
from indexer.builds import BuildReader
from indexer.builds.words import segmenter_of
from indexer.query import Query
from tests.benchmarks import preparing, rows, serving, timing, workbench
from tests.benchmarks.bruteforce import Scan, complete_agencies
from tests.benchmarks.closing import Figures, print_closing
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.gongkai_subject import EngineSubject, SearchSubject
from tests.benchmarks.questions import Question, choose
from tests.benchmarks.rows import BuildRow, QueryRow, Row
from tests.benchmarks.subject import Maker, Subject
from tests.benchmarks.work import Work

SAMPLE = 2000
"""Reports that questions are chosen from and answers are checked on."""
QUESTIONS = 20
READ = 80
"""Questions of each kind whose pages are read over HTTP."""


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What every engine is asked, and how the answers are judged."""

    work: Work
    questions: Mapping[str, Sequence[Question]]
    scan: Scan
    pages: Sequence[str]
    """Addresses of results for other questions of all kinds, in turn."""

    def ask(self, name: str, opened: Callable[[], Subject], kinds: Sequence[str]) -> timing.Asked:
        """Ask one engine the questions of these kinds."""
        chosen = {kind: self.questions[kind] for kind in kinds}
        return timing.ask_all(name, opened, chosen, self.scan, self.work.settings)


def run(size: int, work: Work, peers: Sequence[Maker], before: Sequence[Row]) -> list[Row]:
    """Measure everything on a corpus of ``size`` reports, and print it as it comes.

    ``before`` are the rows of a run on fewer reports.
    """
    with _said("preparing the instance"):
        instance, own = preparing.prepare(Corpus(size), work)
    builds = [own]
    for peer in peers:
        with _said(f"preparing {peer.name}"):
            builds.append(_peer(peer, work))
    with _said("choosing questions"):
        inquiry = _inquiry(work)
    with _said("asking gongkai"):
        answers, right = _ask_gongkai(inquiry)
    for peer in peers:
        with _said(f"asking {peer.name}"):
            asked = inquiry.ask(peer.name, _opener(peer, work), peer.kinds)
        answers += asked.rows
        right |= _right(peer.name, asked)
    print("\nIndexing what the catalogue holds")
    rows.print_builds(builds)
    print("\nTop 10, total and the counts of all facets, in process; milliseconds. Quoting: the same with")
    print("passages of the hits, as the results page needs it; the peers' indexes keep no texts to quote.")
    print("Cold: of an index just opened. Warm: asked before; gongkai then knows the numbers, not the hits")
    rows.print_queries(answers, right)
    crowds, memory = _ask_for_pages(inquiry)
    found: list[Row] = [*answers, *builds]
    print_closing(Figures(found, instance, crowds, memory, before))
    return found


def _peer(peer: Maker, work: Work) -> BuildRow:
    """The index of a peer, built now where no earlier run has done it."""
    settings = work.settings
    with closing(catalogue.open_for_reading(settings.catalogue)) as connection:
        origin = catalogue.identity(connection)
    kept = work.find(BuildRow, peer.name, origin)
    if kept is None:
        kept = timing.build(peer, settings, work.peer(peer.name))
        work.keep(kept, peer.name, origin)
    return kept


def _inquiry(work: Work) -> _Inquiry:
    """Questions and right answers by what the catalogue says, as every engine was given it."""
    settings = work.settings
    segmenter, size = segmenter_of(settings), len(BuildReader(settings).current().report_ids())
    sample = list(islice(timing.from_catalogue(settings), SAMPLE))
    kept = complete_agencies(sample, whole=len(sample) == size)
    asked = choose(sample, segmenter, QUESTIONS)
    return _Inquiry(work, asked, Scan(kept, segmenter, size), _pages(choose(sample, segmenter, READ), size))


def _pages(questions: Mapping[str, Sequence[Question]], size: int) -> list[str]:
    """A page of each kind, then the next of each kind, as far as a corpus of so many reports has pages."""
    turns = zip_longest(*questions.values())
    there = -(-size // Query().size)
    return [serving.page_of(one) for turn in turns for one in turn if one and one.page <= there]


def _ask_gongkai(inquiry: _Inquiry) -> tuple[list[QueryRow], dict[tuple[str, str], str]]:
    settings, kinds = inquiry.work.settings, tuple(inquiry.questions)
    asked = inquiry.ask("gongkai", lambda: EngineSubject(BuildReader(settings).current().engine), kinds)
    timing.insist(asked)
    quoting = inquiry.ask("gongkai", lambda: SearchSubject(BuildReader(settings).current()), kinds)
    return timing.with_snippets(asked.rows, quoting.rows), _right("gongkai", asked)


def _opener(maker: Maker, work: Work) -> Callable[[], Subject]:
    return lambda: maker.open(work.peer(maker.name), work.settings.cache)


def _right(name: str, asked: timing.Asked) -> dict[tuple[str, str], str]:
    return {(name, kind): count for kind, count in asked.right.items()}


def _ask_for_pages(inquiry: _Inquiry) -> tuple[list[serving.Crowd], float]:
    """Pages over HTTP, and the memory of the server after them."""
    settings = inquiry.work.settings
    with serving.served(settings.instance) as site:
        crowds = serving.crowds(site, inquiry.pages)
        memory = serving.resident_mb(site)
        workbench.run(site, BuildReader(settings).current())
    print("\nThe results page over HTTP, for questions of all kinds")
    lines = [
        (str(crowd.clients), "again" if crowd.again else "first", f"{crowd.times.p50_ms:,.1f}",
         f"{crowd.times.p95_ms:,.1f}", f"{crowd.per_second:,.0f}", str(crowd.errors))
        for crowd in crowds
    ]  # fmt: skip
    print(rows.table(("clients", "asked", "p50 ms", "p95 ms", "pages/s", "errors"), lines))
    print(f"server ready after {site.ready_seconds:.2f} s, {memory:,.0f} MB resident afterwards")
    return crowds, memory


@contextmanager
def _said(what: str) -> Iterator[None]:
    """Say on stderr what is being done: some of it takes long."""
    print(f"  … {what}", file=sys.stderr, flush=True)
    start = time.perf_counter()
    yield
    print(f"  … {what}: {time.perf_counter() - start:,.1f} s", file=sys.stderr, flush=True)
