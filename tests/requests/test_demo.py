"""The demo is the same whatever the hour at which it is seeded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.enums import RequestStatus
from models.requests import JobRequest
from services.demo.people import seed_people
from services.demo.story import tell
from services.errors import NotFound
from tests.requests.village import Village

LAGOS = ZoneInfo("Africa/Lagos")


@pytest.mark.parametrize("hour", [time(0, 1), time(11, 59), time(12, 1), time(19, 45), time(23, 59)])
async def test_there_is_a_request_in_every_state(village: Village, hour: time) -> None:
    village.clock.now = datetime.combine(village.clock.now.astimezone(LAGOS).date(), hour, LAGOS)

    await tell(village.services, await seed_people(village.services, "-"))

    assert {request.status for request in await JobRequest.all()} == set(RequestStatus)


async def test_what_a_killed_run_left_is_refused_once_its_day_is_over(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal is what the start goes on after."""
    people = await seed_people(village.services, "-")
    with monkeypatch.context() as killed:
        killed.setattr(type(village.services.requests.matching), "run", _dies)
        with pytest.raises(_Killed):
            await tell(village.services, people)
    village.clock.now += timedelta(days=2)

    with pytest.raises(NotFound):
        await tell(village.services, people)
    assert [request.status for request in await JobRequest.all()] == [RequestStatus.RECEIVED]


class _Killed(Exception):
    """In the place of a signal."""


async def _dies(*_: object) -> None:
    raise _Killed
