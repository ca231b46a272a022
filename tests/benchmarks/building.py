"""Text files -> an instance: what ``gongkai build`` takes for a whole corpus, measured from outside."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from indexer.builds.write import write_build
from indexer.catalogue import open_for_writing
from indexer.extract import extract
from indexer.model import SourceFile
from indexer.pipeline import build as build_instance
from tests.benchmarks.corpus import FILES_PER_FOLDER, Corpus
from tests.benchmarks.measure import PeakMemory
from tests.benchmarks.work import InstanceRow, Work

Result = TypeVar("Result")
_EXTRACTED = 100


def write_files(corpus: Corpus, folder: Path) -> int:
    """Write the corpus on all cores; the number of characters."""
    context = multiprocessing.get_context("spawn")
    starts = range(0, corpus.size, FILES_PER_FOLDER)
    with ProcessPoolExecutor(mp_context=context) as pool:
        return sum(pool.map(_write_some, ((corpus, folder, start) for start in starts)))


def _write_some(task: tuple[Corpus, Path, int]) -> int:
    corpus, folder, start = task
    return corpus.write(folder, range(start, min(start + FILES_PER_FOLDER, corpus.size)))


def build_instance_of(work: Work, size: int) -> InstanceRow:
    """Build the instance in a process of its own, so that its memory is its own.

    How busy others were is not known: the readers are children of a fork server, nobody here waits for them,
    and the system would count their work as somebody else's.
    """
    reading, indexing, peak = _in_a_process(_build, work)
    return InstanceRow(size, reading, indexing, peak)


def index_again(work: Work, size: int) -> InstanceRow:
    """Index what the catalogue holds, into a new build, with nothing taken from an earlier one."""
    indexing, peak = _in_a_process(_index, work)
    return InstanceRow(size, 0.0, indexing, peak)


def _in_a_process(task: Callable[[Work], Result], work: Work) -> Result:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, work).result()


def _build(work: Work) -> tuple[float, float, float]:
    last: dict[str, float] = {}

    def tell(stage: str, done: int, total: int) -> None:
        del done, total
        last[stage] = time.perf_counter()

    with PeakMemory() as memory:
        start = time.perf_counter()
        build_instance(work.settings, [work.files], tell=tell)
        end = time.perf_counter()
    read = last.get("reading", start)
    return round(read - start, 2), round(end - read, 2), round(memory.bytes / 1e6, 1)


def _index(work: Work) -> tuple[float, float]:
    settings = work.settings
    with closing(open_for_writing(settings.catalogue)) as connection, PeakMemory() as memory:
        start = time.perf_counter()
        write_build(settings, connection, None, _tell_nobody)
        end = time.perf_counter()
    return round(end - start, 2), round(memory.bytes / 1e6, 1)


def _tell_nobody(done: int, total: int) -> None:
    """Progress is not shown here."""


def extraction_rate(corpus: Corpus) -> float:
    """Reports a second that one core reads, without the start of the program."""
    step = max(1, corpus.size // _EXTRACTED)
    files = [
        (corpus.report(number).text().encode(), SourceFile(str(number), "", 0))
        for number in range(0, corpus.size, step)
    ]
    for data, source in files[:5]:
        extract(data, source)
    start = time.process_time()
    for data, source in files:
        extract(data, source)
    return len(files) / (time.process_time() - start)
