"""Small random corpora and queries, made so that everything happens: overlaps, duplicates, empty sections,
sections of one path twice, characters of every width, values that are not stated."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from indexer.engines.protocol import FACETS, REQUEST_BUCKETS, IndexedReport, IndexedSection
from indexer.model import SectionKind
from indexer.query import NOT_STATED, And, Filter, Not, Or, Phrase, Query, Range, Sort, Word

ALPHABET = "公开公开信\U00020000\U0001f600e\u0301a1 ,。\n|“"
KINDS = (SectionKind.OVERVIEW, SectionKind.REQUESTS, SectionKind.FEES, SectionKind.PROBLEMS_IMPROVEMENTS)
NAMES = {
    "level": ("county", "prefecture"),
    "province": ("湖南省", "辽宁省"),
    "city": ("抚顺市", "瑞安市"),
    "county": ("东洲区",),
    "region": ("辽宁省", "辽宁省/抚顺市/东洲区", "辽宁省/抚顺市", "辽宁省(旧)/抚顺市", "湖南省/衡阳市"),
    "department": ("justice", "gov"),
    "agency": ("抚顺市司法局", "衡阳市司法局", "瑞安市司法局"),
    "fee": ("none", "charged"),
    "reuse": ("all", "no_earlier"),
}


class PairCutter:
    """Cuts single characters, and pairs of Han characters too: a stand-in that overlaps like the real one."""

    def words(self, text: str) -> list[str]:
        """Every letter, digit and Han character, and every two Han characters side by side."""
        return re.findall(r"[^\W_]", text) + re.findall(r"(?=([\u4e00-\u9fff]{2}))", text)


texts = st.text(st.sampled_from(ALPHABET), max_size=14)


@st.composite
def sections(draw: st.DrawFn) -> IndexedSection:
    own = draw(st.sampled_from(KINDS))
    also = draw(st.lists(st.sampled_from(KINDS), max_size=2))
    path = draw(st.sampled_from([str(own), f"overview/{own}"]))
    kinds = () if draw(st.integers(0, 9)) == 0 else (own, *also)
    return IndexedSection(kinds, path, draw(texts))


@st.composite
def facets(draw: st.DrawFn) -> dict[str, tuple[str | int, ...]]:
    stated: dict[str, tuple[str | int, ...]] = {
        name: tuple(draw(st.lists(st.sampled_from(values), max_size=1))) for name, values in NAMES.items()
    }
    stated["year"] = tuple(draw(st.lists(st.integers(2018, 2020), max_size=1)))
    stated["requests"] = tuple(
        draw(st.lists(st.sampled_from([0, 1, 9, 10, 49, 99, 400, 10**20]), max_size=1))
    )
    stated["flag"] = tuple(draw(st.lists(st.sampled_from(["sums", "prose"]), unique=True, max_size=2)))
    return {name: values for name, values in stated.items() if values or draw(st.booleans())}


@st.composite
def corpora(draw: st.DrawFn) -> list[IndexedReport]:
    count = draw(st.integers(0, 7))
    numbers = draw(st.permutations(range(count)))
    return [
        IndexedReport(
            number + 40, f"r{number}", tuple(draw(st.lists(sections(), max_size=4))), draw(facets())
        )
        for number in numbers
    ]


phrases = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=3).map(Phrase)
words = st.sampled_from(["公", "开", "公开", "信公", "a", "1", "e", "无", "", "\U00020000"]).map(Word)
nodes = st.recursive(
    phrases | words,
    lambda parts: (
        st.lists(parts, max_size=3).map(lambda p: And(tuple(p)))
        | st.lists(parts, max_size=3).map(lambda p: Or(tuple(p)))
        | parts.map(Not)
    ),
    max_leaves=5,
)
_bounds = st.none() | st.sampled_from([0, 1, 10, 50, 2018, 2019])


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    facet = draw(st.sampled_from([name for name in FACETS if name != "section"]))
    own = [2018, 2019, 0, 9, 10**20, *NAMES.get(facet, ("sums", "prose")), *(b[0] for b in REQUEST_BUCKETS)]
    value = st.sampled_from(own) | st.just(NOT_STATED) | st.builds(Range, _bounds, _bounds)
    return Filter(facet, tuple(draw(st.lists(value, min_size=1, max_size=2))), draw(st.booleans()))


queries = st.builds(
    Query,
    node=st.none() | nodes,
    scope=st.frozensets(st.sampled_from(KINDS), max_size=2),
    filters=st.lists(filters(), max_size=3).map(tuple),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 3) | st.just(10**9),
    size=st.integers(1, 5),
    facet_values=st.none() | st.integers(0, 2),
)
