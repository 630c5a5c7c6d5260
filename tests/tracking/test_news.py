"""What is read of a request for its followers, in one statement."""

import re

from services.auth.validity import Roll
from services.tracking import news
from tests.requests.village import Village

SCANS = re.compile(r"(Seq Scan|Index Scan using \w+|Index Only Scan using \w+|Bitmap Heap Scan) on (\w+)")


async def test_its_plan_looks_up_by_key_however_little_there_is(village: Village) -> None:
    """It is kept while the tables grow."""
    database, roll = village.services.database, Roll(village.services.database, village.services.clock, ())
    statement = news._statement(roll.column(news._OWN_PARAMETERS + 1))
    rows = await database.read_often(f"EXPLAIN {statement}", [], [], [], 1, *roll.values)
    plan = [str(row[0]).strip() for row in rows]
    scans = [(number, found[2], found[1]) for number, line in enumerate(plan) if (found := SCANS.search(line))]

    assert {table for _, table, _ in scans} == {
        "job_requests",
        "live_states",
        "outbox",
        "job_request_status_history",
        "sessions",
        "users",
    }
    for number, _, how in scans:
        assert how != "Seq Scan", plan[number]
        assert plan[number + 1].startswith(("Index Cond:", "Recheck Cond:")), plan[number]
