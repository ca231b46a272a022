"""The reports that have a passage as a table: a row for each, in its own words, with place and hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import chain

from indexer.builds import OpenBuild
from indexer.model import FacetValue
from webui.address import report_address
from webui.downloads import (
    MEDIA_TYPES,
    Download,
    csv_lines,
    incomplete_object,
    incomplete_row,
    json_lines,
)
from webui.view.exports import RAN_OUT
from webui.wording import Voice
from webui.workbench.elsewhere import Elsewhere, Use
from webui.workbench.passage import Passage
from webui.workbench.reuse_list import Listed, locate_uses

_AT_ONCE = 50
"""Reports whose texts are read together."""


@dataclass(frozen=True, slots=True)
class ReuseRow:
    """One report that has the passage."""

    agency: FacetValue | None
    year: int | None
    province: str | None
    id: str
    n: int
    of: int
    likeness: str
    """``verbatim`` or ``near``."""
    share: float
    """Of the shorter sentence's characters so many stand in the other in the same order; 1 for all."""
    same_agency: bool
    section: str | None
    text: str | None
    """In the original wording: exactly what stands from ``start`` to ``end``."""
    start: int | None
    end: int | None
    url: str
    sha256: str
    build: int
    built_at: str


def reuse_table(
    build: OpenBuild, passage: Passage, elsewhere: Elsewhere, chosen: tuple[Use, ...], form: str, base: str,
    voice: Voice,
) -> Download:  # fmt: skip
    """The table as a file, ``csv`` or ``jsonl``; ``base`` is the address of the site."""
    header = [one.name for one in fields(ReuseRow)]
    rows = _rows(build, passage, chosen, base.rstrip("/"))
    cut = [] if elsewhere.complete else [voice.gettext(RAN_OUT)]
    if form == "csv":
        cells = (list(astuple(row)) for row in rows)
        lines = csv_lines(header, chain(cells, (incomplete_row(said, len(header)) for said in cut)))
    else:
        objects = ({name: getattr(row, name) for name in header} for row in rows)
        lines = json_lines(chain(objects, map(incomplete_object, cut)))
    return Download(f"reuse {passage.quote[:20]} build {build.number}.{form}", MEDIA_TYPES[form], lines)


def _rows(build: OpenBuild, passage: Passage, chosen: Sequence[Use], base: str) -> Iterator[ReuseRow]:
    for first in range(0, len(chosen), _AT_ONCE):
        some = locate_uses(build, passage, chosen[first : first + _AT_ONCE])
        for number, one in enumerate(some, first + 1):
            yield _row(one, (number, len(chosen)), base, build)


def _row(one: Listed, place: tuple[int, int], base: str, build: OpenBuild) -> ReuseRow:
    summary, use = one.summary, one.use
    return ReuseRow(
        agency=summary.facet("agency").value,
        year=use.year,
        province=use.place,
        id=summary.id,
        n=place[0],
        of=place[1],
        likeness="verbatim" if use.verbatim else "near",
        share=round(use.match.share, 3) if use.match else 1.0,
        same_agency=use.same_agency,
        section=one.section.path if one.section else None,
        text=one.quote or None,
        start=one.span.start if one.span else None,
        end=one.span.end if one.span else None,
        url=f"{base}{report_address(summary.id, at=one.span)}",
        sha256=summary.source.sha256,
        build=build.number,
        built_at=build.built_at,
    )
