"""What goes with a table into its folded source, and what stays prose."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from indexer.builds import OpenBuild
from indexer.model import Grid, Report, Span
from webui.parameters import Asked
from webui.search import open_report
from webui.view.document import ChapterView, chapters
from webui.view.drawn import drawn_tables, whole_table
from webui.wording import voice


def read(opened: OpenBuild, report_id: str) -> tuple[ChapterView, ...]:
    return chapters(open_report(opened, report_id, Asked()), voice("zh"))


def prose(chapter: ChapterView) -> str:
    words = "".join(str(piece.words) for piece in chapter.pieces if not piece.table)
    return html.unescape(re.sub(r"<[^>]*>", "", words))


def test_no_header_and_no_separators_stand_beside_a_table(opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        for chapter in read(opened, report_id):
            if any(piece.table and piece.table.caption for piece in chapter.pieces):
                lines = [line.strip() for line in prose(chapter).splitlines() if line.strip()]
                assert not [line for line in lines if not line.strip("|｜-: ")], chapter.name
                assert not [line for line in lines if re.match(r"自然人|商[业業]企[业業]|本年新", line)]


def test_the_torn_header_is_in_the_folded_source(opened: OpenBuild, ids: dict[str, str]) -> None:
    chapter = next(
        one for one in read(opened, ids["抚顺市司法局"]) if one.name == "依申请公开" and one.inferred
    )
    (piece,) = chapter.pieces
    assert piece.table
    for words in ("勾稽", "自然人 |", "社會公益組織 |", "法律服務機構 |"):
        assert words in piece.table.raw


def test_sentences_of_a_page_laid_out_as_one_table_stay_prose(opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        report = opened.report(report_id)
        whole = Span(0, len(report.original.text))
        laid_out = replace(report, original=replace(report.original, grids=(Grid((), whole),)))
        assert [sentences(one.span, report) for one in drawn_tables(laid_out)] == [
            sentences(table.span, report) for table in report.tables
        ]


def sentences(span: Span, report: Report) -> int:
    return report.original.text.count("。", *span)


def test_a_table_never_reaches_into_another_section(opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        report = opened.report(report_id)
        for table in report.tables:
            found = whole_table(table, report)
            assert found.start <= table.span.start < table.span.end <= found.end
            assert [s for s in report.sections if s.span.start < found.end and found.start < s.span.end] == [
                s for s in report.sections if s.span.start < table.span.end and table.span.start < s.span.end
            ]
