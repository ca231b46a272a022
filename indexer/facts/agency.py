"""Which agency wrote a report, of which level and place: the facets that everything is compared by.

The order of sources and the meaning of each facet follow the domain notes (agency, level, region). A
value that the words do not determine is None: a name that several places share is never completed by
guess, and neither navigation, nor footers, nor the host of a mirror are asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.facts.agency_name import AgencyName
from indexer.facts.agency_resolve import Resolution, resolve
from indexer.facts.agency_sources import Mention
from indexer.facts.departments import is_not_government
from indexer.facts.gazetteer import Division, current_code, with_code
from indexer.facts.territory import Territory
from indexer.facts.title import HEAD, locate_title
from indexer.model import Evidence, Facet, FacetValue, Level, Normalised, Original, Problem, SourceFile, Span
from indexer.text.evidence import quote

LEVELS = {
    Level.NATIONAL: "国家级",
    Level.PROVINCIAL: "省级",
    Level.PREFECTURE: "地市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡镇级",
}
SCOPES = {"own": "本机关", "territory": "本行政区域", "office": "政府办公厅(室)"}
_YEAR = re.compile(r"(?<!\d)(20[012]\d)年")
_TOWNSHIP_SELF = re.compile(r"(?:我|本)(?:镇|乡|街道|苏木)(?!企|村|居|民|亲)")
_AGGREGATES = re.compile(
    r"(?:综合|汇总)[^。]{0,30}(?:各|所属|部门)[^。]{0,40}(?:编制|而成)|代表[\u4e00-\u9fff]{0,6}政府"
)


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """Everything known of the agency. A facet without a value: the report does not state it."""

    agency: Facet
    """The full official name, with the places it needs: 佳木斯市东风区司法局."""
    agency_short: Facet
    """The name as the report prints it."""
    department: Facet
    level: Facet
    province: Facet
    city: Facet
    """Repeats the county where that stands directly under its province, the 直辖市 for its districts."""
    county: Facet
    township: Facet
    division_code: Facet
    """The code of the place under the name it had (GB/T 2260; nine digits for a township)."""
    division_now: Facet
    """Today's code of the same place, so that 大丰市 and 大丰区 form one series."""
    scope: Facet
    """``own``, ``territory`` (a government reporting for its whole territory) or ``office``."""
    flags: tuple[Facet, ...] = ()
    """True facets only: sub_provincial, directly_administered, zone, xpcc, vertical and the like."""
    problems: tuple[Problem, ...] = ()

    @property
    def facets(self) -> tuple[Facet, ...]:
        """All facets, flags included."""
        place = (self.province, self.city, self.county, self.township, self.division_code, self.division_now)
        return (self.agency, self.agency_short, self.department, self.level, *place, self.scope, *self.flags)


_EMPTY = AgencyFacts(
    agency=Facet("agency", None),
    agency_short=Facet("agency_short", None),
    department=Facet("department", None),
    level=Facet("level", None),
    province=Facet("province", None),
    city=Facet("city", None),
    county=Facet("county", None),
    township=Facet("township", None),
    division_code=Facet("division_code", None),
    division_now=Facet("division_now", None),
    scope=Facet("scope", None),
)


def find_agency(original: Original, normalised: Normalised, source: SourceFile) -> AgencyFacts:
    """The agency, its kind, level and place, with the words that say so."""
    text = normalised.text
    title = locate_title(text)
    year = title.year if title and title.year else _year(text)
    resolution = resolve(text, title, source, year)
    return _Facts(original, normalised, resolution, year).build()


def _year(text: str) -> int | None:
    found = _YEAR.search(text, 0, HEAD)
    return int(found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class _Facts:
    """Turns a resolution into facets with evidence."""

    original: Original
    normalised: Normalised
    resolution: Resolution
    year: int | None

    def build(self) -> AgencyFacts:
        """Every facet; without a name, only what the report says of itself (我镇)."""
        name = self.resolution.name
        if name is None:
            return self._nameless()
        named = self._quote("agency", self.resolution.named_by)
        placed = self._quote("place", self.resolution.placed_by) or named
        kind = name.department
        flags = sorted(name.flags | name.territory.flags)
        return replace(
            self._places(name.territory, placed),
            agency=_facet("agency", name.full, "", placed),
            agency_short=_facet("agency_short", name.printed if name.organ else None, "", named),
            department=_facet("department", kind.slug, kind.label, named) if kind else _EMPTY.department,
            scope=self._scope(name, named),
            flags=tuple(Facet(flag, True, "", placed) for flag in flags),
            problems=self._problems(name),
        )

    def _places(self, territory: Territory, evidence: Evidence | None) -> AgencyFacts:
        city, county = territory.city, territory.county
        if city is None and county is not None:
            city = territory.province if county.municipality else county
        now = _now(territory)
        return replace(
            _EMPTY,
            level=_level(territory.level, evidence),
            province=_facet("province", _name(territory.province), "", evidence),
            city=_facet("city", _name(city), "", evidence),
            county=_facet("county", _name(county), "", evidence),
            township=_facet("township", territory.township, "", evidence),
            division_code=_facet("division_code", territory.code, "", evidence),
            division_now=_facet("division_now", now, _label(now), evidence),
        )

    def _scope(self, name: AgencyName, evidence: Evidence | None) -> Facet:
        if name.department is None or not name.organ:
            return _facet("scope", None if not name.organ else "own", "", evidence)
        scope = {"gov": "territory", "gov_office": "office"}.get(name.department.slug, "own")
        aggregates = _AGGREGATES.search(self.normalised.text, 0, HEAD)
        if scope == "office" and aggregates:
            scope, evidence = "territory", self._range("agency.aggregates", *aggregates.span())
        return _facet("scope", scope, SCOPES[scope], evidence)

    def _nameless(self) -> AgencyFacts:
        own = _TOWNSHIP_SELF.search(self.normalised.text, 0, 20_000)
        level = Level.TOWNSHIP if own else None
        evidence = self._range("level.self_reference", *own.span()) if own else None
        return replace(_EMPTY, level=_level(level, evidence), problems=self._problems(None))

    def _problems(self, name: AgencyName | None) -> tuple[Problem, ...]:
        found = [self._refusal(mention) for mention in self.resolution.refused]
        if name is None and not found:
            found.append(Problem("agency_unknown", "The report does not say which agency wrote it."))
        if name is not None and name.full is None:
            span = self._span(self.resolution.named_by)
            why = "fits several places" if "ambiguous_place" in name.flags else "does not say of which place"
            message = f"The name “{name.printed}” {why}; no guess was made."
            found.append(Problem("agency_incomplete", message, span))
        if name is not None and "name_not_of_year" in name.territory.flags:
            message = f"The place in the name “{name.printed}” was not called so in {self.year}."
            found.append(Problem("name_not_of_year", message, self._span(self.resolution.named_by)))
        return tuple(found)

    def _refusal(self, mention: Mention) -> Problem:
        if is_not_government(mention.words):
            message = f"“{mention.words}” is no government agency; other rules of disclosure hold for it."
            return Problem("not_government", message, self._span(mention))
        message = f"“{mention.words}” does not look like an agency's name and may be forged; it was not used."
        return Problem("suspect_name", message, self._span(mention))

    def _quote(self, what: str, mention: Mention | None) -> Evidence | None:
        return self._range(f"{what}.{mention.rule}", mention.start, mention.end) if mention else None

    def _range(self, rule: str, start: int, end: int) -> Evidence:
        return quote(self.original, self.normalised, rule, start, end)

    def _span(self, mention: Mention | None) -> Span | None:
        return self.normalised.alignment.to_original(mention.start, mention.end) if mention else None


def _facet(name: str, value: FacetValue | None, label: str, evidence: Evidence | None) -> Facet:
    """A facet that has evidence exactly where it has a value."""
    return Facet(name, value, label, evidence) if value is not None else Facet(name, None)


def _level(level: Level | None, evidence: Evidence | None) -> Facet:
    return _facet("level", level, LEVELS[level] if level else "", evidence)


def _name(division: Division | None) -> str | None:
    return division.name if division else None


def _now(territory: Territory) -> str | None:
    last = territory.deepest
    if last is None or territory.code is None:
        return None
    return current_code(last) if territory.code == last.code else None


def _label(code: str | None) -> str:
    division = with_code(code) if code else None
    return division.name if division else ""
