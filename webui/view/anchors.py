"""The names of places in the text of a report, which facts, figures and problems link to."""

from __future__ import annotations


def evidence_anchor(facet: str) -> str:
    """Anchor of the words that support a facet.

    >>> evidence_anchor("fee_status")
    'e-fee_status'
    """
    return f"e-{facet}"


def figure_anchor(name: str) -> str:
    """Anchor of the cell that gives a figure."""
    return f"f-{name}"


def problem_anchor(number: int) -> str:
    """Anchor of the words that a problem is about; problems are numbered from 1."""
    return f"p{number}"
