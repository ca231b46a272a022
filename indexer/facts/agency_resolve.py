"""Decide which of the mentions names the agency, and complete a name that leaves its place out.

The title wins where it is complete. A short title (市司法局) asks the other sources for a complete name
of the *same organ*; failing that for its place, and only from the agency's own channels and address.
What stays open stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from indexer.facts.agency_name import AgencyName, place_name, read_name
from indexer.facts.agency_sources import Mention, addresses, own_channels, own_mentions, superior_documents
from indexer.facts.departments import department_of, is_organ
from indexer.facts.gazetteer import Division, place_names, townships, with_code
from indexer.facts.territory import Territory, read_places
from indexer.facts.title import Title
from indexer.model import Level, SourceFile

_HOST_PARTS = 3
_UNIQUE = "place_from_unique_name"
"""A township placed by nothing but its rare name: any other source is better."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The agency as far as it could be determined, and the mentions that determined it."""

    name: AgencyName | None
    named_by: Mention | None
    placed_by: Mention | None = None
    """The mention that gave the place, where it is not the one that gave the name."""
    refused: tuple[Mention, ...] = ()
    """Titles that are no name of an agency: advertising, courts, universities."""


def resolve(text: str, title: Title | None, source: SourceFile, year: int | None) -> Resolution:
    """The agency that the report itself names."""
    refused: list[Mention] = []
    short: tuple[AgencyName, Mention] | None = None
    for mention in own_mentions(text, title):
        name = read_name(_trimmed(mention), year)
        if name is None:
            if mention.rule == "title":
                refused.append(mention)
            continue
        if not _acceptable(name, mention, short):
            continue
        if name.full and _UNIQUE not in name.territory.flags:
            return Resolution(name, mention, refused=tuple(refused))
        if short is None and _says_something(name, mention):
            short = name, mention
    published = _publisher(source, short[0] if short else None, year)
    if published:
        return Resolution(published, short[1] if short else None, refused=tuple(refused))
    if short is None:
        return Resolution(None, None, refused=tuple(refused))
    return replace(_completed(text, *short, source, year), refused=tuple(refused))


def _trimmed(mention: Mention) -> str:
    """A contact sentence names an office of the agency; 人民政府办公室 is an agency itself."""
    words = mention.words
    office = words.endswith("办公室") and mention.rule in ("contact", "compiled_by")
    host = words.removesuffix("办公室")
    if office and not host.endswith("政府") and is_organ(host) and department_of(host):
        return host
    return words


def _acceptable(name: AgencyName, mention: Mention, short: tuple[AgencyName, Mention] | None) -> bool:
    """Whether a mention may speak of the author: not a superior, and the same organ as a short title."""
    if short is not None:
        return name.full is not None and agrees(name, short[0])
    if mention.rule in ("title", "first_line", "compiled_by"):
        return True
    if mention.rule == "opener" and name.department and name.department.slug in ("gov", "gov_office"):
        return False
    return name.territory.level is not Level.NATIONAL and "ambiguous_place" not in name.territory.flags


def _says_something(name: AgencyName, mention: Mention) -> bool:
    return mention.rule in ("title", "first_line", "contact", "compiled_by") or name.department is not None


def agrees(full: AgencyName, short: AgencyName) -> bool:
    """Whether a complete name is the short one with its place: 瑞安市司法局 and 市司法局, not 浙江省司法厅.

    >>> short = read_name("市司法局")
    >>> [agrees(read_name(name), short) for name in ("瑞安市司法局", "浙江省司法厅", "莒南县司法局")]
    [True, False, False]
    """
    if short.territory.township:
        return full.territory.township == short.territory.township
    if full.organ != short.organ:
        return False
    last = full.territory.deepest
    if short.territory.province and full.territory.province != short.territory.province:
        return False
    if "ambiguous_place" in short.flags:
        return full.printed.endswith(short.printed)
    return not short.sort or (last is not None and last.name.endswith(short.sort))


def _publisher(source: SourceFile, short: AgencyName | None, year: int | None) -> AgencyName | None:
    """The publisher that the list of sources gives, where it is a complete name of the same organ."""
    for words in (source.publisher, source.title):
        name = read_name(words, year) if words else None
        if name and name.full and short and agrees(name, short):
            return name
    return None


def _completed(
    text: str, short: AgencyName, mention: Mention, source: SourceFile, year: int | None
) -> Resolution:
    if "anonymous" in short.flags:
        return Resolution(short, mention)
    for channel in own_channels(text):
        name = read_name(channel.words, year)
        if name and name.full and agrees(name, short):
            return Resolution(replace(name, printed=short.printed), mention, channel)
    for place, chain in _own_places(text, year):
        division = _matching(chain, short)
        if division:
            return Resolution(place_name(short, division, year), mention, place)
        if short.full and short.territory.county not in chain:
            return Resolution(replace(short, full=None, territory=_without_place(short)), mention)
    return _province_only(text, short, mention, source)


def _without_place(short: AgencyName) -> Territory:
    """What is left of a township whose rare name points elsewhere than its address."""
    return Territory(township=short.territory.township, level=short.territory.level)


def _own_places(text: str, year: int | None) -> Iterator[tuple[Mention, tuple[Division, ...]]]:
    for mention in (*own_channels(text), *addresses(text)):
        places = read_places(mention.words, year)
        if len(places.chains) == 1 and places.chains[0] and not places.stems:
            yield mention, places.chains[0]


def _matching(chain: tuple[Division, ...], short: AgencyName) -> Division | None:
    """The one place of an address that the short name can mean."""
    if "ambiguous_place" in short.flags:
        return next((d for d in chain if short.printed.startswith(d.name)), None)
    if short.territory.township:
        here = chain[-1].level is Level.COUNTY and townships(short.territory.township, chain[-1])
        return chain[-1] if here else None
    if not short.sort:
        return chain[0] if len(chain) == 1 and chain[0].level is not Level.PROVINCIAL else None
    fitting = [d for d in chain if d.name.endswith(short.sort)]
    if short.sort == "市" and chain[-1].level is Level.COUNTY and len(fitting) == 1 and fitting[0].district:
        return None
    return fitting[0] if len(fitting) == 1 else None


def _province_only(text: str, short: AgencyName, mention: Mention, source: SourceFile) -> Resolution:
    """The province from the superior's document numbers, or from a registered government host."""
    if short.territory.known or short.territory.level is Level.NATIONAL:
        return Resolution(short, mention)
    marks = {place_names().document_marks.get(m.words): m for m in superior_documents(text)}
    marks.pop(None, None)
    if len(marks) == 1:
        (code, found) = next(iter(marks.items()))
        return Resolution(_in_province(short, code), mention, found)
    host = (urlsplit(source.url).hostname or "").split(".") if source.url else []
    if len(host) >= _HOST_PARTS and host[-2:] == ["gov", "cn"] and host[-3] in place_names().hosts:
        return Resolution(_in_province(short, place_names().hosts[host[-3]]), mention)
    return Resolution(short, mention)


def _in_province(short: AgencyName, code: str | None) -> AgencyName:
    province = with_code(code) if code else None
    if province is None:
        return short
    if short.sort in ("省", "自治区"):
        return place_name(short, province)
    territory = Territory(
        province, level=short.territory.level, township=short.territory.township, flags=short.territory.flags
    )
    return replace(short, territory=territory)
