"""Comparisons as tests ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.builds import OpenBuild
from tests.benchmarks.corpus import GeneratedReport
from webui.workbench.compare_choice import CompareAsked, read_compare


def largest(by_agency: Mapping[str, Sequence[GeneratedReport]], count: int) -> list[str]:
    """The agencies with the most reports."""
    return sorted(by_agency, key=lambda name: -len(by_agency[name]))[:count]


def asked(build: OpenBuild, **given: list[str]) -> CompareAsked:
    """What parameters of an address ask for."""
    return read_compare(given, build.segmenter.query_words)
