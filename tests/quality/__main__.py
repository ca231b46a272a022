"""Print the score: ``python -m tests.quality``, with ``--update`` to keep it as the new baseline."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from tests.quality.cases import load_cases
from tests.quality.publish import PUBLISHED, published
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
    today = datetime.now(UTC).date().isoformat()
    PUBLISHED.write_text(published(table, load_cases(), today), encoding="utf-8")
