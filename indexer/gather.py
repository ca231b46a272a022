"""Sources -> catalogue: find the files, skip those that have not changed, read the others, save them.

A file is unchanged when its size and time are, and the rules and the notes on its source are too. A file
whose time alone has changed is hashed, and read only if its content is another. Every file ends as a
document, as one that is known already, or as a problem.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer import catalogue
from indexer.builds import reading_rules
from indexer.catalogue import Batches, FileState, Prepared, Source
from indexer.errors import UsageError
from indexer.inventory import Inventory, take_inventory
from indexer.model import Problem
from indexer.read.corpus import Found
from indexer.reading import PASSING, Outcome, Task, failure_problem, gather_task, refusal_problem
from indexer.settings import Settings
from indexer.workers import Failure, apply

Tell = Callable[[str, int, int], None]
"""Hears which stage has done how much of how much."""

FRESH_NS = 2_000_000_000
"""A file changed less than this before it was read may change again without its time showing it."""


@dataclass(slots=True)
class Counts:
    """What became of the files of a build."""

    read: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(slots=True)
class _Plan:
    """What there is to do in one source."""

    source: Source
    inventory: Inventory
    known: Mapping[str, FileState]
    to_read: list[Found] = field(default_factory=list)
    refused: list[Found] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    unchanged: int = 0


def gather(
    settings: Settings, connection: sqlite3.Connection, sources: Sequence[Source], named: bool, tell: Tell
) -> Counts:
    """Bring the catalogue up to date with the sources; ``named``: the user has just asked for these."""
    plans = [_plan(settings, connection, source, named) for source in sources]
    counts = Counts(unchanged=sum(plan.unchanged for plan in plans))
    total = sum(len(plan.to_read) for plan in plans)
    with Batches(connection) as batches:
        for plan in plans:
            _begin(connection, plan)
            counts.removed += len(plan.gone)
        tell("reading", 0, total)
        for done, (plan, found, outcome) in enumerate(_read(settings, plans), start=1):
            if _note(connection, plan, found, outcome):
                counts.read += 1
            else:
                counts.unchanged += 1
            batches.tick()
            tell("reading", done, total)
        for plan in plans:
            catalogue.mark_complete(connection, plan.source, True)
    return counts


def _plan(settings: Settings, connection: sqlite3.Connection, source: Source, named: bool) -> _Plan:
    """Look at every file of the source; those that are known are not even opened."""
    known = catalogue.known_files(connection, source)

    def is_known(path: str, status: os.stat_result) -> bool:
        state = known.get(f"{source.name}/{path}")
        return state is not None and state.is_of(status.st_size, status.st_mtime_ns)

    inventory = take_inventory(source.root, settings, source.name, is_known)
    plan = _Plan(source, inventory, known)
    plan.gone.update(plan.known)
    for found in inventory.files:
        plan.gone.discard(inventory.path(found))
        if found.refusal:
            plan.refused.append(found)
        elif _is_unchanged(plan, found):
            plan.unchanged += 1
        else:
            plan.to_read.append(found)
    if plan.known and len(plan.gone) == len(plan.known) and not plan.to_read and not named:
        raise UsageError(
            f"{source.root} holds no files any more; its reports are kept.",
            f"Bring them back, or run: gongkai build --forget {source.root}",
        )
    return plan


def _is_unchanged(plan: _Plan, found: Found) -> bool:
    state = plan.known.get(plan.inventory.path(found))
    return state is not None and state.is_of(found.size, found.mtime_ns) and _same_version(plan, found, state)


def _same_version(plan: _Plan, found: Found, state: FileState) -> bool:
    """Whether reading the known content again could give nothing new."""
    if state.sha256 is None or state.version is None:
        return False
    return state.version == catalogue.version_of(
        plan.inventory.describe(found, state.sha256), reading_rules()
    )


def _begin(connection: sqlite3.Connection, plan: _Plan) -> None:
    """Note what is known before any file is opened."""
    catalogue.mark_complete(connection, plan.source, False)
    catalogue.remove(connection, plan.source, plan.gone)
    for found in plan.refused:
        path = plan.inventory.path(found)
        problems = [refusal_problem(found.refusal, path)] if found.refusal else []
        catalogue.record(connection, plan.source, FileState(path, found.size), problems)
    catalogue.note_problems(connection, plan.source, plan.source.name, plan.inventory.problems)


def _read(settings: Settings, plans: Sequence[_Plan]) -> Iterator[tuple[_Plan, Found, Outcome[Prepared]]]:
    """Every file that has to be read, with what became of it."""
    files = deque[tuple[_Plan, Found]]()

    def tasks() -> Iterator[Task]:
        for plan in plans:
            for found in plan.to_read:
                files.append((plan, found))
                yield _task(plan, found)

    answers = apply(gather_task, tasks(), processes=settings.processes, seconds=settings.read_seconds)
    for _, answer in answers:
        plan, found = files.popleft()
        yield (
            plan,
            found,
            Outcome(problem=failure_problem(answer)) if isinstance(answer, Failure) else answer,
        )


def _task(plan: _Plan, found: Found) -> Task:
    state = plan.known.get(plan.inventory.path(found))
    known = state.sha256 if state and _same_version(plan, found, state) else None
    return Task(found, plan.inventory.describe(found), known)


def _note(connection: sqlite3.Connection, plan: _Plan, found: Found, outcome: Outcome[Prepared]) -> bool:
    """Put what became of a file into the catalogue; False where its content is the known one."""
    path = plan.inventory.path(found)
    trusted = found.mtime_ns if time.time_ns() - found.mtime_ns > FRESH_NS else None
    if outcome.result is None and outcome.problem is None:
        catalogue.touch(connection, plan.source, path, found.size, trusted)
        return False
    source = plan.inventory.describe(found, outcome.sha256 or "", outcome.size or 0)
    version = catalogue.version_of(source, reading_rules()) if outcome.sha256 else None
    doc, problem = None, outcome.problem
    if outcome.result is not None and version is not None:
        try:
            doc = catalogue.save(connection, outcome.result, version)
        except (UnicodeEncodeError, OverflowError, sqlite3.DataError) as error:
            problem = Problem("not_storable", f"What was read from it cannot be stored: {error}.")
    if problem is not None and problem.code in PASSING:
        version = None
    state = FileState(path, found.size, trusted, outcome.sha256, version, doc)
    catalogue.record(connection, plan.source, state, [problem] if problem else [])
    return True
