"""What the statements of a report have in common with other reports, and with the year before.

``indexer.reuse`` says what "nearly the same" means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.builds import OpenBuild
from indexer.model import Report, SectionKind, Span
from indexer.reuse import (
    Reuse,
    cut_sentences,
    find_same,
    is_repeated,
    repeated_share,
)
from indexer.reuse.frame import UNKNOWN
from indexer.reuse.share import name_share
from indexer.statements import Statement, split
from webui.workbench.elsewhere import find_holders, is_formula
from webui.workbench.passage import Passage, core_of


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


def statement_reuse(build: OpenBuild, report: Report) -> tuple[StatementReuse, ...]:
    """Every statement of a report's problems section with the number of other reports that have it too.

    The numbers are those of the page that ``/reuse`` makes of the statement's ``core``.
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
            others = find_holders(build, passage)
            statutory = others.sharing.statutory
            found.append(
                StatementReuse(
                    place,
                    statement,
                    passage.span or statement.span,
                    0 if statutory else len(others.verbatim) + len(others.near),
                    0 if statutory else others.agencies,
                    _is_repeated(passage.sentences, before),
                    statutory,
                    is_formula(build, others),
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

    Numbers and punctuation aside, in the sections on problems alone: a tenth of the work of looking for
    near ones too, for pages with thousands of statements. Sentences too short to tell anything, and those of
    the law and the form, are passed over.
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
