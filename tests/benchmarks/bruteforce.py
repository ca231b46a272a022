"""The right answers, by looking into every report of a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from indexer.engines.protocol import IndexedReport
from indexer.query import NOT_STATED
from indexer.segment import Segmenter
from tests.benchmarks.agencies import BLOCK
from tests.benchmarks.questions import Question
from tests.benchmarks.subject import COUNTED, Answer, shown


class Scan:
    """Answers by reading all reports, or all reports of some agencies of a larger corpus."""

    def __init__(self, reports: Sequence[IndexedReport], segmenter: Segmenter, corpus_size: int) -> None:
        """Where the reports are the entire corpus, totals and all facets are compared."""
        self.corpus_size = corpus_size
        self.whole = len(reports) == corpus_size
        self._reports = reports
        self._shown = [shown(report) for report in reports]
        self._words = [
            frozenset(word for section in report.sections for word in segmenter.words(section.text))
            for report in reports
        ]
        self._agencies = frozenset(values["agency"][0] for values in self._shown) - {NOT_STATED}

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
            return self._known(right.facets["agency"]) == self._known(given.facets["agency"])
        same = all(dict(right.facets[facet]) == dict(given.facets[facet]) for facet in COUNTED)
        return same and right.total == given.total

    def _known(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        return {agency: count for agency, count in counts.items() if agency in self._agencies}

    def _matches(self, index: int, question: Question) -> bool:
        if question.phrase:
            return any(question.phrase in section.text for section in self._reports[index].sections)
        return all(word in self._words[index] for word in question.words)


def complete_agencies(sample: Sequence[IndexedReport], *, whole: bool) -> Sequence[IndexedReport]:
    """The reports of a sample, but for its last agencies where the corpus goes on: they may have more."""
    if whole:
        return sample
    last = {report.facets.get("agency") for report in sample[-BLOCK:]}
    return [report for report in sample if report.facets.get("agency") not in last]
