"""Text files -> an instance: what ``gongkai build`` takes for a whole corpus, measured from outside."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from indexer.extract import extract
from indexer.model import SourceFile
from indexer.pipeline import build as build_instance
from indexer.settings import Settings
from tests.benchmarks.corpus import FILES_PER_FOLDER, Corpus
from tests.benchmarks.measure import PeakMemory

_EXTRACTED = 100


@dataclass(frozen=True, slots=True)
class Built:
    """What the pipeline took."""

    reading: float
    """Seconds until the last file was read."""
    indexing: float
    """Seconds from then to the switch."""
    peak_bytes: int
    """Of all its processes together."""


def write_files(corpus: Corpus, folder: Path) -> int:
    """Write the corpus on all cores; the number of characters."""
    context = multiprocessing.get_context("spawn")
    starts = range(0, corpus.size, FILES_PER_FOLDER)
    with ProcessPoolExecutor(mp_context=context) as pool:
        return sum(pool.map(_write_some, ((corpus, folder, start) for start in starts)))


def _write_some(task: tuple[Corpus, Path, int]) -> int:
    corpus, folder, start = task
    return corpus.write(folder, range(start, min(start + FILES_PER_FOLDER, corpus.size)))


def build_instance_of(settings: Settings, files: Path) -> Built:
    """Build the instance in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_build, settings, files).result()


def _build(settings: Settings, files: Path) -> Built:
    last: dict[str, float] = {}

    def tell(stage: str, done: int, total: int) -> None:
        del done, total
        last[stage] = time.perf_counter()

    with PeakMemory() as memory:
        start = time.perf_counter()
        build_instance(settings, [files], tell=tell)
        end = time.perf_counter()
    read = last.get("reading", start)
    return Built(read - start, end - read, memory.bytes)


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
