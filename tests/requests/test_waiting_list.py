"""Whoever waits for a tractor is looked at again and again, by day (semantics, section 3)."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.enums import MatchState
from models.requests import JobRequest
from services.platform.settings import Settings
from tests.notifications.waiting import until
from tests.requests.village import ZONE, Village, founded
from tests.workers import workers

HALF_AN_HOUR = timedelta(minutes=30)
NO_NIGHT = {"WAITLIST_RESTS_FROM": "00:00", "WAITLIST_RESTS_UNTIL": "00:00"}
_LOOKS = "SELECT FROM pgqueuer_log WHERE entrypoint = 'match_request' AND status = 'successful'"
_NEXT = "SELECT execute_after - created AS pause FROM pgqueuer WHERE dedupe_key LIKE 'waitlist:%'"


@pytest.mark.timeout(180)
async def test_a_worker_looks_again_as_often_as_it_takes(
    settings: Settings, clean_database: None, tmp_path: Path
) -> None:
    async with founded(settings, tmp_path) as village:
        request = await village.request()
        with workers(village.services.settings, 1, WAITLIST_RETRY="PT1S", **NO_NIGHT):
            await until(village, lambda: _looked_at(village, times=4))

        assert (await JobRequest.get(id=request.id)).match_state is MatchState.WAITLISTED
        assert len(await village.services.database.fetch(_NEXT)) == 1


async def _looked_at(village: Village, *, times: int) -> bool:
    return len(await village.services.database.fetch(_LOOKS)) >= times


async def pause_at(village: Village, hour: time) -> timedelta:
    """How long a request waits that found nobody tomorrow at that hour of the village."""
    request = await village.request(day=village.day(4))
    village.clock.now = datetime.combine(village.day(1), hour, ZoneInfo(ZONE)).astimezone(UTC)
    await village.services.requests.matching.run(request.id)
    (row,) = await village.services.database.fetch(_NEXT)
    pause: timedelta = row["pause"]
    return pause


@pytest.mark.parametrize(
    ("hour", "pause"),
    [
        (time(5, 29), timedelta(minutes=31)),
        (time(5, 30), HALF_AN_HOUR),
        (time(20, 29), HALF_AN_HOUR),
        (time(20, 30), timedelta(hours=9, minutes=30)),
        (time(1), timedelta(hours=5)),
    ],
)
async def test_nobody_looks_at_night(village: Village, hour: time, pause: timedelta) -> None:
    assert await pause_at(village, hour) == pause


async def test_there_may_be_no_night(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async with founded(settings, tmp_path, waitlist_rests_from=time(), waitlist_rests_until=time()) as village:
        assert await pause_at(village, time(1)) == HALF_AN_HOUR


async def test_looks_of_one_turn_are_followed_by_one(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    # A turn that no test outlasts.
    async with founded(settings, tmp_path, waitlist_retry=timedelta(days=3650)) as village:
        request = await village.matched()
        await village.services.requests.matching.run(request.id)

        assert len(await village.services.database.fetch(_NEXT)) == 1
