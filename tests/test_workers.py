"""Tasks are answered in order, and a process that dies or hangs costs one task."""

from __future__ import annotations

import math
import signal
import sys
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

from indexer.errors import GongkaiError
from indexer.workers import Failure, Reason, apply

CRASHED = Failure(Reason.CRASHED)


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_answers_come_in_the_order_of_the_tasks(processes: int) -> None:
    tasks = [float(number) for number in range(200)]
    answers = list(apply(math.sqrt, tasks, processes=processes, seconds=60))
    assert answers == [(task, math.sqrt(task)) for task in tasks]


def test_no_tasks_need_no_process() -> None:
    assert list(apply(math.sqrt, [], processes=2, seconds=60)) == []


def test_a_process_that_dies_costs_the_task_it_worked_on() -> None:
    tasks = [0, signal.SIGKILL, 0, 0, signal.SIGSEGV, signal.SIGKILL, 0, 0, 0]
    answers = list(apply(signal.raise_signal, tasks, processes=2, seconds=60))
    assert answers == [(task, CRASHED if task else None) for task in tasks]


def test_a_task_that_takes_too_long_is_given_up() -> None:
    answers = list(apply(time.sleep, [0.0, 600.0, 0.0, 0.0], processes=2, seconds=3))
    assert answers == [(0.0, None), (600.0, Failure(Reason.TIMEOUT)), (0.0, None), (0.0, None)]


def test_processes_that_cannot_start_are_the_fault_of_no_task(monkeypatch: pytest.MonkeyPatch) -> None:
    here_only = ModuleType("here_only")
    exec("def double(number): return number * 2", vars(here_only))
    monkeypatch.setitem(sys.modules, "here_only", here_only)
    with pytest.raises(GongkaiError, match="ended before it had begun"):
        list(apply(here_only.double, [1, 2], processes=2, seconds=60))


@pytest.mark.parametrize("queued", [1, 3])
def test_a_process_may_have_tasks_at_hand(queued: int) -> None:
    answers = apply(math.sqrt, map(float, range(50)), processes=2, seconds=60, queued=queued)
    assert [root for _, root in answers] == [math.sqrt(number) for number in range(50)]


def test_a_fault_is_an_answer() -> None:
    (_, failure), (_, root) = apply(math.sqrt, [-1.0, 4.0], processes=1, seconds=60)
    assert failure == Failure(Reason.FAILED, "ValueError: math domain error")
    assert root == 2.0


def test_tasks_are_taken_only_a_little_ahead() -> None:
    taken = []

    def tasks() -> Iterator[float]:
        for number in range(10_000):
            taken.append(number)
            yield float(number)

    answers = apply(math.sqrt, tasks(), processes=2, seconds=60)
    for _ in range(10):
        next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert len(taken) < 100
