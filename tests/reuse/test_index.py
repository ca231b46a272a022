"""The index of sentences against its specification, and against copies that were planted."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.reuse import ReuseIndex, cut_sentences, find_sharing, mask
from indexer.reuse.plain import PlainReuse
from tests.benchmarks.agencies import slot
from tests.benchmarks.corpus import Corpus, copies
from tests.reuse.making import Sections, make_index

REPORTS = 2_000
_CLAUSES = [
    "公开专栏更新不及时",
    "受理登记3件",
    "受理登记17件",
    "石桥镇台账公示滞后",
    "河口镇台账公示滞后",
    "由法规科牵头整改",
    "𠀀字渔业补贴口径不清",
]
sentences = st.lists(st.sampled_from(_CLAUSES), min_size=1, max_size=3).map(",".join)
sections = st.lists(sentences, max_size=3).map(lambda found: "。".join(found))
reports = st.lists(st.lists(st.tuples(st.integers(0, 5), sections), max_size=2), min_size=1, max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(reports, reports, sentences, st.data())
def test_the_index_finds_what_its_specification_finds(
    kept: list[Sections], dropped: list[Sections], asked: str, data: st.DataObject
) -> None:
    cuts = (
        sorted(data.draw(st.sets(st.integers(1, max(1, len(kept) - 1)), max_size=2))) if len(kept) > 1 else []
    )
    with tempfile.TemporaryDirectory() as folder:
        index, plain = make_index(kept, Path(folder), cuts=cuts, dropped=dropped), PlainReuse(kept)
        for masked in {
            mask(asked),
            *(one.masked for report in kept for _, text in report for one in cut_sentences(text)),
        }:
            assert sorted(index.same(masked), key=str) == sorted(plain.same(masked), key=str)
            assert index.reports_with(masked) == {place.report for place in plain.same(masked)}
            found = {(one.masked, one.share): set(one.places) for one in index.near(masked)}
            assert found == {(one.masked, one.share): set(one.places) for one in plain.near(masked)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ReuseIndex:
    texts: list[Sections] = []
    for report in Corpus(REPORTS):
        found = [part.normalised for part in report.sections if part.kind == "problems_improvements"]
        texts.append(list(enumerate(found)))
    return make_index(texts, tmp_path_factory.mktemp("reuse"), cuts=[700, 1_500])


def test_planted_copies_are_found_and_little_else(index: ReuseIndex) -> None:
    """Asked for each planted copy, who has the original? And does everyone named have it?"""
    holders = defaultdict(set)
    for origin, uses in copies(REPORTS).items():
        holders[origin].update(number for number, _ in uses)
    asked = found = right = named = 0
    for origin, uses in copies(REPORTS).items():
        originals = {number for number, statement in uses if statement.change is None}
        for number, statement in uses:
            if statement.change is None:
                continue
            others = {
                other
                for other in find_sharing(index, [mask(statement.text)]).matches
                if slot(other)[0] != slot(number)[0]
            }
            asked += bool(originals)
            found += bool(originals & others)
            named += len(others)
            right += len(others & holders[origin])
    assert asked > 800
    assert found >= 0.95 * asked, (found, asked)
    assert right >= 0.95 * named, (right, named)


def test_formulas_are_told_apart(index: ReuseIndex) -> None:
    statutory = find_sharing(index, [mask("坚持以公开为常态、不公开为例外")])
    assert statutory.statutory
    assert not statutory.matches


def test_a_short_passage_is_not_compared(index: ReuseIndex) -> None:
    assert not find_sharing(index, [mask("人手不足")]).comparable
    assert not find_sharing(index, []).comparable
