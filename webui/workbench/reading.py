"""What stands beside a report that is read: who else has its statements, and the reports next to it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.model import Report
from webui.workbench.neighbours import Neighbours, neighbours
from webui.workbench.reuse import SectionReuse, StatementReuse, section_reuse, statement_reuse


@dataclass(frozen=True, slots=True)
class Beside:
    """What the collection knows of a report that the report itself does not say."""

    statements: tuple[StatementReuse, ...]
    """Those of its sections on problems."""
    repeated: SectionReuse
    earlier: str | None
    """Id of the report of the year before that it repeats most."""
    neighbours: Neighbours


def beside(build: OpenBuild, report: Report) -> Beside:
    """What stands beside a report."""
    repeated = section_reuse(build, report)
    docs = [] if repeated.earlier is None else [repeated.earlier]
    earlier = next(iter(build.ids_of(docs).values()), None)
    return Beside(statement_reuse(build, report), repeated, earlier, neighbours(build, report))
