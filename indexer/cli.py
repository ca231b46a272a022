"""The command ``gongkai``: what it is asked, what it answers, and how it fails.

Modules that cost time to load are loaded by the command that needs them. The commands of the web side
attach themselves through the entry points ``gongkai.commands``, so that nothing here knows the web.

Exit status: 0 all is well; 1 some files have problems; 2 the command cannot be carried out as asked;
3 another build is running; 4 a build could not be finished; 130 stopped by the user.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.errors import BuildRunningError, GongkaiError, UsageError

if TYPE_CHECKING:
    from indexer.model import Report
    from indexer.settings import Settings

SOME_PROBLEMS, WRONG_USAGE, BUILD_RUNNING, NOT_FINISHED, STOPPED = 1, 2, 3, 4, 130

instance_option = click.option(
    "--instance",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the instance; else GONGKAI_INSTANCE, else instance/ of the checkout.",
)


class Commands(click.Group):
    """The commands defined here, and those that other packages attach."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in alphabetical order."""
        return sorted({*super().list_commands(ctx), *_attached()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; an attached one is loaded only when it is asked for."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        try:
            command = _attached()[cmd_name].load()
        except (KeyError, ImportError):
            return None
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the user named; one that cannot be loaded is said to be there."""
        if args[0] in _attached() and self.get_command(ctx, args[0]) is None:
            raise UsageError(f"The command {args[0]} cannot be loaded.", "Install all of gongkai: make setup")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every error that is meant for people becomes two sentences and a status."""
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            click.echo(f"error: {error}", err=True)
            ctx.exit(_status(error))
        except KeyboardInterrupt:
            click.echo("stopped; what was done so far is kept.", err=True)
            ctx.exit(STOPPED)
        except BrokenPipeError:
            # Whoever read the output has enough. Python would complain again when it closes the pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _attached() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="gongkai.commands")}


def _status(error: GongkaiError) -> int:
    if isinstance(error, BuildRunningError):
        return BUILD_RUNNING
    return NOT_FINISHED if type(error) is GongkaiError else WRONG_USAGE


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """Search, compare and quote the annual disclosure reports of Chinese government agencies."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@instance_option
@click.pass_context
def extract(ctx: click.Context, paths: tuple[Path, ...], instance: Path | None) -> None:
    """Print what is known of each report, one JSON object a line. Folders and ZIP archives are read whole."""
    from indexer.extract_lines import extract_lines
    from indexer.progress import Progress

    failed = 0
    with Progress(bar=not sys.stdout.isatty()) as progress:
        for line in extract_lines(paths, _settings(instance), progress):
            _print([line.text])
            if line.problem:
                failed += 1
                progress.say(f"warning: {line.problem}")
    ctx.exit(SOME_PROBLEMS if failed else 0)


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--forget", multiple=True, type=click.Path(path_type=Path), help="Take a source and its reports out."
)
@instance_option
@click.pass_context
def build(
    ctx: click.Context, sources: tuple[Path, ...], forget: tuple[Path, ...], instance: Path | None
) -> None:
    """Index files, folders or ZIP archives, and remember them; without SOURCES, all that are remembered."""
    from indexer.pipeline import build as run
    from indexer.progress import Progress

    with Progress() as progress:
        try:
            outcome = run(_settings(instance), sources, forget, progress)
        except KeyboardInterrupt:
            progress.say(_stopped(progress.reached()))
            ctx.exit(STOPPED)
    numbers = outcome.build.overview
    click.echo(f"{outcome.read} files read, {outcome.unchanged} unchanged, {outcome.removed} gone.", err=True)
    state = "Now serving" if outcome.changed else "Nothing has changed; still serving"
    click.echo(f"{state} build {outcome.build.number}: {numbers.reports} reports.", err=True)
    if outcome.unread:
        click.echo(f"{outcome.unread} files have problems; gongkai status lists them.", err=True)
    ctx.exit(SOME_PROBLEMS if outcome.unread else 0)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--all", "everything", is_flag=True, help="List every problem, however many of a kind.")
@instance_option
@click.pass_context
def status(ctx: click.Context, as_json: bool, everything: bool, instance: Path | None) -> None:
    """Say what is indexed, how big it is, and what could not be read.

    The exit status is 1 where no build is in service: none yet, or one of another version.
    """
    import json

    from indexer.status import read_status, status_lines

    state = read_status(_settings(instance))
    if as_json:
        _print([json.dumps(state, ensure_ascii=False) + "\n"])
    else:
        _print(f"{line}\n" for line in status_lines(state, everything=everything))
    ctx.exit(0 if state["build"] else SOME_PROBLEMS)


@main.command()
@click.argument("report")
@instance_option
def explain(report: str, instance: Path | None) -> None:
    """Print how everything known of one report was found. REPORT is its id, or the path of a file."""
    from indexer.explain import explain as notes

    _print(f"{line}\n" for line in notes(_report(report, _settings(instance))))


@main.command()
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@instance_option
def export(form: str, instance: Path | None) -> None:
    """Print the whole corpus: facts, checks and figures of one report a row, or an object a line."""
    from indexer.builds import BuildReader
    from indexer.export import export as pieces

    _print(pieces(BuildReader(_settings(instance)).current(), form))


def _stopped(reached: str) -> str:
    """What a build that the user stops leaves behind."""
    where = f" while {reached}" if reached else ""
    return (
        f"stopped{where}. Files that were read and parts of the index that are whole are kept, and the build "
        "before is still served. The same command goes on from here."
    )


def _settings(instance: Path | None) -> Settings:
    from indexer.settings import load_settings

    return load_settings(instance)


def _report(name: str, settings: Settings) -> Report:
    """The report of that id in the current build; of a file, read now."""
    from indexer.builds import BuildReader
    from indexer.extract_lines import read_file

    path = Path(name)
    if path.is_file():
        return read_file(path, settings)
    if os.sep in name:
        raise UsageError(f"There is no file {name}.", "Check the name, or give the id of a report.")
    return BuildReader(settings).current().report_in_series(name)


def _print(pieces: Iterable[str]) -> None:
    """Write to standard output as UTF-8, whatever the terminal's own encoding is."""
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
