"""What no table of a report states: numbers that indicators are computed from beside its figures.

Every form has them, and none counted them otherwise than another, so they are put together over the years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from indexer.model import Level

Number = int | float
Fact = str | Number

REQUESTS = "requests"
"""The number of requests received, by table before prose."""
FEES = "fee_amount_yuan"
"""What was charged in the year; 0 where the report says that nothing was."""
DAYS_LATE = "days_late"
"""Days from the last day for publishing to the day of publication; 0 where it was in time."""
REPEATED_SHARE = "repeated_share"
"""How much of the problems section stands in the agency's report of the year before. Only the build knows it:
it depends on which reports stand beside this one."""
STATED = {REQUESTS: REQUESTS, FEES: FEES, DAYS_LATE: "published", REPEATED_SHARE: ""}
"""Each number, and the fact whose words tell it, if there is one."""
FACTS = (REQUESTS, FEES, "published", "year", "scope", "level")
"""The facts of a report that they are read from."""
_REVISED = 2019
"""Reports on this year are the first under the revised Regulation."""


def read_stated(facts: Mapping[str, Mapping[int, Fact]]) -> dict[str, dict[int, Number]]:
    """The numbers from :data:`FACTS`, both by document; a report that does not state one has no entry.

    >>> facts = {"published": {7: "2019-04-03"}, "year": {7: 2018}, "requests": {7: 0}}
    >>> read_stated(facts)
    {'requests': {7: 0}, 'fee_amount_yuan': {}, 'days_late': {7: 3}}
    """
    found = {name: _numbers(facts.get(name, {})) for name in (REQUESTS, FEES)}
    late: dict[int, Number] = {}
    for doc, published in facts.get("published", {}).items():
        year = facts.get("year", {}).get(doc)
        scope, level = (facts.get(name, {}).get(doc) for name in ("scope", "level"))
        due = due_date(year, scope, level) if isinstance(year, int) else None
        if due:
            late[doc] = max(0, (date.fromisoformat(str(published)) - due).days)
    return found | {DAYS_LATE: late}


def due_date(year: int, scope: Fact | None, level: Fact | None) -> date | None:
    """The last day for publishing the report on a year; None where the law names none, or it is not known.

    Until the reports on 2018 it was 31 March for everybody (Regulation of 2007, art. 31). Since then it is
    31 January for departments and 31 March for governments at county level and above; townships are not named
    (Regulation of 2019, art. 49; domain notes, section 1.1).

    >>> due_date(2018, None, "township"), due_date(2019, "own", "county"), due_date(2019, "own", "township")
    (datetime.date(2019, 3, 31), datetime.date(2020, 1, 31), None)
    """
    if year < _REVISED:
        return date(year + 1, 3, 31)
    if scope is None or level in (None, Level.TOWNSHIP):
        return None
    return date(year + 1, 1, 31) if scope == "own" else date(year + 1, 3, 31)


def _numbers(facts: Mapping[int, Fact]) -> dict[int, Number]:
    return {doc: value for doc, value in facts.items() if not isinstance(value, str)}
