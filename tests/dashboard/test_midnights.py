"""Days and months begin where the calendar of the zone has them begin, also where midnight comes twice or never."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from models.requests import JobRequest
from services.dashboard.owner import DashboardOwner
from tests.dashboard.histories import Done, a_job
from tests.dashboard.test_histories import lived
from tests.midnights import Noon
from tests.requests.village import Village

type Change = Callable[[Noon, date], tuple[str, datetime]]
CHANGES = pytest.mark.parametrize("change", [Noon.twice, Noon.never], ids=["twice", "never"])
SECOND = timedelta(seconds=1)


@CHANGES
async def test_today_begins_with_its_first_midnight(village: Village, change: Change) -> None:
    noon = Noon.now()
    zone, start = change(noon, noon.day)
    tomorrow = noon.midnight(noon.day + timedelta(days=1))
    owner, tractors = await lived(village, zone="UTC", currencies=["NGN"], jobs=[])
    request_id = await a_job(
        village, owner, await village.farmer(), tractors[0], status="ACCEPTED", at=start, service="PLOUGHING"
    )

    async def counted(at: datetime) -> int:
        await JobRequest.filter(id=request_id).update(scheduled_from=at, scheduled_to=at + timedelta(hours=3))
        return (await village.services.dashboard.summary(DashboardOwner(owner.user_id, zone, "NGN"))).jobs_today

    within_the_hour = start + timedelta(minutes=30)
    instants = [start - SECOND, start, within_the_hour, tomorrow - SECOND, tomorrow]
    assert [await counted(at) for at in instants] == [0, 1, 1, 1, 0]


@CHANGES
async def test_this_month_begins_with_its_first_midnight(village: Village, change: Change) -> None:
    noon = Noon.now()
    zone, start = change(noon, noon.day.replace(day=1))
    instants = (start - SECOND, start, start + timedelta(minutes=30))
    jobs = [Done(at, 0, "PLOUGHING", 10 ** (4 + number)) for number, at in enumerate(instants)]
    owner, _ = await lived(village, zone="UTC", currencies=["NGN"], jobs=jobs)

    summary = await village.services.dashboard.summary(DashboardOwner(owner.user_id, zone, "NGN"))

    assert summary.earned_this_month.amount_minor == jobs[1].net_minor + jobs[2].net_minor
