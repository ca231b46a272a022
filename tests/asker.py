"""A process that asks in many threads while builds are switched under it, and says every answer once."""

from __future__ import annotations

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from indexer.builds import BuildReader
from indexer.query import And, Not, Phrase, Query, Word
from indexer.settings import Settings
from tests.patience import PATIENT

THREADS = 8
QUERIES = (
    Query(Phrase("基础工作薄弱"), size=50),
    Query(Word("政府"), size=50),
    Query(And((Word("信息"), Not(Phrase("第1稿")))), size=50),
    Query(size=3, facet_values=2),
)


def answer(reader: BuildReader, place: int) -> str:
    """A query, the build that answers it, and the answer."""
    opened = reader.current()
    result = opened.engine.search(QUERIES[place])
    shown = [(hit.report_id, hit.sections, round(hit.score, 9)) for hit in result.hits]
    first = opened.report(shown[0][0])  # From the catalogue, which builds share.
    return f"{place} {opened.number} {shown} {result.total_occurrences} {dict(result.facets)} {first.title}"


def main() -> None:
    """Argument: the instance. Asks until a line comes; about each second it prints which build answers."""
    settings, enough = Settings(instance=Path(sys.argv[1]), query_seconds=PATIENT), threading.Event()
    reader = BuildReader(settings)

    def ask(thread: int) -> tuple[int, set[str]]:
        said, turns, told = set(), 0, 0.0
        while not enough.is_set():
            latest = answer(reader, (thread + turns) % len(QUERIES))
            said.add(latest)
            turns += 1
            if thread == 0 and time.monotonic() > told + 1:
                told = time.monotonic()
                print(latest.split()[1], flush=True)
        return turns, said

    with ThreadPoolExecutor(THREADS) as threads:
        asking = [threads.submit(ask, thread) for thread in range(THREADS)]
        sys.stdin.readline()
        enough.set()
    asked = [one.result() for one in asking]
    print(f"{sum(turns for turns, _ in asked)} questions", file=sys.stderr)
    print("\n".join(sorted(set().union(*(said for _, said in asked)))))
