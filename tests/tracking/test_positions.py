"""What the owner's phone reports, and what the farmer sees of it."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from models.enums import RequestStatus
from models.tracking import LiveState, Position
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from services.platform.geography import GeoPoint
from services.platform.ids import Kind, encode
from tests.requests.village import KUJE, STEPS, Job, Village, north
from tests.tracking.operations import REPORT, TRACKING

MINUTE = timedelta(minutes=1)


def fix(at: datetime, place: GeoPoint = KUJE, **facts: Any) -> dict[str, Any]:
    point = {"latitude": place.latitude, "longitude": place.longitude}
    return {"point": point, "recordedAt": show_instant(at), **facts}


async def report(village: Village, job: Job, *fixes: dict[str, Any], by: Viewer | None = None) -> Any:
    return (await village.ask(by or job.owner, REPORT, request=job.shown_id, positions=list(fixes))).data


async def seen(village: Village, job: Job, by: Viewer | None = None) -> Any:
    return (await village.ask(by or job.farmer, TRACKING, request=job.shown_id)).data


async def test_the_farmer_sees_the_newest_fix(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    now = village.clock()

    told = await report(village, job, fix(now - MINUTE, north(6)), fix(now, north(5.8), accuracyM=8.0))

    assert told == {"__typename": "ReportPositionsSuccess", "accepted": 2, "rejected": 0, "nextReportMs": 10_000}
    place = north(5.8)
    assert (await seen(village, job))["position"] == {
        "point": {"latitude": place.latitude, "longitude": place.longitude},
        "asOf": show_instant(now),
        "stale": False,
    }
    assert await Position.filter(job_request_id=job.request_id).count() == 2


async def test_what_is_sent_twice_is_kept_once(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    batch = [fix(village.clock() - MINUTE, north(6)), fix(village.clock(), north(5.8))]
    first = await report(village, job, *batch)
    before = await village.state("positions", "live_states")

    assert await report(village, job, *batch) == first
    assert await village.state("positions", "live_states") == before


async def test_what_is_sent_five_times_at_once_is_kept_once(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    batch = [fix(village.clock() - MINUTE, north(6)), fix(village.clock(), north(5.8))]

    told = await asyncio.gather(*(report(village, job, *batch) for _ in range(5)))

    assert [(each["accepted"], each["rejected"]) for each in told] == [(2, 0)] * 5
    assert await Position.filter(job_request_id=job.request_id).count() == 2
    queued = await village.services.database.fetch("SELECT FROM pgqueuer WHERE dedupe_key LIKE 'eta:%'")
    assert len(queued) == 1


async def test_a_late_fix_joins_the_trail_and_moves_nothing(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    village.clock.advance(minutes=20)
    await report(village, job, fix(village.clock()))
    before = await village.state("live_states")

    await report(village, job, fix(village.clock() - 10 * MINUTE, north(50)))

    assert await village.state("live_states") == before
    assert await Position.all().count() == 2


async def test_bad_fixes_are_counted_and_dropped(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    now = village.clock()

    told = await report(
        village, job, fix(now, accuracyM=101.0), fix(now, GeoPoint(0.0, 0.0)), fix(now + 2 * MINUTE), fix(now)
    )

    assert (told["accepted"], told["rejected"]) == (1, 3)


async def test_the_first_fix_asks_for_an_arrival_from_there(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    await report(village, job, fix(village.clock(), north(5.9)))

    await village.services.tracking.etas.refresh(job.request_id)

    # 5.9 km on a straight line are 8.26 km of road, at 18 km/h 27.5 minutes.
    eta = (await seen(village, job))["eta"]
    assert (eta["minutes"], eta["distanceKm"], eta["source"], eta["stale"]) == (28, 8.3, "STRAIGHT_LINE", False)
    village.clock.advance(minutes=3)
    assert (await seen(village, job))["eta"]["stale"]
    village.clock.advance(minutes=27)
    assert (await seen(village, job))["eta"] is None


@pytest.mark.parametrize("is_asked_late", [False, True])
async def test_what_was_estimated_before_a_long_silence_is_neither_shown_again_nor_gone_on_from(
    village: Village, is_asked_late: bool
) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    await report(village, job, fix(village.clock(), north(4)))
    await village.services.tracking.etas.refresh(job.request_id)
    assert (await seen(village, job))["eta"]["minutes"] == 19
    village.clock.advance(minutes=20)
    if is_asked_late:
        await village.services.tracking.etas.refresh(job.request_id)
    village.clock.advance(minutes=20)
    assert (await seen(village, job))["eta"] is None

    await report(village, job, fix(village.clock(), north(5.9)))
    assert (await seen(village, job))["eta"] is None
    await village.services.tracking.etas.refresh(job.request_id)
    eta = (await seen(village, job))["eta"]
    assert (eta["minutes"], eta["distanceKm"], eta["stale"]) == (28, 8.3, False)


@pytest.mark.parametrize(
    ("minutes", "km", "asks"), [(0.5, 0.45, 0), (1, 0.51, 1), (1, 0.4, 0), (4.9, 0.4, 0), (5, 0.0, 1)]
)
async def test_the_map_is_asked_after_half_a_kilometre_or_five_minutes(
    village: Village, minutes: float, km: float, asks: int
) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    await report(village, job, fix(village.clock(), north(6)))
    await village.services.tracking.etas.refresh(job.request_id)
    await village.services.database.fetch("DELETE FROM pgqueuer")

    village.clock.advance(minutes=minutes)
    await report(village, job, fix(village.clock(), north(6 - km)))

    queued = await village.services.database.fetch("SELECT FROM pgqueuer WHERE entrypoint = 'refresh_eta'")
    assert len(queued) == asks


async def test_from_the_base_before_any_fix(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)

    await village.services.tracking.etas.refresh(job.request_id)

    eta = (await seen(village, job))["eta"]
    assert (eta["minutes"], eta["distanceKm"]) == (0, 0.0)


async def test_before_departure_the_start_is_the_arrival(village: Village) -> None:
    job = await village.paid()
    start = await village.at_start(job)

    found = await seen(village, job)

    assert found["eta"] == {
        "arriveAt": show_instant(start),
        "minutes": 60,
        "distanceKm": None,
        "source": "SCHEDULED",
        "stale": False,
    }
    assert found["position"] is None


async def test_outside_the_job_nothing_is_taken(village: Village) -> None:
    job = await village.paid()
    await village.at_start(job)
    before = await village.state()

    told = await report(village, job, fix(village.clock()))

    assert told == {
        "__typename": "InvalidTransitionError",
        "from": "ACCEPTED",
        "allowedNext": ["EN_ROUTE", "CANCELLED"],
    }
    assert await village.state() == before
    for step in STEPS:
        await village.step(job, step)
    assert (await report(village, job, fix(village.clock())))["from"] == "COMPLETED"
    assert (await LiveState.get_or_none(job_request_id=job.request_id)) is None
    assert (await seen(village, job))["position"] is None


async def test_only_the_accepted_owner_reports(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    before = await village.state()
    missing = {"__typename": "NotFoundError", "path": ["requestId"]}

    assert await report(village, job, fix(village.clock()), by=await village.owner()) == missing
    unknown = {"request": encode(Kind.REQUEST, uuid7()), "positions": [fix(village.clock())]}
    assert (await village.ask(job.owner, REPORT, **unknown)).data == missing
    for other in (job.farmer, await village.admin()):
        answer = await village.ask(other, REPORT, request=job.shown_id, positions=[fix(village.clock())])
        assert answer.codes == ["FORBIDDEN"]
    assert (await village.ask(None, REPORT, request=job.shown_id, positions=[])).codes == ["UNAUTHENTICATED"]
    assert await village.state() == before


async def test_at_most_two_hundred_at_a_time(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    village.clock.advance(minutes=5)
    fixes = [fix(village.clock() - number * timedelta(seconds=1)) for number in range(201)]

    refused = await report(village, job, *fixes)

    assert refused["problems"] == [{"path": ["positions"], "code": "TOO_MANY"}]
    assert await Position.all().count() == 0
    assert (await report(village, job, *fixes[:200]))["accepted"] == 200


async def test_strangers_follow_nothing(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)

    assert (await seen(village, job, job.owner))["request"]["status"] == "EN_ROUTE"
    assert (await seen(village, job, await village.admin()))["request"]["status"] == "EN_ROUTE"
    assert await seen(village, job, await village.farmer()) is None
    assert await seen(village, job, await village.owner()) is None
    assert (await village.ask(job.farmer, TRACKING, request="req_x")).data is None


async def test_an_owner_with_an_offer_follows_nothing(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    request = await village.matched()

    assert (await village.ask(owner, TRACKING, request=encode(Kind.REQUEST, request.id))).data is None
