"""The state of an instance: what is indexed, how big it is, and everything that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from indexer import catalogue
from indexer.builds import BuildReader
from indexer.errors import NoBuildError
from indexer.settings import Settings

SHOWN = 20
"""Problems of one kind that the listing for people shows, unless all are asked for."""


class BuildJson(TypedDict):
    """The current build."""

    number: int
    built_at: str
    reports: int
    agencies: int
    first_year: int | None
    last_year: int | None
    characters: int


class SourceJson(TypedDict):
    """A file or folder that has been named to ``gongkai build``."""

    path: str
    complete: bool


class FileProblemJson(TypedDict):
    """Something that could not be read, or is not trusted; ``id`` null: the file gave no report."""

    code: str
    file: str
    id: str | None
    message: str


class StatusJson(TypedDict):
    """The answer of ``gongkai status --json``."""

    instance: str
    build: BuildJson | None
    error: str | None
    sources: list[SourceJson]
    files_not_indexed: int
    bytes: dict[str, int]
    problems: list[FileProblemJson]


def read_status(settings: Settings) -> StatusJson:
    """The state of the instance; a build that cannot be opened is part of it, not an error."""
    with closing(catalogue.open_for_reading(settings.catalogue)) as connection:
        sources = [
            SourceJson(path=str(s.root), complete=s.complete) for s in catalogue.list_sources(connection)
        ]
        problems = [
            FileProblemJson(
                code=found.problem.code, file=found.path, id=found.report_id, message=found.problem.message
            )
            for found in catalogue.list_problems(connection)
        ]
        unread = catalogue.count_unread(connection)
    build, error = _build(settings)
    return StatusJson(
        instance=str(settings.instance),
        build=build,
        error=error,
        sources=sources,
        files_not_indexed=unread,
        bytes={"catalogue": _size(settings.catalogue), "builds": _size(settings.builds)},
        problems=problems,
    )


def _build(settings: Settings) -> tuple[BuildJson | None, str | None]:
    try:
        build = BuildReader(settings).current()
    except NoBuildError as error:
        return None, str(error)
    numbers = build.overview()
    return (
        BuildJson(
            number=build.number,
            built_at=build.built_at,
            reports=numbers.reports,
            agencies=numbers.agencies,
            first_year=numbers.first_year,
            last_year=numbers.last_year,
            characters=numbers.characters,
        ),
        None,
    )


def _size(path: Path) -> int:
    """Bytes on disk; files that several builds share count once."""
    files = [path, *path.rglob("*")] if path.is_dir() else [path]
    sizes = {status.st_ino: status.st_size for status in (file.stat() for file in files if file.is_file())}
    return sum(sizes.values())


def status_lines(status: StatusJson, *, everything: bool = False) -> Iterator[str]:
    """The state for a person to read."""
    yield f"instance  {status['instance']}"
    yield f"build     {_build_line(status)}"
    for source in status["sources"]:
        yield f"source    {source['path']}{'' if source['complete'] else '  (not read to its end)'}"
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in status["bytes"].items())
    yield f"disk      {sizes}"
    yield f"problems  {len(status['problems'])}, files not indexed {status['files_not_indexed']}"
    for code, group in groupby(status["problems"], key=lambda problem: problem["code"]):
        problems = list(group)
        yield ""
        yield f"{code} ({len(problems)})"
        shown = problems if everything else problems[:SHOWN]
        yield from (f"  {problem['file']}: {problem['message']}" for problem in shown)
        if len(shown) < len(problems):
            yield f"  … and {len(problems) - len(shown)} more: gongkai status --all"


def _build_line(status: StatusJson) -> str:
    build = status["build"]
    if build is None:
        return f"none. {status['error']}"
    years = f", {build['first_year']} to {build['last_year']}" if build["first_year"] else ""
    counts = f"{build['reports']} reports of {build['agencies']} agencies{years}"
    return f"{build['number']}, made {build['built_at']}: {counts}"
