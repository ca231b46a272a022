"""A citation says who wrote what, where, and of which content it was read."""

from __future__ import annotations

import pytest

from indexer.builds import OpenBuild
from indexer.model import Section, SectionKind, Span
from webui.view.citation import Quoted, cite
from webui.wording import LOCALES, voice

LINK = "https://gongkai.example/reports/r1?at=5-9#at"


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_is_in_it(opened: OpenBuild, ids: dict[str, str], locale: str) -> None:
    report = opened.report(ids["抚顺市司法局"])
    section = next(one for one in report.sections if one.kind is SectionKind.PROBLEMS_IMPROVEMENTS)
    text = cite(report, LINK, "2026-11-22T08:00:00+00:00", voice(locale), Quoted("基礎工作\n 薄弱", section))
    for part in ("抚顺市司法局", "2019", "基礎工作 薄弱", LINK, report.source.sha256[:16], "2026-11-22"):
        assert part in text
    assert " ".join(section.title.split()) in text
    assert "\n" not in text


def test_in_chinese_and_in_english(opened: OpenBuild, ids: dict[str, str]) -> None:
    report = opened.report(ids["抚顺市司法局"])
    chinese, english = (cite(report, LINK, "2026-11-22T08:00", voice(locale)) for locale in ("zh", "en"))
    assert chinese.startswith("抚顺市司法局：《")
    assert chinese.endswith("，索引日期 2026-11-22")
    assert english.startswith("抚顺市司法局, “")
    assert english.endswith(", indexed 2026-11-22")


def test_a_section_without_a_heading_is_named_by_its_kind(opened: OpenBuild, ids: dict[str, str]) -> None:
    report = opened.report(ids["抚顺市司法局"])
    nameless = Section(SectionKind.FEES, 1, "", Span(0, 4), Span(0, 4))
    text = cite(report, LINK, "2026-11-22", voice("en"), Quoted("收费", nameless))
    assert f"“{voice('en').label('section', 'fees')}”" in text
