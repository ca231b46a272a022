"""How much a report repeats of the year before: it changes with the reports that stand beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.builds import BuildReader, repeats
from indexer.pipeline import build
from indexer.query import Filter, Query
from indexer.settings import Settings
from tests.corpora import fresh_instance, write

STATED = (
    "政策解读形式单一，多为文字转载。",
    "石桥镇便民服务中心的公开专栏更新不及时。",
    "部分股室对依申请公开的答复时限把握不准。",
    "公众号留言回复周期偏长，群众多有反映。",
)
OTHERS = (
    "殡葬服务价格公示不规范。",
    "校车路线调整未提前告知家长。",
    "灌区水费台账公开滞后。",
    "护林员名册未上墙公布。",
)


def report(year: int, stated: tuple[str, ...], place: str = "瑞安市") -> str:
    """A report that states these problems; none at all without a section for them."""
    section = f"二、存在的主要问题及改进情况\n{''.join(stated)}\n" if stated else ""
    return (
        f"{place}司法局{year}年政府信息公开工作年度报告\n"
        f"一、总体情况\n{year}年，本局主动公开政府信息{year - 2000}条。\n"
        f"{section}三、其他需要报告的事项\n无。\n"
    )


def values(settings: Settings) -> dict[str, str]:
    """The facet of each report, by the name of its file."""
    opened, known = BuildReader(settings).current(), {}
    for one in opened.engine.search(Query()).facets["reuse"]:
        chosen = Query(filters=(Filter("reuse", (one.value,)),))
        for summary in opened.summaries(opened.engine.documents(chosen).docs):
            known[Path(summary.source.path).stem] = str(one.value)
    return known


def test_each_value_and_an_update(tmp_path: Path, words_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, settings = tmp_path / "reports", fresh_instance(tmp_path, words_cache)
    write(corpus / "2017.txt", report(2017, STATED))
    write(corpus / "2018.txt", report(2018, tuple(text.replace("石桥镇", "河口镇") for text in STATED)))
    write(corpus / "2019.txt", report(2019, STATED[:2] + OTHERS[:2]))
    write(corpus / "2020.txt", report(2020, OTHERS[:3] + STATED[:1]))
    write(corpus / "2021.txt", report(2021, STATED[2:]))
    write(corpus / "2022.txt", report(2022, ()))
    write(corpus / "2023.txt", report(2023, STATED))
    write(corpus / "elsewhere.txt", report(2018, STATED, "平阳县"))
    build(settings, [corpus])
    expected = {
        "2017": "no_earlier",
        "2018": "all",
        "2019": "most",
        "2020": "most",
        "2021": "none",
        "2022": "not_stated",
        "2023": "no_earlier",
        "elsewhere": "no_earlier",
    }
    assert values(settings) == expected

    compared: list[tuple[int, int]] = []
    compare = repeats._Stated.compare

    def counted(stated: repeats._Stated, one: int, other: int) -> float:
        compared.append((one, other))
        return compare(stated, one, other)

    monkeypatch.setattr(repeats._Stated, "compare", counted)
    write(corpus / "2019.txt", report(2019, OTHERS), age=1)
    (corpus / "2017.txt").unlink()
    build(settings)
    assert len(compared) == 2  # 2019 with 2018, 2020 with 2019; 2021 with 2020 is known.
    updated = values(settings)
    assert updated == {
        **{k: v for k, v in expected.items() if k != "2017"},
        "2018": "no_earlier",
        "2019": "none",
    }

    fresh = fresh_instance(_new(tmp_path / "again"), words_cache)
    build(fresh, [corpus])
    assert values(fresh) == updated
    again, before = BuildReader(fresh).current().reuse, BuildReader(settings).current().reuse
    assert again.frame.sentences == before.frame.sentences
    for number in range(len(again.frame.docs)):
        for masked in again.sentences_of(number):
            assert len(again.same(masked)) == len(before.same(masked))
            assert [one.masked for one in again.near(masked)] == [one.masked for one in before.near(masked)]


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_of_two_reports_of_a_year_the_one_that_is_repeated_counts(tmp_path: Path, words_cache: Path) -> None:
    corpus, settings = tmp_path / "reports", fresh_instance(tmp_path, words_cache)
    write(corpus / "2019a.txt", report(2019, OTHERS))
    write(corpus / "2019b.txt", report(2019, STATED))
    write(corpus / "2020.txt", report(2020, STATED))
    build(settings, [corpus])
    assert values(settings)["2020"] == "all"
    pairs = np.load(settings.builds / "1" / "index" / "reuse" / "pairs.npz")
    assert sorted(pairs["shares"].tolist()) == [0.0, 1.0]
