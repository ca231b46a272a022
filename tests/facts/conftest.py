"""A report's text, ready to be read for facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.facts.reading import Reading
from indexer.read.plain import read_plain
from indexer.structure.sections import find_sections
from indexer.text.normalise import normalise_text

Read = Callable[[str], Reading]


def read(text: str) -> Reading:
    """The text as the fact rules see it: normalised, with its sections, without its tables."""
    original = read_plain(text)
    normalised = normalise_text(original.text)
    return Reading(original, normalised, find_sections(original, normalised).sections)


@pytest.fixture(name="read")
def read_fixture() -> Read:
    """The function that makes a reading out of a text."""
    return read
