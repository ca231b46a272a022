"""Two reports side by side, with what differs between their statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from indexer.model import SectionKind, Span
from webui.address import compare_address, report_address
from webui.view import headline
from webui.view.compare import LONGEST, ROLES, one_line, statement_address
from webui.view.hits import script_tag
from webui.view.results import LinkView
from webui.wording import Voice
from webui.workbench.compare import ComparedReport
from webui.workbench.compare_pair import Pair, PairRow, Side


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of the two reports."""

    agency: str
    year: str
    url: str
    lang: str
    has_section: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """A statement in its column."""

    role: str
    label: str
    words: Markup
    """With what the other report has not, or has otherwise."""
    url: str


@dataclass(frozen=True, slots=True)
class PairRowView:
    """What stands side by side."""

    kind: str
    """``same``, ``changed``, ``left`` or ``right``: the only report that says it."""
    left: SideView | None
    right: SideView | None


@dataclass(frozen=True, slots=True)
class PairPage:
    """Everything on the page of two reports."""

    title: str
    section: str
    left: HeadView
    right: HeadView
    rows: tuple[PairRowView, ...]
    totals: tuple[str, ...]
    bounded: bool
    links: tuple[LinkView, ...]
    """Other views of the same."""
    sections: tuple[LinkView, ...]
    """The same two reports by another section that both have."""
    build: int
    built_at: str


def pair_page(pair: Pair, voice: Voice) -> PairPage:
    """The page for a pair."""
    left, right = (_head(one, voice) for one in (pair.left, pair.right))
    names = f"{left.agency} {left.year} · {right.agency} {right.year}"
    return PairPage(
        title=voice.gettext("Compare: %(section)s", section=names),
        section=voice.label("section", pair.section),
        left=left,
        right=right,
        rows=tuple(_row(row, pair, voice) for row in pair.rows),
        totals=tuple(_totals(pair.rows, voice)),
        bounded=pair.bounded,
        links=tuple(_links(pair, voice)),
        sections=tuple(_sections(pair, voice)),
        build=pair.build,
        built_at=pair.built_at,
    )


def _head(report: ComparedReport, voice: Voice) -> HeadView:
    anchor = f"s{report.sections[0].index + 1}" if report.sections else ""
    return HeadView(
        agency=headline.agency(report.summary, voice),
        year=headline.year(report.summary, voice),
        url=report_address(report.summary.id, anchor=anchor),
        lang=script_tag(report.traditional),
        has_section=bool(report.sections),
    )


def _row(row: PairRow, pair: Pair, voice: Voice) -> PairRowView:
    return PairRowView(
        _kind(row),
        _side(row.left, pair.left, "del", voice) if row.left else None,
        _side(row.right, pair.right, "ins", voice) if row.right else None,
    )


def _kind(row: PairRow) -> str:
    if row.left and row.right:
        return "same" if row.same else "changed"
    return "left" if row.left else "right"


def _side(side: Side, report: ComparedReport, element: str, voice: Voice) -> SideView:
    statement = side.quoted.statement
    label = ROLES[statement.role]
    return SideView(
        str(statement.role),
        voice.gettext(label) if label else "",
        _marked(side.quoted.text, statement.span.start, side.changed, element),
        statement_address(report, statement.span),
    )


def _marked(text: str, offset: int, changed: Sequence[Span], element: str) -> Markup:
    """The words, escaped, with an element around each changed part."""
    out: list[str] = []
    done = 0
    text, rest = text[:LONGEST], "…" if len(text) > LONGEST else ""
    for span in changed:
        start, end = min(span.start - offset, len(text)), min(span.end - offset, len(text))
        out += (escape(one_line(text[done:start])), f"<{element}>")
        out += (escape(one_line(text[start:end])), f"</{element}>")
        done = end
    return Markup("".join((*out, escape(one_line(text[done:]) + rest))))  # noqa: S704 - every piece is escaped


def _totals(rows: Sequence[PairRow], voice: Voice) -> Iterator[str]:
    kinds = [_kind(row) for row in rows]
    yield voice.ngettext(
        "%(num)s statement word for word", "%(num)s statements word for word", kinds.count("same")
    )
    yield voice.ngettext("%(num)s changed", "%(num)s changed", kinds.count("changed"))
    yield voice.ngettext("%(num)s only on the left", "%(num)s only on the left", kinds.count("left"))
    yield voice.ngettext("%(num)s only on the right", "%(num)s only on the right", kinds.count("right"))


def _links(pair: Pair, voice: Voice) -> Iterator[LinkView]:
    _ = voice.gettext
    both = (pair.right.summary.id, pair.left.summary.id)
    yield LinkView(_("Change sides"), compare_address(section=pair.section, reports=both))
    names = [one.summary.facet("agency").value for one in (pair.left, pair.right)]
    agencies = tuple(dict.fromkeys(str(name) for name in names if name))
    if agencies:
        yield LinkView(_("All years"), compare_address(agencies=agencies, section=pair.section))
    both = (pair.left.summary.id, pair.right.summary.id)
    yield LinkView("JSON", compare_address(section=pair.section, reports=both, path="/api/v1/compare"))


def _sections(pair: Pair, voice: Voice) -> Iterator[LinkView]:
    kinds = [
        {kind for one in side.summary.sections for kind in one.kinds} for side in (pair.left, pair.right)
    ]
    both = (pair.left.summary.id, pair.right.summary.id)
    for kind in SectionKind:
        if kind in kinds[0] & kinds[1] and kind is not SectionKind.PREAMBLE:
            url = compare_address(section=kind, reports=both)
            yield LinkView(voice.label("section", kind), url, kind is pair.section)
