"""What stands beside the text of a report: other years, the same place, who else wrote it, and its repair."""

from __future__ import annotations

import html
import re
from collections import defaultdict

import pytest
from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.model import Span
from webui.parameters import Asked
from webui.view.margins import Margins
from webui.view.mended import mended_spots
from webui.view.neighbours import neighbours_view
from webui.wording import voice
from webui.workbench.neighbours import neighbours
from webui.workbench.reading import beside


@pytest.fixture(scope="module")
def by_agency(many: OpenBuild) -> dict[str, list[tuple[int, str]]]:
    """Year and id of every report, by agency: what the links are compared with."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for report_id in many.report_ids():
        report = many.report(report_id)
        agency, year = report.facet("agency").value, report.facet("year").value
        if agency is not None and isinstance(year, int):
            found[str(agency)].append((year, report_id))
    return {agency: sorted(reports) for agency, reports in found.items()}


def test_the_years_of_an_agency_are_links_with_keys(
    many: OpenBuild, by_agency: dict[str, list[tuple[int, str]]]
) -> None:
    _, reports = max(by_agency.items(), key=lambda item: len(item[1]))
    assert len(reports) > 2
    report = many.report(reports[1][1])
    view = neighbours_view(report, neighbours(many, report), Asked(), voice("zh"))
    assert [(link.label, link.url.rpartition("/")[2]) for link in view.years] == [
        (str(year), report_id) for year, report_id in reports
    ]
    assert [link.key for link in view.years[:3]] == ["[", "", "]"]
    assert view.years[1].current
    assert view.compare_url
    assert view.figures_url


def test_neighbours_are_of_the_same_place_and_year(many: OpenBuild) -> None:
    places = defaultdict(set)
    for report_id in many.report_ids():
        report = many.report(report_id)
        where = tuple(report.facet(name).value for name in ("year", "province", "city", "county"))
        places[where].add(report_id)
    for where, expected in places.items():
        report = many.report(min(expected))
        found = neighbours(many, report)
        if None in where[:2]:
            assert not found.place_filters
            continue
        assert found.place_total == len(expected) - 1
        assert {one.id for one in found.place} <= expected - {report.id}


def test_a_report_without_agency_or_place_has_no_neighbours(opened: OpenBuild) -> None:
    from dataclasses import replace

    report = replace(opened.report(opened.report_ids()[0]), facets=())
    found = neighbours(opened, report)
    assert (found.years, found.place, found.place_filters) == ((), (), ())


def test_the_number_beside_a_statement_is_what_its_page_counts(
    made_client: FlaskClient, many: OpenBuild
) -> None:
    told = 0
    for report_id in many.report_ids()[:25]:
        page = made_client.get(f"/reports/{report_id}?lang=en").text
        for url, shown in re.findall(r'<a class="others" href="([^"]+)"[^>]*data-shown="([^"]+)"', page)[:2]:
            reached = made_client.get(html.unescape(url)).text
            count = shown.partition(" ")[0]
            assert re.search(rf"\b{count}\b", re.sub(r"<[^>]*>", "", reached.partition("<main")[2]))
            told += 1
    assert told > 5


def test_how_much_is_repeated_leads_to_both_reports(made_client: FlaskClient, many: OpenBuild) -> None:
    repeating = next(
        one for one in many.report_ids() if (beside(many, many.report(one)).repeated.share or 0) > 0.5
    )
    page = made_client.get(f"/reports/{repeating}?lang=en").text
    (url, share) = re.findall(r'<p class="repeats"[^>]*><a href="([^"]+)">(\d+)% of it repeats', page)[0]
    assert 50 < int(share) <= 100
    assert f"report={repeating}" in url
    assert made_client.get(html.unescape(url)).status_code == 200


def test_a_paragraph_is_quoted_with_citation(
    client: FlaskClient, opened: OpenBuild, ids: dict[str, str]
) -> None:
    report = opened.report(ids["辽宁省司法厅"])
    page = client.get(f"/reports/{report.id}?q=公开").text
    links = re.findall(r'<a class="pin" href="(\?[^"]+at=(\d+)-(\d+)#at)"', page)
    assert len(links) > 10
    for url, start, end in links[:5]:
        words = report.original.text[int(start) : int(end)]
        assert words == words.strip()
        quoted = html.unescape(client.get(f"/reports/{report.id}{html.unescape(url)}").text)
        (citation,) = re.findall(r'id="passage-cite">(.*?)</p>', quoted)
        assert " ".join(words.split()) in citation
        assert f"at={start}-{end}#at" in citation
        assert report.source.sha256[:16] in citation


def test_an_error_report_names_report_and_span(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/reports/{ids['抚顺市司法局']}?at=100-140").text
    (told,) = re.findall(r'id="error">(.*?)</p>', page)
    assert ids["抚顺市司法局"] in told
    assert "100-140" in told


def test_damage_is_found_and_nothing_else_is(opened: OpenBuild, ids: dict[str, str]) -> None:
    damaged = opened.report(ids["瑞安市司法局"])
    spots = [
        damaged.original.text[start:end]
        for start, end in mended_spots(damaged.normalised, damaged.original.text)
    ]
    assert "(xiàn)" in spots
    assert all(re.search(r"[a-zà-ǜ]", spot) for spot in spots)
    whole = opened.report(ids["辽宁省司法厅"])
    assert mended_spots(whole.normalised, whole.original.text) == ()


def test_both_texts_are_whole_side_by_side(client: FlaskClient, opened: OpenBuild) -> None:
    for report_id in opened.report_ids():
        report = opened.report(report_id)
        page = client.get(f"/reports/{report_id}?text=both").text
        pairs = re.findall(
            r'<div class="pair"><div>(.*?)</div><div class="searched"[^>]*>(.*?)</div></div>', page, re.DOTALL
        )

        def joined(pieces: list[str]) -> str:
            return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", "".join(pieces))))

        assert joined([left for left, _ in pairs]) == re.sub(r"\s", "", report.original.text)
        assert joined([right for _, right in pairs]) == re.sub(r"\s", "", report.normalised.text)


def test_an_unknown_text_is_refused(client: FlaskClient, ids: dict[str, str]) -> None:
    assert client.get(f"/reports/{ids['抚顺市司法局']}?text=bothh").status_code == 422


def test_bars_and_labels_have_no_link(opened: OpenBuild) -> None:
    report = opened.report(opened.report_ids()[0])
    margins = Margins.of(report, (), [], voice("en"))
    assert margins.after(Span(0, 3)) == ""
