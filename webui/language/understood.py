"""How a search was read, as one sentence for the person who typed it.

Every results page shows it: a wrong reading that nobody sees is a wrong story.
"""

from __future__ import annotations

from indexer.query import NOT_STATED, And, Filter, FilterValue, Node, Not, Or, Phrase, Range, Word
from webui.language.typed import NamePart, Typed
from webui.wording import N_, Voice

_FACETS = {
    "year": N_("year %(values)s"),
    "level": N_("level %(values)s"),
    "region": N_("region %(values)s"),
    "province": N_("province %(values)s"),
    "city": N_("city %(values)s"),
    "county": N_("county %(values)s"),
    "agency": N_("agency %(values)s"),
    "department": N_("department %(values)s"),
    "requests": N_("requests %(values)s"),
    "fee": N_("fee: %(values)s"),
    "reuse": N_("problems repeated from last year: %(values)s"),
    "flag": N_("flagged %(values)s"),
}


def understood(typed: Typed, voice: Voice) -> str:
    """The sentence.

    >>> from webui.wording import voice
    >>> from indexer.query import Filter
    >>> asked = Typed(And((Word("收费"), Phrase("未收取"))), filters=(Filter("year", (2019,)),))
    >>> understood(asked, voice("en"))
    'the word “收费” and the exact text “未收取”; year 2019'
    """
    _ = voice.gettext
    pieces = [_node(typed.node, voice) if typed.node else _("all reports")]
    if typed.scope:
        kinds = [voice.label("section", value) for value in map(str, typed.values("section"))]
        pieces.append(_("only in the sections %(values)s", values=voice.listed(kinds, N_(", "))))
    pieces += (describe(one, voice) for one in typed.filters)
    pieces += (_name(one, voice) for one in typed.names)
    return _("; ").join(pieces)


def describe(one: Filter, voice: Voice) -> str:
    """What one filter asks for: ``year 2019 to 2021``, ``not level County``."""
    said = [say_value(one.facet, value, voice) for value in one.values]
    described = voice.gettext(_FACETS[one.facet], values=voice.listed(said, N_(" or ")))
    return voice.gettext("not %(filter)s", filter=described) if one.exclude else described


def say_value(facet: str, value: FilterValue, voice: Voice) -> str:
    """One value in words: a label, a range, or “not stated”."""
    _ = voice.gettext
    if value == NOT_STATED and facet in ("region", "city", "county"):
        # An agency of a province has no county; one that does not name its county looks the same.
        return _("none or not stated")
    if value == NOT_STATED and facet != "fee":
        return _("not stated")
    if facet == "region":
        return str(value).replace("/", " ")
    if not isinstance(value, Range):
        return voice.label(facet, str(value))
    if value.low is None and value.high is None:
        return _("any")
    if value.high is None:
        return _("%(number)s or more", number=value.low)
    if value.low is None:
        return _("%(number)s or fewer", number=value.high)
    if value.low == value.high:
        return str(value.low)
    return _("%(low)s to %(high)s", low=value.low, high=value.high)


def _name(name: NamePart, voice: Voice) -> str:
    _ = voice.gettext
    parts = voice.listed([f"“{part}”" for part in name.parts], N_(" or "))
    if name.facet == "agency":
        said = _("agency with %(parts)s in its name", parts=parts)
    else:
        place = {"region": _("region"), "province": _("province"), "city": _("city"), "county": _("county")}[
            name.facet
        ]
        said = _("%(place)s that begins with %(parts)s", place=place, parts=parts)
    return _("not %(filter)s", filter=said) if name.exclude else said


def _node(node: Node, voice: Voice, *, inside: bool = False) -> str:
    _ = voice.gettext
    match node:
        case Word(text):
            return _("the word “%(text)s”", text=text)
        case Phrase(text):
            return _("the exact text “%(text)s”", text=text)
        case Not(part):
            return _("not %(part)s", part=_node(part, voice, inside=True))
        case And(parts):
            said = voice.listed([_node(part, voice, inside=True) for part in parts], N_(" and "))
        case Or(parts):
            said = voice.listed([_node(part, voice, inside=True) for part in parts], N_(" or "))
    return _("(%(said)s)", said=said) if inside else said
