"""Where a comparison starts: the form that chooses, and examples that work on this corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.model import SectionKind
from indexer.query import NOT_STATED, Filter
from webui.address import Pairs, compare_address, pairs
from webui.labels import labels
from webui.language import Typed
from webui.parameters import Asked
from webui.view.results import LinkView
from webui.wording import Voice
from webui.workbench.compare_choice import CompareAsked
from webui.workbench.compare_examples import Examples


@dataclass(frozen=True, slots=True)
class FormView:
    """What the form above the grid offers."""

    hidden: Pairs
    sections: tuple[tuple[str, str, bool], ...]
    """Slug, label, and whether it is the one that is compared."""
    year_min: str
    year_max: str
    names: tuple[str, ...]
    """Agencies to choose from, the first ones of them."""


@dataclass(frozen=True, slots=True)
class StartPage:
    """The page of a comparison of nothing."""

    form: FormView
    examples: tuple[LinkView, ...]
    build: int
    built_at: str


def start_page(
    asked: CompareAsked, found: Examples, names: Sequence[str], build: int, built_at: str, voice: Voice
) -> StartPage:
    """The page where nobody has been chosen yet."""
    form = form_view(asked, names, voice)
    return StartPage(form, tuple(_examples(found, asked.section, voice)), build, built_at)


def _examples(found: Examples, section: SectionKind, voice: Voice) -> Iterator[LinkView]:
    _ = voice.gettext
    if found.longest:
        label = _("%(agency)s, year after year", agency=found.longest)
        yield LinkView(label, compare_address(agencies=(found.longest,), section=section))
    if len(found.largest) > 1:
        label = _("The agencies with the most reports")
        yield LinkView(label, compare_address(agencies=found.largest, section=section))
    if found.department:
        name = voice.label("department", found.department)
        asked = Asked(chosen=Typed(filters=(Filter("department", (found.department,)),)))
        label = _("Every agency of one kind: %(department)s", department=name)
        yield LinkView(label, compare_address(asked, section=section))
    if found.pair:
        label = _("Two reports of %(agency)s side by side", agency=found.longest)
        yield LinkView(label, compare_address(reports=found.pair, section=section))


def form_view(asked: CompareAsked, names: Sequence[str], voice: Voice) -> FormView:
    """The form that chooses agencies, years and the section."""
    years = [one for one in asked.asked.chosen.values("year") if one != NOT_STATED]
    lows = [str(getattr(one, "low", one) or "") for one in years]
    highs = [str(getattr(one, "high", one) or "") for one in years]
    kept = _without_years(asked.asked)
    hidden = [*pairs(kept, paged=False), *(("report", one) for one in asked.reports)]
    return FormView(
        hidden=hidden,
        sections=tuple(
            (slug, voice.label("section", slug), slug == asked.section)
            for slug in labels("section")
            if slug != SectionKind.PREAMBLE
        ),
        year_min=min(lows, default=""),
        year_max=max(highs, default=""),
        names=tuple(names),
    )


def _without_years(asked: Asked) -> Asked:
    filters = tuple(one for one in asked.chosen.filters if one.facet != "year")
    return replace(asked, chosen=replace(asked.chosen, filters=filters))
