"""Small corpora of made-up reports, each of another county and all of different content."""

from __future__ import annotations

import os
from pathlib import Path

from indexer.settings import Settings
from tests.patience import PATIENT

COUNTIES = ("莒南县", "瑞安市", "东风区", "洪泽县", "沛县", "桐庐县", "泰顺县", "平阳县", "苍南县", "文成县")
OLD = 1_600_000_000
"""A time long past: a file of that age is trusted not to change again without its time showing it."""


def fresh_instance(folder: Path, words_cache: Path) -> Settings:
    """An empty instance that reads with two processes and has jieba's dictionary ready."""
    instance = folder / "instance"
    instance.mkdir()
    (instance / "cache").symlink_to(words_cache)
    return Settings(instance=instance, workers=2, query_seconds=PATIENT)


def report_text(number: int, extra: str = "") -> str:
    """A short report; ``number`` makes it different from every other."""
    county = COUNTIES[number % len(COUNTIES)]
    year = 2015 + number % 8
    return (
        f"{county}司法局{year}年政府信息公开工作年度报告\n"
        f"一、总体情况\n{year}年，本局主动公开政府信息{number + 1}条。{extra}\n"
        f"二、收到和处理政府信息公开申请情况\n本年度共收到政府信息公开申请{number}件，均已办结，未收取任何费用。\n"
        f"三、存在的主要问题及改进情况\n基础工作薄弱，第{number}号计划待落实。\n"
    )


def write(path: Path, text: str, age: int = 0) -> Path:
    """Write a file, dated in the past so that a build can trust its time; each ``age`` is another time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (OLD + age, OLD + age))
    return path


def write_corpus(folder: Path, count: int, first: int = 0) -> Path:
    """Write reports ``first`` to ``first + count - 1`` into a folder."""
    for number in range(first, first + count):
        write(folder / f"{number:03}.txt", report_text(number))
    return folder
