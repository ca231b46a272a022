"""Official hosts, links that open at a quotation, and forged hosts in texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.hosts import official_host, source_link, suspect_hosts

CASES = json.loads((Path(__file__).parents[1] / "cases" / "hosts.json").read_text("utf-8"))
PAGE = "https://www.ruian.gov.cn/art/1.html"


@pytest.mark.parametrize("case", CASES["urls"], ids=lambda case: case["label"])
def test_only_official_hosts_become_links(case: dict[str, Any]) -> None:
    assert official_host(case["url"]) is case["official"]
    assert (source_link(case["url"]) is not None) is case["official"]


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["label"])
def test_forged_hosts_are_found_where_they_stand(case: dict[str, Any]) -> None:
    found = suspect_hosts(case["text"])
    assert [host for host, _ in found] == case["hosts"]
    for host, span in found:
        assert case["text"][span.start : span.end].lower() == host


def test_link_opens_at_the_quotation() -> None:
    link = source_link(PAGE, "一、总体情况 - 第1页,共2页&")
    assert link
    assert link.startswith(f"{PAGE}#:~:text=")
    directive = link.partition(":~:text=")[2]
    assert not set("-,&") & set(directive)
    assert unquote(directive) == "一、总体情况 - 第1页,共2页&"


def test_long_quotation_is_given_by_its_ends_and_stays_in_its_paragraph() -> None:
    sentence = "公开" * 20 + "收到申请" * 20
    first, last = unquote(str(source_link(PAGE, f"{sentence}\n下一段")).partition("text=")[2]).split(",")
    assert sentence.startswith(first)
    assert sentence.endswith(last)


def test_link_keeps_the_page_of_an_application_and_replaces_it_in_a_pdf() -> None:
    assert str(source_link(f"{PAGE}#/doc/7", "申请")).startswith(f"{PAGE}#/doc/7:~:text=")
    assert source_link(f"{PAGE}#page=2", page=5) == f"{PAGE}#page=5"
    assert source_link(PAGE, " \n") == PAGE
    assert source_link(None, "申请") is None


@given(st.text(max_size=60))
def test_no_address_is_ever_an_error(url: str) -> None:
    official_host(url)
    official_host(f"https://{url}.gov.cn/")
    suspect_hosts(f"网站{url}.com")
