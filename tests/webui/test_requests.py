"""The number of requests in words: what qualifies it is never dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.builds import OpenBuild
from indexer.model import Facet, FacetValue
from tests.reports import made_up
from webui.parameters import read_parameters
from webui.search import search
from webui.view.facts import facts
from webui.view.headline import requests
from webui.view.requests import requests_said
from webui.wording import voice

CASES = {
    "3件": ((3, 3, 3, "exact"), "3", "3"),
    "30余件": ((30, 31, 39, "over"), "31–39 (more than 30)", "31–39（30 余件）"),
    "超过30件": ((30, 31, None, "over"), "more than 30", "超过 30"),
    "30件以上": ((30, 30, None, "over"), "30 or more", "30及以上"),
    "不足30件": ((30, None, 29, "under"), "fewer than 30", "不足 30"),
    "30件以内": ((30, None, 30, "under"), "30 or fewer", "30及以下"),
    "约30件": ((30, None, None, "approx"), "about 30", "约 30"),
    "数百件": ((None, 100, 999, "over"), "100–999", "100–999"),
    "未载明": ((None, None, None, None), "", ""),
}
NAMES = ("requests", "requests_min", "requests_max", "requests_qualifier")
Values = tuple[FacetValue | None, ...]


@pytest.mark.parametrize(("values", "en", "zh"), CASES.values(), ids=list(CASES))
def test_said(values: Values, en: str, zh: str) -> None:
    report = replace(made_up(), facets=tuple(map(Facet, NAMES, values)))
    assert requests_said(report, voice("en")) == en
    assert requests_said(report, voice("zh")) == zh
    (fact,) = (one for one in facts(report, voice("en")) if one.label == "Requests received")
    assert fact.value == (en or "not stated")
    assert (fact.sign == "not_stated") is (not en)


def test_a_hit_says_what_qualifies_its_number(opened: OpenBuild) -> None:
    asked = read_parameters({"q": ["agency:辽宁省司法厅"]}, opened.segmenter.query_words)
    (report,) = search(opened, asked).reports
    assert requests(report.summary, voice("en")) == "requests: 31–39 (more than 30)"
    assert requests(report.summary, voice("zh")) == "申请数：31–39（30 余件）"
