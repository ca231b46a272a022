"""Every engine gives the answers of the memory engine, to the last bit of the scores."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.memory import MemoryEngine
from indexer.engines.protocol import TABULATED, Engine, FacetCount, IndexedReport, IndexedSection
from indexer.engines.whoosh import WhooshEngine, open_index, write_index
from indexer.errors import QueryError
from indexer.model import SectionKind
from indexer.query import NOT_STATED, And, Filter, Not, Or, Phrase, Query, Range, Sort, Word
from tests.engines.corpora import PairCutter, corpora, queries

Open = Callable[[list[IndexedReport], Path], Engine]


def _open_whoosh(reports: list[IndexedReport], folder: Path) -> Engine:
    write_index(reports, folder / "index", PairCutter())
    return open_index(folder / "index")


ENGINES = {"memory": lambda reports, _: MemoryEngine(reports, PairCutter()), "whoosh": _open_whoosh}


@pytest.fixture(params=ENGINES, ids=str)
def open_engine(request: pytest.FixtureRequest) -> Open:
    return ENGINES[request.param]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(corpora(), st.lists(queries, min_size=1, max_size=8), st.sampled_from(TABULATED))
def test_whoosh_tabulates_like_memory(reports: list[IndexedReport], asked: list[Query], facet: str) -> None:
    memory = MemoryEngine(reports, PairCutter())
    terms = [Phrase("公开"), Phrase("公"), Word("公开"), Word("无"), Phrase("\U00020000")]
    with TemporaryDirectory() as folder:
        whoosh = _open_whoosh(reports, Path(folder))
        for query in asked:
            ours, theirs = whoosh.tabulate(terms, query, facet), memory.tabulate(terms, query, facet)
            assert ours == theirs
            assert list(ours.reports) == list(theirs.reports)
            assert [list(row) for row in ours.terms] == [list(row) for row in theirs.terms]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(corpora(), st.lists(queries, min_size=1, max_size=12))
def test_whoosh_answers_like_memory(reports: list[IndexedReport], asked: list[Query]) -> None:
    memory = MemoryEngine(reports, PairCutter())
    with TemporaryDirectory() as folder:
        whoosh = _open_whoosh(reports, Path(folder))
        for query in asked:
            # Another page in another order has the same numbers, which the engine has kept.
            for one in (query, replace(query, sort=Sort.AGENCY, page=query.page + 1), query):
                assert whoosh.search(one) == memory.search(one)
            assert whoosh.documents(query) == memory.documents(query)
        assert whoosh.count(asked) == memory.count(asked)


def test_2000_quotations_of_the_seeds_are_found_exactly(
    seed_reports: list[IndexedReport], seed_engine: WhooshEngine
) -> None:
    """Promise 1: ids and occurrences of any substring of any section equal those of a scan."""
    random = Random(2021)
    texts = [section.text for report in seed_reports for section in report.sections if section.text]
    for _ in range(2000):
        text = random.choice(texts)
        start = random.randrange(len(text))
        quotation = text[start : start + random.randint(1, 40)]
        counts = {report.report_id: _scan(quotation, report) for report in seed_reports}
        result = seed_engine.search(Query(Phrase(quotation), size=100))
        found = {hit.report_id: sum(section.occurrences for section in hit.sections) for hit in result.hits}
        assert found == {report: count for report, count in counts.items() if count}
        assert result.total_occurrences == sum(counts.values())


def _scan(quotation: str, report: IndexedReport) -> int:
    return sum(
        section.text.startswith(quotation, place)
        for section in report.sections
        for place in range(len(section.text))
    )


def _seed_queries(reports: list[IndexedReport]) -> list[Query]:
    """Mixed queries: words and quotations, exclusions, scopes, filters, orders."""
    random = Random(7)
    texts = [section.text for report in reports for section in report.sections if section.text]
    words = ["公开", "信息", "申请", "政府", "司法", "问题", "2019", "app", "没有的词"]
    filters = [(), (Filter("year", (Range(2014, 2016),)),), (Filter("fee", (NOT_STATED,)),)]
    asked = []
    for number in range(120):
        text = random.choice(texts)
        start = random.randrange(len(text))
        phrase, word = Phrase(text[start : start + random.randint(1, 8)]), Word(random.choice(words))
        both, either = And((word, phrase)), Or((word, phrase))
        node = random.choice([word, phrase, both, either, And((word, Not(phrase)))])
        scope = frozenset(random.sample(list(SectionKind), random.randint(0, 3)))
        sort = random.choice(list(Sort))
        asked.append(Query(node, scope, random.choice(filters), sort, size=1 + number % 5))
    return asked


def test_words_of_the_seeds_are_answered_like_memory(
    seed_reports: list[IndexedReport], seed_engine: WhooshEngine, seed_memory: MemoryEngine
) -> None:
    for query in _seed_queries(seed_reports):
        assert seed_engine.search(query) == seed_memory.search(query)


def _many_reports() -> list[IndexedReport]:
    """So many that what is rare among them is looked up, and the best are picked by a sample."""
    random = Random(11)
    reports = []
    for number in range(600):
        words = random.choices(("公开", "信息", "申请", "收费"), (90, 30, 8, 1), k=random.randint(1, 9))
        facets: dict[str, tuple[str | int, ...]] = {"year": (2008 + number % 17,)} if number % 9 else {}
        facets["flag"] = tuple(sorted(random.sample(("prose", "sums", "torn"), random.randint(0, 3))))
        facets["agency"] = (f"第{random.randrange(200)}局",)
        reports.append(_report(number + 1, "".join(words), "".join(words[:2]), **facets))
    return reports


def test_many_reports_are_answered_like_memory(tmp_path: Path) -> None:
    reports = _many_reports()
    memory, whoosh = MemoryEngine(reports, PairCutter()), _open_whoosh(reports, tmp_path)
    nodes = [
        Word("公开"),
        Word("收费"),
        Phrase("费收"),
        Not(Word("公开")),
        Or((Word("收费"), Phrase("申请申"))),
        None,
    ]
    filters = [(), (Filter("flag", ("torn",)),), (Filter("agency", ("第7局",), exclude=True),)]
    for number, (node, sort, kept) in enumerate(product(nodes, Sort, filters)):
        query = Query(node, filters=kept, sort=sort, page=1 + number % 3, size=1 + number % 7)
        for most in (None, 5):
            asked = replace(query, facet_values=most)
            assert whoosh.search(asked) == memory.search(asked)


def test_eight_threads_get_the_same_answers_as_one(
    seed_reports: list[IndexedReport], seed_folder: Path
) -> None:
    asked = _seed_queries(seed_reports)
    expected = [open_index(seed_folder).search(query) for query in asked]
    shared = open_index(seed_folder, cache_bytes=20_000)  # small, so that threads drop each other's lists
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [shared.search(query) for query in asked], range(8)))
    assert all(answers == expected for answers in rounds)


def _report(number: int, *texts: str, **facets: tuple[str | int, ...]) -> IndexedReport:
    kinds = (SectionKind.OVERVIEW, SectionKind.FEES)
    sections = (IndexedSection((kind,), str(kind), text) for kind, text in zip(kinds, texts, strict=False))
    return IndexedReport(number, f"r{number}", tuple(sections), facets)


def test_a_phrase_never_crosses_a_section_border(open_engine: Open, tmp_path: Path) -> None:
    engine = open_engine([_report(1, "主动", "公开")], tmp_path)
    assert engine.search(Query(Phrase("动公"))).total_reports == 0


def test_a_facet_ignores_its_own_filter_only(open_engine: Open, tmp_path: Path) -> None:
    reports = [
        _report(1, "公", year=(2018,), level=("county",)),
        _report(2, "公", year=(2019,), level=("county",)),
        _report(3, "公", year=(2019,)),
    ]
    result = open_engine(reports, tmp_path).search(Query(Word("公"), filters=(Filter("year", (2019,)),)))
    assert result.total_reports == 2
    assert result.facets["year"] == (FacetCount(2018, 1), FacetCount(2019, 2))
    assert result.facets["level"] == (FacetCount("county", 1), FacetCount(NOT_STATED, 1))


def test_not_stated_is_no_number(open_engine: Open, tmp_path: Path) -> None:
    engine = open_engine([_report(1, "公", requests=(0,)), _report(2, "公")], tmp_path)
    low = engine.search(Query(filters=(Filter("requests", (Range(high=5),)),)))
    assert [hit.report_id for hit in low.hits] == ["r1"]
    unstated = engine.search(Query(filters=(Filter("requests", (NOT_STATED,)),)))
    assert [hit.report_id for hit in unstated.hits] == ["r2"]


def test_excluding_is_the_opposite_of_keeping(open_engine: Open, tmp_path: Path) -> None:
    """Of any filter: every report passes it or its opposite, never both."""
    both = _report(3, "公", flag=("sums", "prose"), requests=(12,))
    engine = open_engine([_report(1, "公", flag=("sums",), requests=(0,)), _report(2, "公"), both], tmp_path)

    def passing(facet: str, *values: str | int | Range, exclude: bool) -> list[str]:
        found = engine.search(Query(filters=(Filter(facet, values, exclude),)))
        return [hit.report_id for hit in found.hits]

    assert passing("flag", "sums", exclude=True) == ["r2"]
    assert passing("flag", "prose", exclude=True) == ["r1", "r2"]
    assert passing("flag", NOT_STATED, exclude=True) == ["r1", "r3"]
    assert passing("flag", "prose", NOT_STATED, exclude=True) == ["r1"]
    assert passing("flag", "unheard of", exclude=True) == ["r1", "r2", "r3"]
    assert passing("requests", Range(low=10), exclude=True) == ["r1", "r2"]
    assert passing("requests", "0", exclude=True) == ["r2", "r3"]


def test_a_facet_counts_what_its_own_filters_exclude(open_engine: Open, tmp_path: Path) -> None:
    """What is excluded can be taken back by who sees how many reports it would bring."""
    reports = [_report(n, "公", year=(2017 + n,), level=("county",) if n > 1 else ()) for n in (1, 2, 3)]
    not_2018 = Filter("year", (2018, 2044), exclude=True)
    result = open_engine(reports, tmp_path).search(Query(filters=(not_2018, Filter("year", (2018, 2019)))))
    assert [hit.report_id for hit in result.hits] == ["r2"]
    counts = [(one.value, one.count) for one in result.facets["year"]]
    assert counts == [(2018, 1), (2019, 1), (2020, 1), (2044, 0)]
    assert result.facets["level"] == (FacetCount("county", 1),)


def test_a_scope_needs_a_section(open_engine: Open, tmp_path: Path) -> None:
    engine = open_engine([_report(1, "公", "开"), _report(2, "公")], tmp_path)
    fees = frozenset({SectionKind.FEES})
    assert engine.count([Query(scope=fees), Query(Not(Word("公")), scope=fees), Query()]) == (1, 1, 2)


def test_unknown_filters_are_refused(open_engine: Open, tmp_path: Path) -> None:
    engine = open_engine([_report(1, "公")], tmp_path)
    for facet in ("colour", "section"):
        with pytest.raises(QueryError):
            engine.search(Query(filters=(Filter(facet, ("x",)),)))


def test_an_empty_phrase_is_refused(open_engine: Open, tmp_path: Path) -> None:
    engine = open_engine([_report(1, "公")], tmp_path)
    with pytest.raises(ValueError, match="empty phrase"):
        engine.count([Query(Not(Phrase("")))])


def test_half_a_character_is_nowhere(open_engine: Open, tmp_path: Path) -> None:
    engine = open_engine([_report(1, "公\U0001f600")], tmp_path)
    assert engine.count([Query(Phrase("\ud83d")), Query(Word("\ud83d")), Query(Phrase("\U0001f600"))]) == (
        0,
        0,
        1,
    )
