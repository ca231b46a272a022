"""Evidence for a value: a range of the normalised text, quoted in the original wording."""

from __future__ import annotations

from indexer.model import Evidence, Normalised, Original, Span


def quote(original: Original, normalised: Normalised, rule: str, start: int, end: int) -> Evidence:
    """The evidence that ``rule`` found in ``[start, end)`` of the normalised text."""
    return quote_original(original, rule, normalised.alignment.to_original(start, end))


def quote_original(original: Original, rule: str, span: Span) -> Evidence:
    """The evidence that ``rule`` found at ``span`` of the original."""
    return Evidence(rule, span, original.text[span.start : span.end])
