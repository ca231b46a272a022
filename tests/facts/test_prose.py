"""C20: the running text against the tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.facts.prose import compare_prose
from indexer.facts.reading import Reading
from indexer.facts.requests import find_requests
from indexer.model import Check, Evidence, Figure, Span

Read = Callable[[str], Reading]
HEADING = "某局2021年政府信息公开工作年度报告\n一、总体情况\n工作正常。\n三、收到和处理政府信息公开申请情况\n"
REVIEW = "\n四、政府信息公开行政复议、行政诉讼情况\n"


def checks(read: Read, text: str, table: dict[str, int]) -> list[Check]:
    figures = [
        Figure(name, value, str(value), Evidence("cell", Span(0, 0), "")) for name, value in table.items()
    ]
    reading = read(HEADING + text)
    numbers = find_requests(reading, figures, 2021, None)
    return list(compare_prose(reading, figures, numbers, 2021))


@pytest.mark.parametrize(
    ("text", "table", "ok"),
    [
        ("全年收到公开申请9件。", {"rq_new_total": 9}, True),
        ("全年收到公开申请9件。", {"rq_new_total": 8}, False),
        ("全年收到公开申请9件。", {"rq_new_total": 0}, False),
        ("未收到政府信息公开申请。", {"rq_new_total": 3}, False),
        ("收到公开申请30余件。", {"rq_new_total": 33}, True),
        ("收到公开申请30余件。", {"rq_new_total": 30}, False),
        ("收到公开申请约30件。", {"rq_new_total": 32}, True),
        ("全年办理公开申请18件。", {"rq_new_total": 15, "rq_carried_in_total": 3}, True),
        ("收到申请9件,办结8件。", {"rq_result_total_total": 9}, False),
        ("收到申请9件,予以公开及部分公开5件。", {"rq_granted_total": 3, "rq_partial_total": 2}, True),
        ("收到申请9件,予以公开5件。", {"rq_granted_total": 4}, False),
        (
            "收到申请9件,因本机关不掌握等原因无法提供4件。",
            {"rq_unavailable_not_held_total": 4, "rq_unavailable_unclear_total": 1},
            False,
        ),
        ("收到申请9件,结转下年度2件。", {"rq_carried_out_total": 2}, True),
        (f"无。{REVIEW}行政复议案件1件,为其他结果。", {"rl_review_total": 1}, True),
        (f"无。{REVIEW}行政复议案件2件。", {"rl_review_total": 1}, False),
        (f"无。{REVIEW}行政诉讼3件。", {"rl_suit_direct_total": 1, "rl_suit_post_total": 2}, True),
    ],
)
def test_text_and_table(read: Read, text: str, table: dict[str, int], ok: bool) -> None:
    found = checks(read, text, table)
    assert [check.ok for check in found if set(check.figures) <= set(table)] == [ok]
    assert all(check.id == "C20" for check in found)


def test_both_quotations_are_shown(read: Read) -> None:
    (check,) = checks(read, "全年收到公开申请9件。", {"rq_new_total": 8})
    assert check.detail == "“全年收到公开申请9件”: 9 ≠ 8"
    assert check.figures == ("rq_new_total",)


@pytest.mark.parametrize(
    "text",
    [
        "工作正常。",
        "较上年增加3件。",
        "按时答复率100%。",
        f"无。{REVIEW}行政复议维持1件,纠正1件。",
        f"无。{REVIEW}办理行政复议案件90件。",
    ],
)
def test_nothing_to_compare(read: Read, text: str) -> None:
    table = {"rq_carried_in_total": 2, "rl_review_total": 7}
    assert checks(read, text, table) == []


def test_what_is_not_granted_is_not_compared_with_what_is(read: Read) -> None:
    found = checks(read, "收到申请9件,不予以公开5件。", {"rq_new_total": 9, "rq_granted_total": 4})
    assert [check.figures for check in found if not check.ok] == []


def test_without_tables_there_is_no_check(read: Read) -> None:
    assert checks(read, "全年收到公开申请9件。", {}) == []
