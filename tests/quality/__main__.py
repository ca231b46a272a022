"""Print the score: ``python -m tests.quality``, with ``--update`` to keep it as the new baseline."""

from __future__ import annotations

import json
import sys

from tests.quality.cases import load_cases
from tests.quality.score import BASELINE, judge_all, print_table, table_of

verdicts = judge_all()
table = table_of(verdicts)
print(f"{len(load_cases())} cases")
print(print_table(table))
for verdict in verdicts:
    if verdict.outcome != "right":
        print(verdict)
if "--update" in sys.argv:
    BASELINE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
