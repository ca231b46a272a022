"""Files -> the lines of ``gongkai extract``: one JSON object for each file, in the order they were named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import ReadError
from indexer.inventory import take_inventory
from indexer.model import Problem, Report
from indexer.read.corpus import Found, printable
from indexer.reading import Task, failure_problem, read_task
from indexer.report_json import report_json
from indexer.settings import Settings
from indexer.workers import Failure, apply

FEW = 4
"""So few files are read in this process: to start others would take longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is printed for one file."""

    text: str
    problem: str = ""
    """Why the file could not be read, for a person; empty where it was."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file to read, and its name as the user gave it."""

    shown: str
    task: Task


def extract_lines(
    paths: Sequence[Path], settings: Settings, tell: Callable[[str, int, int], None]
) -> Iterator[Line]:
    """Read every file, in all processes, and give its line."""
    asked = [file for path in paths for file in _files(path, settings)]
    answers: Iterable[tuple[_Asked, Line | Failure]]
    if len(asked) <= FEW:
        answers = ((file, _line(file)) for file in asked)
    else:
        answers = apply(_line, asked, processes=settings.processes, seconds=settings.read_seconds)
    for done, (file, answer) in enumerate(answers, start=1):
        yield _failed(file, failure_problem(answer)) if isinstance(answer, Failure) else answer
        tell("reading", done, len(asked))


def read_file(path: Path, settings: Settings) -> Report:
    """The report of one file; :class:`~indexer.errors.ReadError` where there is none."""
    for file in _files(path, settings):
        outcome = read_task(file.task)
        if outcome.result is not None:
            return outcome.result
        if outcome.problem is not None:
            raise ReadError(outcome.problem.code, f"{path}: {outcome.problem.message}")
    raise ReadError("no_text", f"There is no report in {path}.")


def _files(path: Path, settings: Settings) -> Iterator[_Asked]:
    inventory = take_inventory(path, settings)
    if not path.exists():
        missing = ReadError("missing", "There is no file or folder of this name.", "Check the name.")
        found = Found(str(path), printable(path.name), path, refusal=missing)
        yield _Asked(str(path), Task(found, inventory.describe(found)))
        return
    folder = str(path) if path.is_dir() else os.path.dirname(path)  # noqa: PTH120 - "" where the user wrote none
    for found in inventory.files:
        shown = os.path.join(folder, found.path)  # noqa: PTH118 - the path as the user wrote it
        yield _Asked(shown, Task(found, inventory.describe(found)))


def _line(file: _Asked) -> Line:
    outcome = read_task(file.task)
    if outcome.result is None:
        return _failed(file, outcome.problem or Problem("no_text", "There is no report in this file."))
    return Line(_dump({**report_json(outcome.result), "source": file.shown}))


def _failed(file: _Asked, problem: Problem) -> Line:
    code_and_message = {"code": problem.code, "message": problem.message}
    text = _dump({"source": file.shown, "problems": [code_and_message], "error": problem.message})
    return Line(text, f"{file.shown}: {problem.message}")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
