"""One file of a source -> its report, or the reason why there is none. Runs in a process of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from indexer.catalogue import Prepared, prepare
from indexer.errors import ReadError
from indexer.model import Problem, Report, SourceFile
from indexer.read.corpus import Found
from indexer.workers import Failure, Reason

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read."""

    found: Found
    source: SourceFile
    """What is known of it; hash and size are filled in when it is opened."""
    known_sha256: str | None = None
    """The content of which nothing new would be learnt."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of a file: a result, a problem, or neither where the content is the known one."""

    sha256: str | None = None
    size: int | None = None
    result: Result | None = None
    problem: Problem | None = None


def gather_task(task: Task) -> Outcome[Prepared]:
    """Read the file and make its report ready for the catalogue."""
    read = read_task(task)
    return Outcome(read.sha256, read.size, prepare(read.result) if read.result else None, read.problem)


def read_task(task: Task) -> Outcome[Report]:
    """Open, hash and read the file."""
    from indexer.extract import extract

    sha256 = size = None
    try:
        data = task.found.read()
        sha256, size = hashlib.sha256(data).hexdigest(), len(data)
        if sha256 == task.known_sha256:
            return Outcome(sha256, size)
        report = extract(data, replace(task.source, sha256=sha256, size=size))
    except ReadError as error:
        return Outcome(sha256, size, problem=refusal_problem(error, task.source.path))
    except MemoryError:
        return Outcome(
            sha256, size, problem=Problem("out_of_memory", "There is not enough memory to read it.")
        )
    return Outcome(sha256, size, report)


def refusal_problem(error: ReadError, path: str) -> Problem:
    """The problem of a file that is refused. Lists name the file beside it, so the message need not."""
    message = str(error)
    named = message.startswith(f"{path} ")
    return Problem(error.code, f"It {message[len(path) + 1 :]}" if named else message)


_FAILURES = {
    Reason.CRASHED: ("reader_crashed", "The program that read this file was ended by the system."),
    Reason.TIMEOUT: ("reader_timeout", "Reading this file took too long and was given up."),
    Reason.FAILED: ("reader_failed", "Reading this file failed because of a fault in gongkai ({})."),
}
PASSING = frozenset({"reader_crashed", "reader_timeout", "out_of_memory"})
"""Problems of the moment rather than of the file: it is tried again next time."""


def failure_problem(failure: Failure) -> Problem:
    """What to tell of a file whose reading never came to an end."""
    code, message = _FAILURES[failure.reason]
    return Problem(code, message.format(failure.detail))
