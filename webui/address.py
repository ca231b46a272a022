"""The state of a page as its address, and the addresses one step away from it.

Every view can be pasted into a message and opens the same. Nothing is kept anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from indexer.model import SectionKind, Span
from indexer.query import Filter, FilterValue, Range, Sort
from webui.language import Typed, merge, spell, without, write
from webui.language.typed import merge_filters
from webui.parameters import DEFAULT_SIZE, EXCLUDED, FILTERS, Asked

SEARCH = "/search"
REUSE = "/reuse"
COMPARE = "/compare"
Pairs = list[tuple[str, str]]


def pairs(asked: Asked, *, paged: bool = True) -> Pairs:
    """The parameters that ask for this, without those that are as they would be anyway."""
    found: Pairs = [("q", asked.text)] if asked.text else []
    filtered = {"section"} if asked.chosen.scope else set()
    filtered.update(one.facet for one in asked.chosen.filters)
    for facet in (one for one in FILTERS if one in filtered):
        found += ((facet, spell(value)) for value in asked.chosen.values(facet))
        found += ((EXCLUDED[facet], spell(value)) for value in asked.chosen.excluded(facet))
    if asked.sort != Sort.RELEVANCE:
        found.append(("sort", asked.sort))
    if asked.size != DEFAULT_SIZE:
        found.append(("size", str(asked.size)))
    if paged and asked.page > 1:
        found.append(("page", str(asked.page)))
    return found


def join(path: str, parameters: Sequence[tuple[str, str]] = (), anchor: str = "") -> str:
    """An address from its parts; Chinese stays legible in the browser.

    >>> join("/search", [("q", "收费")], "s1")
    '/search?q=%E6%94%B6%E8%B4%B9#s1'
    """
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in parameters)
    return f"{path}{'?' if query else ''}{query}{f'#{anchor}' if anchor else ''}"


@lru_cache(4096)
def _quoted(text: str) -> str:
    """The same words stand in hundreds of addresses of a page."""
    return quote(text)


def search_address(asked: Asked, path: str = SEARCH) -> str:
    """The address of a results page."""
    return join(path, pairs(asked))


def report_address(
    report_id: str, asked: Asked | None = None, anchor: str = "", *, at: Span | None = None
) -> str:
    """The address of a report, with the marks of the search that leads there; ``at`` is a passage to outline.

    >>> report_address("r1", at=Span(120, 180))
    '/reports/r1?at=120-180#at'
    """
    parameters: Pairs = []
    if asked and asked.text:
        parameters = [
            ("q", asked.text),
            *(("section", kind) for kind in map(str, asked.chosen.values("section"))),
        ]
    if at is not None:
        parameters, anchor = [*parameters, ("at", f"{at.start}-{at.end}")], anchor or "at"
    return join(f"/reports/{quote(report_id, safe='')}", parameters, anchor)


def compare_address(
    asked: Asked | None = None,
    *,
    agencies: Sequence[str] = (),
    years: Range | None = None,
    section: SectionKind = SectionKind.PROBLEMS_IMPROVEMENTS,
    reports: Sequence[str] = (),
    page: int = 1,
    path: str = COMPARE,
) -> str:
    """The address of a comparison: of the agencies that a search finds, of those named, or of reports.

    ``section`` is the kind that is compared. Two reports stand side by side, more give their agencies.

    >>> compare_address(reports=("ra", "rb"), section=SectionKind.OVERVIEW)
    '/compare?section=overview&report=ra&report=rb'
    """
    chosen = replace(asked.chosen, scope=frozenset()) if asked else Typed()
    named = tuple(Filter("agency", (name,)) for name in agencies)
    period = (Filter("year", (years,)),) if years else ()
    chosen = merge(chosen, Typed(filters=merge_filters((*named, *period))))
    found = pairs(Asked(asked.text if asked else "", chosen=chosen))
    if section is not SectionKind.PROBLEMS_IMPROVEMENTS:
        found.append(("section", section))
    found += (("report", one) for one in reports)
    if page > 1:
        found.append(("page", str(page)))
    return join(path, found)


def reuse_address(report_id: str, passage: Span) -> str:
    """The address of who else wrote a passage of a report; its places count characters of the original.

    >>> reuse_address("r1", Span(120, 180))
    '/reuse?report=r1&start=120&end=180'
    """
    place = [("report", report_id), ("start", str(passage.start)), ("end", str(passage.end))]
    return join(REUSE, place)


def adding(asked: Asked, facet: str, value: FilterValue, *, exclude: bool = False) -> Asked:
    """The same search with one more value of a facet, or without the reports that have it."""
    if facet == "section":
        more = Typed(scope=frozenset({SectionKind(str(value))}))
    else:
        more = Typed(filters=(Filter(facet, (value,), exclude),))
    return replace(asked, chosen=merge(asked.chosen, more), page=1)


def removing(asked: Asked, facet: str, value: FilterValue, *, exclude: bool = False) -> Asked:
    """The same search without one value of a facet, or without leaving it out; it was chosen or typed."""
    typed = without(asked.typed, facet, value, exclude=exclude)
    text = asked.text if typed == asked.typed else write(typed)
    chosen = without(asked.chosen, facet, value, exclude=exclude)
    return replace(asked, text=text, typed=typed, chosen=chosen, page=1)


def excluding(asked: Asked, facet: str, value: FilterValue) -> Asked:
    """The same search with one value left out that was asked for."""
    return adding(removing(asked, facet, value), facet, value, exclude=True)


def toggling(asked: Asked, facet: str, value: FilterValue) -> Asked:
    """The search that a click on a value leads to.

    A value that is chosen, or left out, no longer is; one within a chosen range is left out of it; any other
    one is added. A place takes the place of those that it is in, and of those in it.
    """
    whole = asked.whole
    if value in whole.excluded(facet):
        return removing(asked, facet, value, exclude=True)
    if value in whole.values(facet):
        return removing(asked, facet, value)
    if whole.covers(facet, value):
        return adding(asked, facet, value, exclude=True)
    if facet == "region":
        for other in whole.values(facet):
            if f"{other}/".startswith(f"{value}/") or f"{value}/".startswith(f"{other}/"):
                asked = removing(asked, facet, other)
    return adding(asked, facet, value)


def toggler(asked: Asked, facet: str) -> Callable[[FilterValue], str]:
    """Gives the address that a click on each value of a facet leads to.

    A page has hundreds of such links, and all but one parameter of them are the same: those are written once.
    """
    first = replace(asked, page=1)
    same = pairs(first)
    before = FILTERS[: FILTERS.index(facet)]
    names = {"q", facet, *before, *(EXCLUDED.get(one, "") for one in before)}
    place = sum(1 for name, _ in same if name in names)
    head, tail = join(SEARCH, same[:place]), join("", same[place:])[1:]
    named = {*asked.whole.values(facet), *asked.whole.excluded(facet)}
    # Kinds of sections keep their own order; a place replaces others, and a year may be within a range.
    apart = bool(named) and (
        facet in ("section", "region") or any(isinstance(value, Range) for value in named)
    )

    def address(value: FilterValue) -> str:
        if apart or value in named:
            return search_address(toggling(first, facet, value))
        sign, end = "&" if place else "?", f"&{tail}" if tail else ""
        return f"{head}{sign}{facet}={_quoted(spell(value))}{end}"

    return address


def retyped(asked: Asked, **changes: object) -> Asked:
    """The same search with a part of what was typed changed, and the text that says so."""
    typed = replace(asked.typed, **changes)  # type: ignore[arg-type]
    return asked if typed == asked.typed else replace(asked, typed=typed, text=write(typed), page=1)
