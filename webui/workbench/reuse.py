"""Who else wrote this: the reports that have a passage word for word, and those that have it nearly.

Word for word is looked for in every section of every report, nearly in the sections on problems alone:
``indexer.reuse`` says what it means. "First" is always the first of this collection: an older report that is
not here may have had the words before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.model import Report, SectionKind, Span
from indexer.query import Phrase, Query, Sort
from indexer.reuse import (
    Match,
    Reuse,
    Sharing,
    cut_sentences,
    find_same,
    find_sharing,
    is_repeated,
    repeated_share,
)
from indexer.reuse.frame import UNKNOWN
from indexer.reuse.share import name_share
from indexer.reuse.statutory import is_common
from indexer.statements import Statement, split
from webui.workbench.passage import Passage, core_of


@dataclass(frozen=True, slots=True)
class Use:
    """One report that has the passage."""

    report: int
    """Its number in the build."""
    doc: int
    year: int | None
    place: str | None
    """Its province."""
    same_agency: bool
    """Whether the agency is the one that the passage was taken from."""
    verbatim: bool
    match: Match | None
    """How much of the passage it has, and where, if it is not word for word."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Every other report that has a passage, the oldest first."""

    verbatim: tuple[Use, ...]
    near: tuple[Use, ...]
    agencies: int
    """Other agencies among them."""
    sharing: Sharing
    common: bool
    """Whether so many agencies use it, this one among them, that it is a formula."""
    complete: bool
    """False: the time for a search ran out."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """Both together, the oldest first."""
        return tuple(sorted((*self.verbatim, *self.near), key=_oldest))

    @property
    def years(self) -> dict[int | None, int]:
        """How many reports there are of each year, the oldest first; unknown years last."""
        counts = Counter(one.year for one in self.uses)
        return dict(sorted(counts.items(), key=lambda item: (item[0] is None, item[0] or 0)))

    @property
    def places(self) -> dict[str | None, int]:
        """How many there are of each province, the most first."""
        return dict(Counter(one.place for one in self.uses).most_common())


@dataclass(frozen=True, slots=True)
class StatementReuse:
    """A statement of a report, and who else has it."""

    section: int
    """The section's place among the report's sections."""
    statement: Statement
    core: Span
    """Its words in the original, neither list mark nor last sign: what ``/reuse`` is asked for."""
    reports: int
    """Other reports that have it, word for word or nearly."""
    agencies: int
    """Other agencies among them."""
    repeated: bool
    """Whether the agency's report of the year before has it."""
    statutory: bool
    """Whether the law or the form prescribes its words: then nothing is counted."""
    common: bool
    """Whether so many agencies use it that it is a formula."""


@dataclass(frozen=True, slots=True)
class SectionReuse:
    """How much of a report's problems section repeats the year before."""

    value: Reuse | None
    """None where the report has no such section, or does not state agency or year."""
    share: float | None
    """None where there is nothing to compare."""
    earlier: int | None
    """The document of the year before that it repeats most."""


def who_else(build: OpenBuild, passage: Passage) -> Elsewhere:
    """Every other report that has the passage."""
    index = build.reuse
    own = index.numbers_of([passage.doc])[0] if passage.doc is not None else None
    agency = int(index.frame.agencies[own]) if own is not None else UNKNOWN
    exact = build.engine.documents(Query(node=Phrase(passage.words), sort=Sort.YEAR))
    verbatim = [number for number in index.numbers_of(exact.docs) if number != own]
    sharing = find_sharing(index, passage.sentences)
    exactly = frozenset(verbatim)
    near = [number for number in sharing.matches if number != own and number not in exactly]
    agencies = {int(index.frame.agencies[number]) for number in (*verbatim, *near)} - {UNKNOWN, agency}
    return Elsewhere(
        tuple(sorted((_use(build, number, agency, None) for number in verbatim), key=_oldest)),
        tuple(sorted((_use(build, number, agency, sharing.matches[number]) for number in near), key=_oldest)),
        len(agencies),
        sharing,
        is_common(len(agencies) + (agency != UNKNOWN), index.agency_count),
        exact.complete,
    )


def _use(build: OpenBuild, number: int, agency: int, match: Match | None) -> Use:
    frame = build.reuse.frame
    year, place = int(frame.years[number]), int(frame.places[number])
    return Use(
        number,
        int(frame.docs[number]),
        None if year == UNKNOWN else year,
        None if place == UNKNOWN else frame.place_names[place],
        agency != UNKNOWN and int(frame.agencies[number]) == agency,
        match is None,
        match,
    )


def _oldest(use: Use) -> tuple[bool, int, str, int]:
    return (use.year is None, use.year or 0, use.place or "\uffff", use.report)


def statement_reuse(build: OpenBuild, report: Report) -> tuple[StatementReuse, ...]:
    """Every statement of a report's problems section with the number of other reports that have it too.

    The numbers are those of the page that :func:`who_else` makes of the statement's ``core``.
    """
    doc = build.docs_of((report.id,))[0]
    number = build.reuse.numbers_of([doc])[0]
    before = [one for earlier in build.reuse.earlier(number) for one in build.reuse.sentences_of(earlier)]
    found = []
    for place, section in enumerate(report.sections):
        if SectionKind.PROBLEMS_IMPROVEMENTS not in section.kinds:
            continue
        for statement in split(report.original.text, report.normalised, section):
            core = core_of(report.normalised.text, statement.normalised)
            passage = Passage.of(report, doc, core)
            elsewhere = who_else(build, passage)
            found.append(
                StatementReuse(
                    place,
                    statement,
                    passage.span or statement.span,
                    0 if elsewhere.sharing.statutory else len(elsewhere.verbatim) + len(elsewhere.near),
                    0 if elsewhere.sharing.statutory else elsewhere.agencies,
                    _is_repeated(passage.sentences, before),
                    elsewhere.sharing.statutory,
                    elsewhere.common,
                )
            )
    return tuple(found)


def _is_repeated(sentences: Sequence[str], before: Sequence[str]) -> bool:
    """Whether most of a statement's sentences, by length, stand in last year's section."""
    known = frozenset(before)
    again = sum(
        len(one) for one in sentences if one in known or any(is_repeated(one, other) for other in known)
    )
    return bool(sentences) and 2 * again >= sum(map(len, sentences))


def same_elsewhere(build: OpenBuild, doc: int, texts: Sequence[str]) -> tuple[int, ...]:
    """For each normalised text of a document, how many other reports have the same sentences.

    Numbers and punctuation aside, in the sections on problems alone: a tenth of the work of
    :func:`who_else`, for pages with thousands of statements. Sentences too short to tell anything, and those
    of the law and the form, are passed over.
    """
    index = build.reuse
    number = index.numbers_of([doc])[0]
    return tuple(len(find_same(index, masked_of(text)) - {number}) for text in texts)


def section_reuse(build: OpenBuild, report: Report) -> SectionReuse:
    """How much of a report's problems section repeats the agency's report of the year before."""
    index = build.reuse
    number = index.numbers_of([build.docs_of((report.id,))[0]])[0]
    sentences = index.sentences_of(number)
    if repeated_share(sentences, ()).share is None or UNKNOWN in (
        index.frame.agencies[number],
        index.frame.years[number],
    ):
        return SectionReuse(None, None, None)
    shares = []
    for earlier in index.earlier(number):
        others = index.sentences_of(earlier)
        share = repeated_share(sentences, others).share
        if share is not None and repeated_share(others, ()).share is not None:
            shares.append((share, earlier))
    if not shares:
        return SectionReuse(Reuse.NO_EARLIER, None, None)
    share, earlier = max(shares)
    return SectionReuse(name_share(share), share, int(index.frame.docs[earlier]))


def masked_of(text: str) -> tuple[str, ...]:
    """The masked sentences of a normalised text."""
    return tuple(one.masked for one in cut_sentences(text))
