"""Extraction on anything: no exception but a refusal, every quotation true, work in proportion to size."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import ReadError
from indexer.extract import extract, report_json
from indexer.model import FeeStatus, Report, SourceFile
from indexer.report_json import FACTS

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
HEAD = "开化县水利局2022年政府信息公开工作年度报告\n一、总体情况\n"
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CASES = json.loads((Path(__file__).parent / "cases" / "fuzz.json").read_text(encoding="utf-8"))
FRAGMENTS: list[str] = CASES["fragments"]
"""Pieces of reports, to be put together in every way that makes no sense."""
MARKS = [b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>", b"\xff\xfe", b"GIF89a", b"{\\rtf"]
"""How the formats begin."""
HOSTILE: list[str] = CASES["hostile"]
"""What makes an expression with nested repeats hang when it stands there ten thousand times."""
SMALL = 10_000


def read(data: bytes) -> Report | None:
    """The report; None where the file is refused, which is the only other end there may be."""
    try:
        return extract(data, SourceFile("any.txt", "0" * 64, len(data)))
    except ReadError:
        return None


def check(report: Report) -> None:
    """What holds of every report, however odd its text."""
    text, end = report.original.text, len(report.original.text)
    quoted = [facet.evidence for facet in report.facets] + [figure.evidence for figure in report.figures]
    for evidence in quoted:
        if evidence is not None:
            assert 0 <= evidence.span.start <= evidence.span.end <= end
            assert evidence.text == text[evidence.span.start : evidence.span.end]
    stated = {name for name in FACTS if report.facet(name).value not in (None, FeeStatus.NOT_STATED)}
    assert all(report.facet(name).evidence is not None for name in stated)
    for problem in report.problems:
        assert problem.span is None or 0 <= problem.span.start <= problem.span.end <= end
    check_sections(report)
    names = [figure.name for figure in report.figures]
    assert len(names) == len(set(names))
    assert report_json(report)["error"] is None


def check_sections(report: Report) -> None:
    """The sections follow each other without a gap, and leave nothing of the text out."""
    ranges = [section.normalised for section in report.sections]
    assert ranges[0].start == 0
    assert ranges[-1].end == len(report.normalised.text)
    assert all(before.end == after.start for before, after in pairwise(ranges))
    spans = [section.span for section in report.sections]
    assert all(span.start <= span.end <= len(report.original.text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@FEW
@given(st.binary(max_size=600))
def test_any_bytes(data: bytes) -> None:
    report = read(data)
    if report:
        check(report)


@FEW
@given(st.sampled_from(MARKS), st.binary(max_size=400))
def test_any_bytes_after_the_mark_of_a_format(mark: bytes, data: bytes) -> None:
    report = read(mark + data)
    if report:
        check(report)


@FEW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60), st.sampled_from(["", "\n", " ", " | "]))
def test_any_mixture_of_fragments(pieces: list[str], between: str) -> None:
    report = read((HEAD + between.join(pieces)).encode())
    assert report
    check(report)


@FEW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40), st.sampled_from(["", "\n"]))
def test_any_mixture_as_a_web_page(pieces: list[str], between: str) -> None:
    report = read(f"<html><body><h1>{HEAD}</h1>{between.join(pieces)}".encode())
    if report:
        check(report)


@FEW
@given(st.sampled_from(SEEDS), st.data())
def test_seeds_with_pieces_cut_out_and_put_elsewhere(seed: Path, data: st.DataObject) -> None:
    text = seed.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 400))
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + text[start : start + length] + text[place:]
        if data.draw(st.booleans()):
            text = text[:start] + text[start + length :]
    report = read(text.encode())
    if report:
        check(report)


@FEW
@given(st.text(max_size=300))
def test_any_text_after_a_title(text: str) -> None:
    report = read((HEAD + text).encode("utf-8", "replace"))
    if report:
        check(report)


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_work_grows_with_the_size_of_the_input(unit: str) -> None:
    """Four times the input takes about four times as long; a quadratic rule would take sixteen times.

    A ratio holds on slow and busy machines; one of three measurements is enough to show it.
    """
    small, large = ((HEAD + unit * (size // len(unit))).encode() for size in (SMALL, 4 * SMALL))
    assert any(cost(large) < 9 * max(cost(small), 0.005) for _ in range(3))


def cost(data: bytes) -> float:
    """Processor seconds that extraction takes."""
    start = time.process_time()
    read(data)
    return time.process_time() - start
