"""The right answers, by looking into every report of a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from indexer.engines.protocol import IndexedReport
from indexer.segment import Segmenter
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import COUNTED, Answer, shown


class Scan:
    """Answers by reading all reports, or all reports of some agencies of a larger corpus."""

    def __init__(self, reports: Sequence[IndexedReport], segmenter: Segmenter, *, whole: bool) -> None:
        """``whole``: the reports are the entire corpus, so totals and all facets can be compared."""
        self.whole = whole
        self._reports = reports
        self._shown = [shown(report) for report in reports]
        self._words = [
            frozenset(word for section in report.sections for word in segmenter.words(section.text))
            for report in reports
        ]
        self._agencies = frozenset(values["agency"][0] for values in self._shown)

    def answer(self, question: Question) -> Answer:
        """The total and the counts over the reports that were read."""
        found = [index for index in range(len(self._reports)) if self._matches(index, question)]
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in COUNTED}
        for index in found:
            for facet, values in self._shown[index].items():
                counts[facet].update(values)
        return Answer(len(found), counts)

    def agrees(self, question: Question, given: Answer) -> bool:
        """Whether an answer is right, as far as the reports that were read can tell."""
        right = self.answer(question)
        if not self.whole:
            return right.facets["agency"] == self._known(given.facets["agency"])
        same = all(dict(right.facets[facet]) == dict(given.facets[facet]) for facet in COUNTED)
        return same and right.total == given.total

    def _known(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        return {agency: count for agency, count in counts.items() if agency in self._agencies}

    def _matches(self, index: int, question: Question) -> bool:
        if question.phrase:
            return any(question.phrase in section.text for section in self._reports[index].sections)
        return all(word in self._words[index] for word in question.words)


def complete_agencies(reports: Iterable[IndexedReport], corpus_size: int, sample_size: int) -> list[IndexedReport]:
    """The reports of a sample without those of its last agencies, some of whose reports are not in it."""
    found = list(reports)
    if sample_size == corpus_size:
        return found
    last = {report.facets["agency"] for report in found[-24:] if "agency" in report.facets}
    return [report for report in found if report.facets.get("agency") not in last]
