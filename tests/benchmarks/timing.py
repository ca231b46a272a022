"""Builds an engine's index in a process of its own, then asks it every question, cold and warm."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from indexer import catalogue
from indexer.builds.indexed import indexed
from indexer.engines.protocol import IndexedReport
from indexer.settings import Settings
from tests.benchmarks.bruteforce import Scan
from tests.benchmarks.machine import company
from tests.benchmarks.measure import PeakMemory, folder_bytes, seconds, spread
from tests.benchmarks.questions import Question
from tests.benchmarks.rows import BuildRow, QueryRow, query_row
from tests.benchmarks.subject import Maker, Subject, segmenter_in

WARM_ROUNDS = 3


class WrongAnswerError(Exception):
    """gongkai disagrees with brute force; its speed is of no interest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one engine did."""

    rows: tuple[QueryRow, ...]
    right: Mapping[str, str]
    """By kind of question, how many answers of how many were right."""


def from_catalogue(settings: Settings) -> Iterator[IndexedReport]:
    """What the catalogue holds, as every engine gets it."""
    with closing(catalogue.open_for_reading(settings.catalogue)) as connection:
        docs = [doc for _, doc in catalogue.corpus(connection)]
        yield from indexed(connection, docs)


def build(maker: Maker, settings: Settings, folder: Path) -> BuildRow:
    """Write the index of the catalogue's reports, and say what that took."""
    shutil.rmtree(folder, ignore_errors=True)
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    worker = context.Process(target=_build, args=(maker, settings, folder, queue))
    with company() as others:
        worker.start()
        reports, taken, peak = queue.get()
        worker.join()
    opening = seconds(lambda: maker.open(folder, settings.cache).close())
    return BuildRow(
        maker.name,
        round(reports / taken, 1),
        folder_bytes(folder),
        round(peak / 1e6, 1),
        round(1000 * opening, 2),
        others.cores,
    )


def _build(
    maker: Maker, settings: Settings, folder: Path, queue: multiprocessing.SimpleQueue[tuple[int, float, int]]
) -> None:
    count = 0

    def counted() -> Iterator[IndexedReport]:
        nonlocal count
        for report in from_catalogue(settings):
            count += 1
            yield report

    with PeakMemory() as memory:
        start = time.perf_counter()
        maker.build(counted(), folder, settings.cache)
        taken = time.perf_counter() - start
    queue.put((count, taken, memory.bytes))


def ask_all(
    name: str,
    opened: Callable[[], Subject],
    questions: Mapping[str, Sequence[Question]],
    scan: Scan,
    settings: Settings,
) -> Asked:
    """Check every answer, then time every question: first of an index just opened, then again.

    Cold is the index, not the machine: jieba has started, and the files may be in the system's memory.
    """
    segmenter_in(settings.cache).query_words("公开")
    rows: list[QueryRow] = []
    right = {}
    for kind, asked in questions.items():
        right[kind] = f"{_right(opened, asked, scan)}/{len(asked)}"
        with company() as others, closing(opened()) as subject:
            cold = [_seconds(subject, question) for question in asked]
            warm = [_seconds(subject, question) for _ in range(WARM_ROUNDS) for question in asked]
        for state, times in (("cold", cold), ("warm", warm)):
            row = query_row(name, kind, state, spread(times), scan.corpus_size)
            rows.append(replace(row, others=others.cores))
    return Asked(tuple(rows), right)


def with_snippets(rows: Sequence[QueryRow], quoting: Sequence[QueryRow]) -> list[QueryRow]:
    """The rows of an engine, each with what the same question took with passages to quote."""
    times = {(row.query, row.state): row for row in quoting}
    return [
        replace(row, p50_snippets_ms=found.p50_ms, p95_snippets_ms=found.p95_ms)
        for row in rows
        for found in (times[row.query, row.state],)
    ]


def _seconds(subject: Subject, question: Question) -> float:
    return seconds(lambda: subject.ask(question))


def _right(opened: Callable[[], Subject], asked: Sequence[Question], scan: Scan) -> int:
    with closing(opened()) as subject:
        return sum(scan.agrees(question, subject.answer(question)) for question in asked)


def insist(asked: Asked) -> None:
    """Stop where one of gongkai's answers is not the right one."""
    wrong = {kind: count for kind, count in asked.right.items() if len(set(count.split("/"))) > 1}
    if wrong:
        raise WrongAnswerError(f"gongkai's answers are not those of brute force: {wrong}")
