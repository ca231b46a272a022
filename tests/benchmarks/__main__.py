"""``python -m tests.benchmarks``: see ``make bench`` and ``make bench-peers``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.benchmarks import generated, machine, on_seeds, rows
from tests.benchmarks.subject import Maker
from tests.benchmarks.work import Work


@click.command()
@click.option(
    "--n", "size", type=click.IntRange(200), default=2000, show_default=True, help="Reports to generate."
)
@click.option("--seeds-only", is_flag=True, help="Measure the five seeds only.")
@click.option("--peers", is_flag=True, help="Ask Whoosh, SQLite FTS5 and tantivy the same questions.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures as JSON.")
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to work in. What an earlier run has made there is measured, not made again.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Figures of a run on fewer reports: prints how times grow.",
)
def main(
    size: int, seeds_only: bool, peers: bool, out: Path | None, work: Path | None, against: Path | None
) -> None:
    """Measure gongkai: on the seeds, then on a generated corpus. Limits to keep stand in brackets."""
    print("\n".join(machine.describe()), end="\n\n", flush=True)
    with TemporaryDirectory(prefix="gongkai-bench-") as temporary:
        folder = work or Path(temporary)
        on_seeds.run(folder)
        if seeds_only:
            return
        print(flush=True)
        before = rows.read(against) if against else ()
        found = generated.run(size, Work(folder), _peers() if peers else (), before)
    if out:
        rows.write(found, out)


def _peers() -> tuple[Maker, ...]:
    """The peers, imported only where they are asked for."""
    from tests.benchmarks.peers import PEERS

    return PEERS


if __name__ == "__main__":
    main()
