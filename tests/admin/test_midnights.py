"""The admin's day begins where the calendar of the zone has it begin, also where midnight comes twice or never."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from services.platform.money import Money
from tests.dashboard.histories import Done
from tests.dashboard.test_histories import lived
from tests.midnights import Noon
from tests.requests.village import Village

_COMPLETED = """
    INSERT INTO job_request_status_history (id, request_id, sequence, stream_sequence, to_status, actor, occurred_at,
        recorded_at, clamped)
    SELECT uuidv7(), id, 1, 1, 'COMPLETED', 'OWNER', created_at, created_at, false FROM job_requests
"""


@pytest.mark.parametrize("change", [Noon.twice, Noon.never], ids=["twice", "never"])
async def test_today_begins_with_its_first_midnight(
    village: Village, change: Callable[[Noon, date], tuple[str, datetime]]
) -> None:
    noon = Noon.now()
    zone, start = change(noon, noon.day)
    instants = [start - timedelta(seconds=1), start, start + timedelta(minutes=30)]
    await lived(village, "UTC", ["NGN"], [Done(at, 0, "PLOUGHING", 10**n) for n, at in enumerate(instants, 4)])
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute("SET LOCAL session_replication_role = replica")
        await transaction.raw.execute(_COMPLETED)

    figures = await village.services.admin.summaries.read((await village.admin()).user_id, zone)

    assert (figures.requests_today, figures.completed_today) == (2, 2)
    assert figures.gross_today == [Money(1_100_000, "NGN")]
