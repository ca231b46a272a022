"""Damage to tables: the cells stay in order, their arrangement goes (domain notes, §5.5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_TABLE = re.compile(r"(?:^[^\n]*\|[^\n]*(?:\n|\Z))+", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")


def _rows(table: str) -> list[list[str]]:
    """The cells of every row; layout padding and the rules of Markdown are no rows."""
    lines = [line for line in table.split("\n") if line.strip(" |") and not _RULE.fullmatch(line)]
    return [
        [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
        for line in lines
    ]


def _redrawn(text: str, draw: Callable[[list[list[str]]], str]) -> str:
    """Every table of at least three rows drawn anew."""

    def redraw(match: re.Match[str]) -> str:
        rows = _rows(match[0])
        return draw(rows) + "\n" if len(rows) >= 3 and max(map(len, rows)) < 40 else match[0]

    return _TABLE.sub(redraw, text)


def torn_with_pipes(text: str, random: Random) -> str:
    """One cell a line, each with its pipe."""
    return _redrawn(text, lambda rows: "\n".join(f"{cell} |" for row in rows for cell in row))


def torn_without_pipes(text: str, random: Random) -> str:
    """One cell a line and nothing else; blank cells leave no trace."""
    return _redrawn(text, lambda rows: "\n".join(cell for row in rows for cell in row if cell))


def torn_at_the_numbers(text: str, random: Random) -> str:
    """0 |⏎0 |⏎…: the labels of a row together, its numbers on lines of their own."""

    def draw(rows: list[list[str]]) -> str:
        return "\n".join(re.sub(r"\| (?=[\d/-])", "|\n", " | ".join(row)) for row in rows)

    return _redrawn(text, draw)


def flattened(text: str, random: Random) -> str:
    """All cells of a table on one line, spaces between."""
    return _redrawn(text, lambda rows: " ".join(cell for row in rows for cell in row if cell))


def flattened_with_pipes(text: str, random: Random) -> str:
    """All cells of a table on one line, pipes between."""
    return _redrawn(text, lambda rows: " | ".join(cell for row in rows for cell in row))


def more_pipes(text: str, random: Random) -> str:
    """More pipes at the ends of some rows than at others."""
    return _redrawn(
        text, lambda rows: "\n".join(" | ".join(row) + " |" * random.randint(0, 4) for row in rows)
    )


def cut_by_a_page(text: str, random: Random) -> str:
    """Every table cut in two by the end of a page."""

    def draw(rows: list[list[str]]) -> str:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        half = random.randint(2, len(lines) - 1)
        return "\n".join([*lines[:half], "", f"- {random.randint(2, 9)} -", "", *lines[half:]])

    return _redrawn(text, draw)


def broken_labels(text: str, random: Random) -> str:
    """商业⏎企业: labels broken inside their cell, as a converter writes a soft line break."""
    return _redrawn(
        text,
        lambda rows: "\n".join(
            "| "
            + " | ".join(re.sub(r"^([一-鿿]{2})([一-鿿]{2,6})$", r"\1<br/>\2", cell) for cell in row)
            + " |"
            for row in rows
        ),
    )


def tables_dropped(text: str, random: Random) -> str:
    """No table left at all."""
    return _redrawn(text, lambda rows: "" * len(rows))
