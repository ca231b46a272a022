"""Encodings: the table of cases, the seeds written in each, and what is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ReadError
from indexer.read.encoding import decode
from tests.conftest import SEEDS

CASES = json.loads((Path(__file__).parents[1] / "cases" / "encoding.json").read_text("utf-8"))
RIGHT = [*CASES["wild"], *CASES["made_up"], *CASES["must_not_change"]]


def as_bytes(case: dict[str, str]) -> bytes:
    data = case["text"].encode(case["written"])
    if "misread" in case:
        data = data.decode(case["misread"]).encode()
    return data + (case["text"] * 3).encode(case["then"]) if "then" in case else data


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["label"])
def test_text_and_encoding_are_found(case: dict[str, str]) -> None:
    decoded = decode(as_bytes(case))
    assert (decoded.text, decoded.encoding) == (case["text"], case["encoding"])


@pytest.mark.xfail(raises=ReadError, strict=True)
@pytest.mark.parametrize("case", CASES["known_failure"], ids=lambda case: case["label"])
def test_known_failures(case: dict[str, str]) -> None:
    decode(as_bytes(case))


@pytest.mark.parametrize(
    "codec", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]
)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_seeds_read_the_same_from_every_encoding(seed: Path, codec: str) -> None:
    text = seed.read_text("utf-8")
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_few_broken_bytes_become_signs_and_a_problem(codec: str) -> None:
    data = bytearray(SEEDS[3].read_bytes().decode().encode(codec))
    data[1_001] = 0xFF
    decoded = decode(bytes(data))
    assert "\ufffd" in decoded.text
    [problem] = decoded.problems
    assert problem.code == "broken_encoding"
    assert problem.span
    assert decoded.text[problem.span.start : problem.span.end] == "\ufffd"
    assert decoded.text.startswith(SEEDS[3].read_text("utf-8")[:200])


def test_many_broken_bytes_refuse_the_file() -> None:
    with pytest.raises(ReadError) as caught:
        decode(SEEDS[0].read_bytes()[1::2])
    assert caught.value.code == "undecodable"


@given(st.binary(max_size=300))
def test_any_bytes_end_as_text_or_refusal(data: bytes) -> None:
    try:
        text = decode(data).text
    except ReadError as error:
        assert error.code == "undecodable"  # noqa: PT017
    else:
        text.encode("utf-8")


@given(st.text("政府信息公开申请年度报告的，。0123456789\n", min_size=8))
def test_gb18030_and_utf8_round_trip(text: str) -> None:
    text = f"公开{text}"  # 息 alone is the same two bytes in GB18030 as Ϣ in UTF-8
    assert decode(text.encode("utf-8")).text == text
    assert decode(text.encode("gb18030")).text == text
