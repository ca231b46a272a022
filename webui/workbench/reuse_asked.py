"""What an address asks of ``/reuse``: a passage, and which of the reports that have it to list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.query import NOT_STATED
from webui.address import REUSE, Pairs, join
from webui.language.fields import nearest
from webui.language.misread import MisreadError
from webui.workbench.passage import Passage, passage_of, passage_typed

PARAMETERS = ("report", "start", "end", "text", "year", "province", "page")
_ELSEWHERE = ("lang", "theme", "back")
_LARGEST = 999_999_999


@dataclass(frozen=True, slots=True)
class ReuseAsked:
    """A question as its address puts it; no passage where nothing is asked yet."""

    report: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    year: str = ""
    """Only reports of this year; ``not_stated`` for those that state none."""
    province: str = ""
    page: int = 1

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.report and not self.text

    def passage(self, build: OpenBuild) -> Passage:
        """The passage."""
        if self.text:
            return passage_typed(self.text)
        return passage_of(build, self.report, self.start, self.end)


def read_reuse(given: Mapping[str, Sequence[str]]) -> ReuseAsked:
    """What the parameters ask for, or a :class:`~indexer.errors.QueryError` that names the parameter."""
    for name in given:
        near = nearest(name, PARAMETERS) if name not in (*PARAMETERS, *_ELSEWHERE) else None
        if near:
            raise MisreadError("unknown_parameter", field=name[:40], name=name[:40], near=near)
    values = {name: _one(given, name) for name in PARAMETERS}
    if values["text"] and values["report"]:
        raise MisreadError("two_passages", field="text")
    year = values["year"]
    return ReuseAsked(
        report=values["report"],
        start=_number(values["start"], "start", 0),
        end=_number(values["end"], "end", 0),
        text=values["text"],
        year=year if year in ("", NOT_STATED) else str(_number(year, "year", 0)),
        province=values["province"],
        page=_number(values["page"], "page", 1),
    )


def _one(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = [value for value in given.get(name, ()) if value.strip()]
    if len(values) > 1:
        raise MisreadError("repeated_parameter", field=name, name=name)
    return values[0] if values else ""


def _number(text: str, name: str, low: int) -> int:
    if not text:
        return low
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise MisreadError("bad_number", field=name, value=text[:40], name=name, example=f"{name}={low + 1}")
    if not low <= int(text) <= _LARGEST:
        raise MisreadError("number_out_of_range", field=name, number=text, name=name, low=low, high=_LARGEST)
    return int(text)


def asked_address(asked: ReuseAsked, path: str = REUSE) -> str:
    """The address that asks this.

    >>> asked_address(ReuseAsked(report="r1", start=3, end=9, page=2))
    '/reuse?report=r1&start=3&end=9&page=2'
    """
    found: Pairs = [("text", asked.text)] if asked.text else []
    if asked.report:
        found += [("report", asked.report), ("start", str(asked.start)), ("end", str(asked.end))]
    found += [(name, value) for name, value in (("year", asked.year), ("province", asked.province)) if value]
    if asked.page > 1:
        found.append(("page", str(asked.page)))
    return join(path, found)
