"""One known set of statutory tables, printed in every layout that copies of reports arrive in.

The form is laid out once, as merged cells; each layout then damages it in its own way. Whatever the
layout, the same figures must come out.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from indexer.model import Form
from indexer.structure.forms import load_forms

Values = dict[str, str]
"""Figure name -> the cell as printed."""


@dataclass(frozen=True)
class Box:
    """One cell of the form, possibly merged."""

    text: str
    across: int = 1
    down: int = 1


Grid = list[list[Box]]
CHAPTERS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def values_of(form: Form, seed: int) -> Values:
    """Figures for every cell of the form that satisfy its sums; different seeds, different figures."""
    forms = load_forms()
    values: Values = {}
    for at, row in enumerate(row for row in forms.blocks if row.form is form):
        for column, name in enumerate(row.figures):
            values[name] = str((at * 7 + column * 3 + seed) % 23)
    rows = forms.rows_of(form)
    results = [row.name for row in rows if row.is_result]
    for column, letter in enumerate(forms.request_names[:-1]):
        for at, name in enumerate(results):
            values[f"rq_{name}_{letter}"] = str((at * 5 + column * 11 + seed) % 4)
        total = sum(int(values[f"rq_{name}_{letter}"]) for name in results)
        values[f"rq_result_total_{letter}"] = str(total)
        values[f"rq_carried_in_{letter}"] = str(min(total, column))
        values[f"rq_carried_out_{letter}"] = str(column % 2)
        values[f"rq_new_{letter}"] = str(total + column % 2 - min(total, column))
    for row in rows:
        parts = [int(values[f"rq_{row.name}_{letter}"]) for letter in forms.request_names[:-1]]
        values[f"rq_{row.name}_total"] = str(sum(parts))
    for at, (_, group) in enumerate(forms.review_groups):
        outcomes = [(at * 3 + column + seed) % 5 for column in range(4)]
        for name, value in zip(forms.review_names, [*outcomes, sum(outcomes)], strict=True):
            values[f"{group}_{name}"] = str(value)
    return values


def _disclosure(form: Form, values: Values) -> Grid:
    grid: Grid = []
    block = ""
    for row in load_forms().blocks:
        if row.form is not form:
            continue
        wide = 4 - len(row.columns)
        if row.block != block:
            block = row.block
            grid.append([Box(block, across=4)])
            grid.append([Box("信息内容"), *map(Box, row.columns[:-1]), Box(row.columns[-1], across=wide)])
        cells = [values[name] for name in row.figures]
        grid.append([Box(row.label), *map(Box, cells[:-1]), Box(cells[-1], across=wide)])
    return grid


def _requests(form: Form, values: Values) -> Grid:
    forms = load_forms()
    columns = forms.request_columns
    grid: Grid = [
        [Box(NOTE, across=3, down=3), Box("申请人情况", across=7)],
        [Box(columns[0], down=2), Box("法人或其他组织", across=5), Box(columns[-1], down=2)],
        [Box(column) for column in columns[1:-1]],
    ]
    rows = forms.rows_of(form)
    groups = [row.group for row in rows]
    inside = [row for row in rows if row.group]
    for at, row in enumerate(rows):
        cells = [Box(values[f"rq_{row.name}_{name}"]) for name in forms.request_names]
        lead: list[Box] = []
        if row is inside[0]:
            lead.append(Box("三、本年度办理结果", down=len(inside)))
        if row.group.startswith("（"):
            if groups[at - 1] != row.group:
                lead.append(Box(row.group, down=groups.count(row.group)))
            lead.append(Box(row.label))
        else:
            lead.append(Box(row.label, across=2 if row.group else 3))
        grid.append([*lead, *cells])
    return grid


def _review(values: Values) -> Grid:
    forms = load_forms()
    outcomes = list(forms.review_columns)
    return [
        [Box("行政复议", across=5), Box("行政诉讼", across=10)],
        [*(Box(o, down=2) for o in outcomes), Box("未经复议直接起诉", across=5), Box("复议后起诉", across=5)],
        [Box(o) for o in outcomes * 2],
        [Box(values[f"{group}_{name}"]) for _, group in forms.review_groups for name in forms.review_names],
    ]


def grids(form: Form, values: Values) -> list[Grid]:
    """The three tables of the form."""
    return [_disclosure(form, values), _requests(form, values), _review(values)]


def _spelled_out(grid: Grid) -> list[list[str]]:
    """The grid without merged cells: a merged cell's text once, blanks for the rest of it."""
    width = max(sum(box.across for box in row) for row in grid)
    rows: list[list[str | None]] = [[None] * width for _ in grid]
    for at, row in enumerate(grid):
        for box in row:
            column = rows[at].index(None)
            for down in range(box.down):
                for across in range(box.across):
                    rows[at + down][column + across] = box.text if not down and not across else ""
    return [[text or "" for text in row] for row in rows]


def _texts(grid: Grid) -> list[list[str]]:
    return [[box.text for box in row] for row in grid]


def as_html(grid: Grid) -> str:
    cells = [
        "".join(
            f'<td rowspan="{box.down}" colspan="{box.across}"><p>{html.escape(box.text)}</p></td>'
            for box in row
        )
        for row in grid
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def as_markdown(grid: Grid) -> str:
    rows = _spelled_out(grid)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def as_markdown_with_more_pipes(grid: Grid) -> str:
    return "\n".join(line + " |" * (at % 3) for at, line in enumerate(as_markdown(grid).split("\n")))


def as_two_pages(grid: Grid) -> str:
    """Cut in two, the header printed again, a page number between."""
    lines = as_markdown(grid).split("\n")
    half = len(lines) // 2
    return "\n".join([*lines[:half], "", "- 3 -", "", *lines[:2], *lines[half:]])


def as_torn_with_pipes(grid: Grid) -> str:
    return "\n".join(" |\n".join(row) + " | ||" for row in _texts(grid))


def as_torn(grid: Grid) -> str:
    return "\n".join(chain.from_iterable(_texts(grid)))


def as_tabs(grid: Grid) -> str:
    return "\n".join("\t".join(row) for row in _spelled_out(grid))


def as_lines(grid: Grid) -> str:
    """As text copied out of a PDF file: one row a line, spaces between."""
    return "\n".join(" ".join(row) for row in _texts(grid))


def as_one_line(grid: Grid) -> str:
    return " ".join(chain.from_iterable(_texts(grid)))


def as_labels_above(grid: Grid) -> str:
    """The labels of a row on one line, its numbers on the next."""
    lines: list[str] = []
    for row in _texts(grid):
        words = [text for text in row if not text.isdigit()]
        numbers = [text for text in row if text.isdigit()]
        lines += [" ".join(part) for part in (words, numbers) if part]
    return "\n".join(lines)


LAYOUTS: dict[str, Callable[[Grid], str]] = {
    "html": as_html,
    "markdown": as_markdown,
    "more_pipes": as_markdown_with_more_pipes,
    "two_pages": as_two_pages,
    "torn_with_pipes": as_torn_with_pipes,
    "torn": as_torn,
    "tabs": as_tabs,
    "lines": as_lines,
    "one_line": as_one_line,
    "labels_above": as_labels_above,
}
KEEP_BLANKS = ("html", "markdown", "more_pipes", "two_pages", "torn_with_pipes", "tabs")
"""The layouts in which a blank cell leaves a trace."""


def report(layout: str, form: Form, values: Values) -> str:
    """A whole report with the three tables in that layout."""
    draw = LAYOUTS[layout]
    paragraph = "<p>{}</p>" if layout == "html" else "{}"
    parts = [
        paragraph.format(text)
        for text in ("某某县水务局政府信息公开工作年度报告", "一、总体情况", "全年发布信息12条。")
    ]
    for chapter, grid in zip(CHAPTERS, grids(form, values), strict=True):
        parts += [paragraph.format(chapter), draw(grid)]
    parts += [
        paragraph.format(text)
        for text in ("五、存在的主要问题及改进情况", "公开不够及时。", "六、其他需要报告的事项", "无。")
    ]
    if layout == "html":
        return f"<html><body>{''.join(parts)}</body></html>"
    return "\n\n".join(parts)
