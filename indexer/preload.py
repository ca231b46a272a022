"""Loaded once, by the process that readers are copied from: the code, and the word lists it works with.

Lists of places and wordings are loaded when they are first used. Reading one small report here uses
them, so that no reader has to load them again, and all readers share the memory.
"""

from __future__ import annotations

from indexer.extract import extract
from indexer.model import SourceFile

_SAMPLE = """東風區司法局2019年政府信息公开工作年度报告
一、总体情况
2019年，本局未收到政府信息公开申请，未收取费用。
三、收到和处理政府信息公开申请情况
本年新收政府信息公开申请数量 | 0 |
"""

extract(_SAMPLE.encode(), SourceFile("sample.txt", "", len(_SAMPLE)))
