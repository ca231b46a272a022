"""The filters that are set, each a link to the search without it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from webui.address import removing, retyped, search_address
from webui.language import Typed, say_value, understood
from webui.parameters import Asked
from webui.view.titles import TITLES
from webui.wording import N_, Voice


@dataclass(frozen=True, slots=True)
class ChipView:
    """A filter that is set, and the search without it."""

    label: str
    url: str
    excludes: bool = False


def chips(asked: Asked, voice: Voice) -> tuple[ChipView, ...]:
    """Every filter that is set, with the search that lacks it."""
    found = []
    for facet, title in TITLES.items():
        for exclude, values in ((False, asked.whole.values(facet)), (True, asked.whole.excluded(facet))):
            sentence = N_("%(facet)s: not %(value)s") if exclude else N_("%(facet)s: %(value)s")
            for value in values:
                said = {"facet": voice.gettext(title), "value": say_value(facet, value, voice)}
                url = search_address(removing(asked, facet, value, exclude=exclude))
                found.append(ChipView(voice.gettext(sentence, **said), url, exclude))
    for name in asked.typed.names:
        rest = tuple(other for other in asked.typed.names if other != name)
        label = understood(Typed(names=(name,)), voice).partition(voice.gettext("; "))[2]
        url = search_address(retyped(replace(asked, page=1), names=rest))
        found.append(ChipView(label, url, name.exclude))
    return tuple(found)
