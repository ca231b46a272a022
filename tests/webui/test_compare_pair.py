"""Two reports side by side: every statement once, and what was changed between them."""

from __future__ import annotations

from itertools import pairwise

from flask.testing import FlaskClient

from indexer.builds import OpenBuild
from indexer.text.normalise import normalise_query
from tests.benchmarks.corpus import GeneratedReport
from tests.webui.comparing import asked, largest
from webui.workbench.compare import compare
from webui.workbench.compare_pair import compare_two


def test_two_reports_of_one_agency(many: OpenBuild, by_agency: dict[str, list[GeneratedReport]]) -> None:
    (name,) = largest(by_agency, 1)
    grid = compare(many, asked(many, agency=[name]))
    reports = [cell[0] for cell in grid.rows[0].cells if cell]
    for one, two in pairwise(reports):
        pair = compare_two(many, (one.summary.id, two.summary.id), grid.asked.section)
        for column, report in (("left", one), ("right", two)):
            sides = [getattr(row, column) for row in pair.rows]
            stated = [quoted for section in report.sections for quoted in section.statements]
            assert [side.quoted for side in sides if side] == stated
        truth = [
            {normalise_query(stated.text) for stated in made.statements}
            for made in by_agency[name]
            if made.facts.year in (one.summary.facet("year").value, two.summary.facet("year").value)
        ]
        same = {normalise_query(row.left.quoted.text) for row in pair.rows if row.same and row.left}
        assert all(any(text in words for words in same) for text in truth[0] & truth[1])
        for row in pair.rows:
            for side in (row.left, row.right):
                for span in side.changed if side else ():
                    assert side.quoted.statement.span.start <= span.start < span.end
                    assert span.end <= side.quoted.statement.span.end


def test_a_report_beside_itself_is_one_report(made_client: FlaskClient, many: OpenBuild) -> None:
    one = many.report_ids()[0]
    assert 'class="grid"' in made_client.get(f"/compare?report={one}&report={one}").text
