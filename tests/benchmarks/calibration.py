"""How like real reports the generated ones are: the same measures taken of the seeds and of the corpus.

Run ``python -m tests.benchmarks.calibration``. The generator's lengths, sizes of word lists and shares of
standing text were set by these numbers. The seeds are five reports; of the corpus, samples of five reports
by unrelated agencies were measured, and the mean of 40 samples taken::

                       seeds   corpus
    characters          2930     2788    of a report, normalised
    outside tables      2217     2082
    words               1569     1516    as they are indexed
    different words      581      697    in a report
    Heaps slope         0.60     0.53    growth of the vocabulary from one report to five
    once only           0.44     0.39    share of the vocabulary
    shared runs of 8    0.07     0.22    with another report of the five
    the same, prose     0.05     0.09
    sentence            42       34      characters
    numbers             0.08     0.12    share of the words

Two of the seeds have the tables of 2019 and the others none or another form, so they share less than
reports of one form do; nearly half of the corpus has the tables of 2019 or 2021. The vocabulary goes on
growing: 1,378 words in the first 4 reports, 4,287 in 64, 16,355 in 512, 41,162 in 2,000.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import log
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

from indexer.segment import Segmenter
from indexer.text.normalise import normalise_text
from tests.benchmarks.agencies import BLOCK
from tests.benchmarks.corpus import Corpus

SAMPLE = 5
_SAMPLES = 40
_SEEDS = Path(__file__).parent.parent.parent / "seeds"
_TABLE_LINE = re.compile(r"[^\n]*\|[^\n]*")
_SENTENCE_END = re.compile(r"[。;\n]")


@dataclass(frozen=True, slots=True)
class Measures:
    """What a sample of reports looks like."""

    characters: float
    """Normalised characters of a report."""
    prose: float
    """Of these, outside tables."""
    words: float
    """Words of a report, as they are indexed."""
    distinct: float
    """Different words of a report."""
    heaps: float
    """Slope of the vocabulary's growth from one report to all of the sample, in logarithms."""
    once: float
    """Share of the sample's vocabulary that stands in it only once."""
    shared_8: float
    """Share of a report's runs of 8 characters that another report of the sample has too."""
    shared_16: float
    """The same for runs of 16 characters."""
    shared_prose_8: float
    """The same for runs of 8 characters outside tables."""
    sentence: float
    """Characters of a sentence."""
    digits: float
    """Share of the words that are numbers."""


def measure(texts: Sequence[str], segmenter: Segmenter) -> Measures:
    """The measures of a sample of normalised texts."""
    prose = [_TABLE_LINE.sub("", text) for text in texts]
    words = [segmenter.words(text) for text in texts]
    counted = Counter(word for found in words for word in found)
    sentences = [part for text in prose for part in _SENTENCE_END.split(text) if len(part) > 4]
    return Measures(
        characters=mean(map(len, texts)),
        prose=mean(map(len, prose)),
        words=mean(map(len, words)),
        distinct=mean(len(set(found)) for found in words),
        heaps=_heaps(words),
        once=sum(count == 1 for count in counted.values()) / len(counted),
        shared_8=_shared(texts, 8),
        shared_16=_shared(texts, 16),
        shared_prose_8=_shared(prose, 8),
        sentence=mean(map(len, sentences)),
        digits=sum(count for word, count in counted.items() if word.isdigit()) / counted.total(),
    )


def _heaps(words: Sequence[Sequence[str]]) -> float:
    """Between the mean over single reports and the whole sample."""
    first = mean(map(len, words)), mean(len(set(found)) for found in words)
    whole = sum(map(len, words)), len(set().union(*words))
    return log(whole[1] / first[1]) / log(whole[0] / first[0])


def _shared(texts: Sequence[str], length: int) -> float:
    runs = [{text[start : start + length] for start in range(len(text) - length)} for text in texts]
    shares = []
    for index, own in enumerate(runs):
        others = set().union(*(found for other, found in enumerate(runs) if other != index))
        shares.append(len(own & others) / len(own))
    return mean(shares)


def of_seeds(segmenter: Segmenter) -> Measures:
    """The five seed reports."""
    texts = [normalise_text(path.read_text(encoding="utf-8")).text for path in sorted(_SEEDS.glob("*.txt"))]
    return measure(texts, segmenter)


def of_corpus(segmenter: Segmenter, samples: int = _SAMPLES) -> Measures:
    """Samples of generated reports by agencies that have nothing to do with each other, averaged."""
    corpus = Corpus(1_000_000)
    random = Random(5)
    found = []
    for _ in range(samples):
        blocks = random.sample(range(corpus.size // BLOCK), SAMPLE)
        numbers = [block * BLOCK + random.randrange(BLOCK) for block in blocks]
        texts = ["\n".join(part.normalised for part in corpus.report(number).sections) for number in numbers]
        found.append(measure(texts, segmenter))
    return Measures(*(mean(getattr(one, field.name) for one in found) for field in fields(Measures)))


def vocabulary(segmenter: Segmenter, size: int) -> list[tuple[int, int, int]]:
    """Reports, words and different words of the first reports of a corpus, at powers of two."""
    known: set[str] = set()
    total = 0
    found = []
    for number, report in enumerate(Corpus(size), start=1):
        for section in report.sections:
            words = segmenter.words(section.normalised)
            known.update(words)
            total += len(words)
        if number & (number - 1) == 0 or number == size:
            found.append((number, total, len(known)))
    return found


def main() -> None:
    """Print the measures of both side by side, and the growth of the vocabulary."""
    with TemporaryDirectory() as folder:
        segmenter = Segmenter(Path(folder))
        seeds, corpus = of_seeds(segmenter), of_corpus(segmenter)
        print(f"{'':16}{'seeds':>10}{'corpus':>10}")
        for field in fields(Measures):
            print(f"{field.name:16}{getattr(seeds, field.name):10.3f}{getattr(corpus, field.name):10.3f}")
        print(f"\n{'reports':>8}{'words':>12}{'different':>12}")
        for reports, total, different in vocabulary(segmenter, 2000):
            print(f"{reports:8}{total:12}{different:12}")


if __name__ == "__main__":
    main()
