"""The form of a phrase list."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import Level, SectionKind
from indexer.query import Range
from webui.address import Pairs
from webui.parameters import Asked
from webui.view.phrase_links import BY, filter_pairs
from webui.view.titles import TITLES
from webui.wording import N_, Voice
from webui.workbench.phrase_list import MOST

WHOLE = {"section": N_("all sections"), "level": N_("all levels")}
"""What a list of choices begins with."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice of a list."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """What can be asked."""

    text: str
    by: tuple[ChoiceView, ...]
    sections: tuple[ChoiceView, ...]
    levels: tuple[ChoiceView, ...]
    year_min: str
    year_max: str
    hidden: Pairs
    """Further filters, which the form keeps."""
    most: int


def form_view(text: str, asked: Asked, by: str, voice: Voice) -> FormView:
    """The form, filled in with what was asked."""
    levels, kinds = asked.chosen.values("level"), asked.chosen.values("section")
    years = asked.chosen.values("year")
    level = str(levels[0]) if len(levels) == 1 else ""
    kind = str(kinds[0]) if len(kinds) == 1 else ""
    period = years[0] if len(years) == 1 and isinstance(years[0], Range) else Range()
    own = {name for name, value in (("level", level), ("section", kind)) if value}
    own |= {"year"} if period != Range() else set()
    return FormView(
        text=text,
        by=tuple(ChoiceView(one, voice.gettext(TITLES[one]), one == by) for one in BY),
        sections=_choices("section", [str(one) for one in SectionKind], kind, voice),
        levels=_choices("level", [str(one) for one in Level], level, voice),
        year_min="" if period.low is None else str(period.low),
        year_max="" if period.high is None else str(period.high),
        hidden=[(name, value) for name, value in filter_pairs(asked) if name not in own],
        most=MOST,
    )


def _choices(facet: str, slugs: list[str], chosen: str, voice: Voice) -> tuple[ChoiceView, ...]:
    return (
        ChoiceView("", voice.gettext(WHOLE[facet]), not chosen),
        *(ChoiceView(slug, voice.label(facet, slug), slug == chosen) for slug in slugs),
    )
