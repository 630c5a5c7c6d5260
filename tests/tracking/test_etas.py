"""The map is asked rarely, by one worker, and never waited for; what it says is what people see."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from models.enums import RequestStatus
from models.requests import Estimate, JobRequest
from models.tracking import LiveState
from services.platform.settings import Settings
from tests.loopback import Asked, Loopback, loopback
from tests.requests.village import Job, Village, founded, north
from tests.tracking.test_positions import fix, report, seen

MINUTE = timedelta(minutes=1)


class Roads:
    """An OSRM on a loopback port, where every way is `km` long and takes as long as a tractor needs."""

    def __init__(self, stack: ExitStack) -> None:
        self.km, self.is_away = 9.0, False
        self._peer: Loopback = stack.enter_context(loopback(self._answer))

    @property
    def url(self) -> str:
        return self._peer.url

    @property
    def calls(self) -> int:
        return len(self._peer.asked)

    def _answer(self, asked: Asked) -> tuple[int, Any]:
        if self.is_away:
            return 503, {}
        count = len(parse_qs(urlsplit(asked.path).query)["sources"][0].split(";"))
        rows, beside = [[self.km * 1000]] * count, [{"distance": 0.0}] * count
        return 200, {
            "code": "Ok",
            "distances": rows,
            "durations": [[60.0]] * count,
            "sources": beside,
            "destinations": [{"distance": 0.0}],
        }


@pytest.fixture
def roads() -> Iterator[Roads]:
    with ExitStack() as stack:
        yield Roads(stack)


@pytest.fixture
async def mapped(settings: Settings, clean_database: None, tmp_path: Path, roads: Roads) -> AsyncIterator[Village]:
    """A village with a map."""
    patient = timedelta(seconds=30)
    chosen = {"routing_provider": "osrm", "osrm_url": roads.url, "routing_timeout": patient, "routing_cache_size": 1}
    async with founded(settings, tmp_path, **chosen) as village:
        yield village


async def refresh(village: Village, job: Job) -> None:
    await village.services.tracking.etas.refresh(job.request_id)


async def eta(village: Village, job: Job) -> Any:
    found = (await seen(village, job))["eta"]
    return found and (found["minutes"], found["distanceKm"], found["source"])


async def test_people_see_what_the_map_says(mapped: Village, roads: Roads) -> None:
    job = await mapped.underway(RequestStatus.EN_ROUTE)
    await report(mapped, job, fix(mapped.clock(), north(6)))
    await refresh(mapped, job)

    assert await eta(mapped, job) == (30, 9.0, "ROUTE")


async def test_of_many_workers_one_asks(mapped: Village, roads: Roads) -> None:
    job = await mapped.underway(RequestStatus.EN_ROUTE)
    await report(mapped, job, fix(mapped.clock(), north(6)))
    before = roads.calls
    await asyncio.gather(*(refresh(mapped, job) for _ in range(6)))
    await refresh(mapped, job)

    assert roads.calls - before == 1


@pytest.mark.parametrize(
    ("minutes", "km", "asks"), [(0.5, 0.45, 0), (0.99, 0.8, 0), (1, 0.51, 1), (1, 0.4, 0), (4.9, 0.4, 0), (5, 0.1, 1)]
)
async def test_a_job_that_comes_again_asks_only_after_half_a_kilometre_or_five_minutes(
    mapped: Village, roads: Roads, minutes: float, km: float, asks: int
) -> None:
    job = await mapped.underway(RequestStatus.EN_ROUTE)
    await report(mapped, job, fix(mapped.clock(), north(6)))
    await refresh(mapped, job)
    before = roads.calls
    mapped.clock.advance(minutes=minutes)
    await report(mapped, job, fix(mapped.clock(), north(6 - km)))
    await refresh(mapped, job)

    assert roads.calls - before == asks


async def test_without_the_map_it_is_the_straight_line(mapped: Village, roads: Roads) -> None:
    job = await mapped.underway(RequestStatus.EN_ROUTE)
    await report(mapped, job, fix(mapped.clock(), north(5.9)))
    roads.is_away = True
    await refresh(mapped, job)

    # 5.9 km on a straight line are 8.26 km of road, at 18 km/h 27.5 minutes.
    assert await eta(mapped, job) == (28, 8.3, "STRAIGHT_LINE")


async def test_small_changes_are_smoothed_and_not_told(mapped: Village, roads: Roads) -> None:
    job = await mapped.underway(RequestStatus.EN_ROUTE)
    await report(mapped, job, fix(mapped.clock(), north(6)))
    await refresh(mapped, job)
    told = (await LiveState.get(job_request_id=job.request_id)).arrive_at
    mapped.clock.advance(minutes=1)
    # A minute later it should be 29 minutes, and the map says 32.
    roads.km = 9.6
    await report(mapped, job, fix(mapped.clock(), north(5.4)))
    await refresh(mapped, job)

    live = await LiveState.get(job_request_id=job.request_id)
    assert told is not None
    assert (live.arrive_at, live.smoothed_arrive_at) == (told, told + 3 * MINUTE * 0.3)
    assert await eta(mapped, job) == (29, 9.0, "ROUTE")


async def test_once_it_has_arrived_nobody_asks(mapped: Village, roads: Roads) -> None:
    job = await mapped.underway(RequestStatus.ARRIVED)
    before = roads.calls
    mapped.clock.advance(minutes=10)
    await report(mapped, job, fix(mapped.clock(), north(0.1)))
    await refresh(mapped, job)

    queued = await mapped.services.database.fetch("SELECT FROM pgqueuer WHERE entrypoint = 'refresh_eta'")
    assert (roads.calls, len(queued), await eta(mapped, job)) == (before, 2, None)


async def test_a_price_is_of_the_way_on_roads_and_one_question_serves_all_tractors(
    mapped: Village, roads: Roads
) -> None:
    for km in (1, 2, 3):
        await mapped.tractor(place=north(km))
    request = await mapped.matched()

    prices = await Estimate.filter(job_request_id=request.id)
    assert ({price.travel_km for price in prices}, roads.calls) == ({9.0}, 1)


async def test_a_price_without_the_map_is_of_the_straight_line(mapped: Village, roads: Roads) -> None:
    roads.is_away = True
    await mapped.tractor(place=north(5))
    request = await mapped.matched()

    found = await JobRequest.get(id=request.id)
    price = await Estimate.get(id=found.estimate_id)
    assert price.travel_km == pytest.approx(7.0, abs=0.05)
