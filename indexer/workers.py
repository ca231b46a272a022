"""A function applied to many tasks in several processes, in order, whatever happens to a process.

The pool of the standard library gives up as a whole when one of its processes dies, and cannot say on
which task. Here each process has a pipe of its own and works its tasks off one by one, so a process that
is killed by the system, or by a fault in a C library, fails exactly one task; another process takes over.
Only a bounded number of tasks is under way, so results never pile up in memory.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from indexer.errors import GongkaiError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

Task = TypeVar("Task")
Answer = TypeVar("Answer")

QUEUED = 4
"""Tasks that a process has at hand: the one it works on, and some to go on with while whoever takes the
answers waits for a disk."""
AHEAD = 12
"""For each process, how many tasks may be finished before an earlier one that takes long."""
START_SECONDS = 120.0
"""Then a process that has not begun its first task never will."""
TASKS_PER_PROCESS = 2_000
"""Then a process is replaced: libraries that read PDF files keep some memory of each."""

# A server process loads the readers once and is then copied for each worker. Copying this process
# instead would copy its threads' locks too, in whatever state they are.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["indexer.preload"])


_CANNOT_START = "A process to work with ended before it had begun."


class Reason(StrEnum):
    """Why a task has no answer."""

    CRASHED = "crashed"
    TIMEOUT = "timeout"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that has no answer, and why."""

    reason: Reason
    detail: str = ""


def apply(
    function: Callable[[Task], Answer],
    tasks: Iterable[Task],
    *,
    processes: int,
    seconds: float,
    queued: int = QUEUED,
) -> Iterator[tuple[Task, Answer | Failure]]:
    """Each task with its answer, in the order of the tasks; a task may take ``seconds``.

    ``queued`` is 1 for tasks that take so long that none should wait behind another while a process is idle.
    ``function`` and the tasks must be picklable. :class:`GongkaiError` where processes cannot be started at
    all: that is the fault of no task.

    >>> import math
    >>> list(apply(math.sqrt, [4.0, 9.0], processes=1, seconds=60))
    [(4.0, 2.0), (9.0, 3.0)]
    """
    run = _Run(function, iter(tasks), _Bounds(processes, seconds, queued))
    try:
        yield from run.answers()
    finally:
        run.stop()


@dataclass(frozen=True, slots=True)
class _Bounds:
    processes: int
    seconds: float
    """For one task."""
    queued: int
    """Tasks that a process has at hand."""


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: ForkServerProcess
    pipe: Connection
    queue: deque[tuple[int, Task]] = field(default_factory=deque)
    ready: bool = False
    """Whether it has come as far as its first task."""
    started: float = 0.0
    """When the first task of the queue was begun."""
    done: int = 0


class _Run(Generic[Task, Answer]):
    """The state of one :func:`apply`."""

    def __init__(self, function: Callable[[Task], Answer], tasks: Iterator[Task], bounds: _Bounds) -> None:
        self._function = function
        self._tasks = enumerate(tasks)
        self._bounds = bounds
        self._again: deque[tuple[int, Task]] = deque()
        self._workers: list[_Worker[Task]] = []
        self._finished: dict[int, tuple[Task, Answer | Failure]] = {}
        self._next = 0

    def answers(self) -> Iterator[tuple[Task, Answer | Failure]]:
        """Hand out tasks and collect answers until there are none left."""
        while self._hand_out():
            deadline = min(self._deadline(worker) for worker in self._workers if worker.queue)
            ready = wait([worker.pipe for worker in self._workers], max(0.0, deadline - time.monotonic()))
            for worker in list(self._workers):
                if worker.pipe in ready:
                    self._receive(worker)
                elif worker.queue and time.monotonic() >= self._deadline(worker):
                    self._give_up(worker, Failure(Reason.TIMEOUT))
            while self._next in self._finished:
                yield self._finished.pop(self._next)
                self._next += 1

    def stop(self) -> None:
        """End every process, at work or not."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _deadline(self, worker: _Worker[Task]) -> float:
        return worker.started + (self._bounds.seconds if worker.ready else START_SECONDS)

    def _hand_out(self) -> bool:
        """Fill the queues; False when nothing is left to do."""
        while (task := self._take()) is not None:
            worker = self._free_worker()
            if worker is None:
                self._again.appendleft(task)
                break
            if not worker.queue:
                worker.started = time.monotonic()
            worker.queue.append(task)
            with contextlib.suppress(OSError):  # It has died; reading from its pipe will say so.
                worker.pipe.send(task[1])
        return any(worker.queue for worker in self._workers)

    def _take(self) -> tuple[int, Task] | None:
        if self._again:
            return self._again.popleft()
        under_way = len(self._finished) + sum(len(worker.queue) for worker in self._workers)
        return next(self._tasks, None) if under_way < self._bounds.processes * AHEAD else None

    def _free_worker(self) -> _Worker[Task] | None:
        """The process with least to do, a new one while there may be more; None when all are busy."""
        least = min(self._workers, key=lambda worker: len(worker.queue), default=None)
        if least is not None and not least.queue:
            return least
        if len(self._workers) < self._bounds.processes:
            return self._start()
        return least if least is not None and len(least.queue) < self._bounds.queued else None

    def _start(self) -> _Worker[Task]:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_work, args=(theirs, self._function), daemon=True)
        # Ctrl-C is for the builder, which then closes the pipes. What is started here, the server too,
        # inherits the blocked signal. The tracker comes first: starting it would unblock it again.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        theirs.close()
        worker = _Worker[Task](process, ours)
        self._workers.append(worker)
        return worker

    def _receive(self, worker: _Worker[Task]) -> None:
        try:
            answer: Answer | Failure = worker.pipe.recv()
        except (EOFError, OSError):
            self._give_up(worker, Failure(Reason.CRASHED))
            return
        if not worker.ready:  # What it says first is only that it is there.
            worker.ready, worker.started = True, time.monotonic()
            return
        position, task = worker.queue.popleft()
        self._finished[position] = (task, answer)
        worker.started = time.monotonic()
        worker.done += 1
        if worker.done >= TASKS_PER_PROCESS:
            self._retire(worker)

    def _give_up(self, worker: _Worker[Task], failure: Failure) -> None:
        """End a process; what it worked on has failed, what it had not begun goes to another."""
        if not worker.ready:
            raise GongkaiError(_CANNOT_START, "Is the memory full? Then run the same command again.")
        if worker.queue:
            position, task = worker.queue.popleft()
            self._finished[position] = (task, failure)
        self._retire(worker)

    def _retire(self, worker: _Worker[Task]) -> None:
        self._again.extend(worker.queue)
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def _work(pipe: Connection, function: Callable[[Task], Answer]) -> None:
    """The life of a process: answer tasks until the pipe is closed, or the other side has gone."""
    # A report is tens of thousands of small values without a cycle: to look for one that often is waste.
    gc.set_threshold(50_000, 20, 20)
    try:
        pipe.send(None)
        while True:
            task: Task = pipe.recv()
            pipe.send(_attempt(function, task))
    except (EOFError, OSError):
        return


def _attempt(function: Callable[[Task], Answer], task: Task) -> Answer | Failure:
    try:
        return function(task)
    except Exception as error:  # noqa: BLE001 - a fault met in one file must not end the build of all others
        return Failure(Reason.FAILED, f"{type(error).__name__}: {error}")
