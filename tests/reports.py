"""Reports made by hand, for tests that need one without reading a file."""

from __future__ import annotations

import hashlib

from indexer.model import (
    Block,
    Evidence,
    Facet,
    Original,
    Report,
    Section,
    SectionKind,
    SourceFile,
    Span,
)
from indexer.text.normalise import normalise_text


def made_up(
    text: str = "一、總體情況\n某局收到申請3件。", path: str = "corpus/a.txt", year: int = 2020
) -> Report:
    """A report of one section whose every fact is made up."""
    normalised = normalise_text(text)
    whole = Span(0, len(text))
    source = SourceFile(path, hashlib.sha256(text.encode()).hexdigest(), len(text.encode()))
    return Report(
        id="r" + hashlib.sha256(path.encode()).hexdigest()[:12],
        source=source,
        original=Original(text, (Block(whole),), (), "utf-8"),
        normalised=normalised,
        title="某局年度报告",
        form=None,
        sections=(Section(SectionKind.OVERVIEW, 1, text[:6], whole, Span(0, len(normalised.text))),),
        tables=(),
        figures=(),
        facets=(
            Facet("agency", "某局", "某局", Evidence("agency.first_words", Span(0, 2), text[:2])),
            Facet("year", year, str(year), Evidence("year.title", Span(0, 2), text[:2])),
            Facet("requests", None),
        ),
        checks=(),
    )
