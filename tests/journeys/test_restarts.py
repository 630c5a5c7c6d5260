"""The journey behind a proxy, while one of two APIs and one of two workers is restarted every few seconds."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from services.payments.books import Books
from services.platform.database import Database
from services.platform.settings import Settings
from tests.apis import Api, Worker
from tests.auth.conftest import clean_redis
from tests.journeys.client import Persistent
from tests.journeys.forwarder import Forwarder, forwarding
from tests.journeys.people import Newcomer, Place, create_tractor, sign_up
from tests.journeys.steps import STEPS, STORY, TRACK, accept, ask_for_work, pay, step

__all__ = ["clean_redis"]
pytestmark = pytest.mark.timeout(240)

PLACES = (Place.at(0.52, 35.27), Place.at(-3.4, 37.3))


@dataclass
class Fleet:
    """Two of each, and a proxy before the APIs. `restarts` counts those that are over."""

    proxy: Forwarder
    apis: list[Api]
    workers: list[Worker]
    restarts: int = 0
    _more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def restart_for_ever(self) -> None:
        """One of each at a time, by SIGTERM as a deploy does it and by SIGKILL as a crash does."""
        for turn in itertools.count():
            how = (signal.SIGTERM, signal.SIGKILL)[turn // 2 % 2]
            pair = (self.apis[turn % 2], self.workers[turn % 2])
            await asyncio.gather(*(asyncio.to_thread(each.end, how) for each in pair))
            for each in pair:
                each.launch()
            await asyncio.to_thread(self.apis[turn % 2].wait)
            async with self._more:
                self.restarts += 1
                self._more.notify_all()

    async def another(self) -> None:
        """Returns when one more restart is over."""
        seen = self.restarts
        async with self._more:
            await self._more.wait_for(lambda: self.restarts > seen)


@pytest.fixture
async def fleet(settings: Settings, clean_database: None, clean_redis: None, tmp_path: Path) -> AsyncIterator[Fleet]:
    here = settings.model_copy(update={"data_dir": tmp_path})
    with ExitStack() as started:
        async with forwarding() as proxy:
            shared = {"EMBEDDED": "true", "DEPARTURE_WINDOW": "P30D", "PUBLIC_URL": f"http://127.0.0.1:{proxy.port}"}
            apis = [Api(here, **shared) for _ in range(2)]
            # The sandbox's events come to where its host and port say, as a real provider's would: to the proxy.
            workers = [Worker(here, **shared, PORT=str(proxy.port)) for _ in range(2)]
            for each in (*apis, *workers):
                started.callback(each.leave_nothing)
                each.launch()
            for api in apis:
                await asyncio.to_thread(api.wait)
            proxy.backends = [api.port for api in apis]
            yield Fleet(proxy, apis, workers)


@asynccontextmanager
async def pair(port: int, place: Place) -> AsyncIterator[tuple[Newcomer, Newcomer, str]]:
    """A farmer, and an owner with a tractor nearby."""
    farmer = await sign_up(port, "FARMER", "Wanjiru Kamau", Persistent(port))
    owner = await sign_up(port, "TRACTOR_OWNER", "Kiprop Cheruiyot", Persistent(port))
    try:
        yield farmer, owner, await create_tractor(owner, place)
    finally:
        await farmer.client.close()
        await owner.client.close()


async def a_job(fleet: Fleet, place: Place, people: tuple[Newcomer, Newcomer, str]) -> None:
    """It goes on whenever something has just come back, and while the next is about to go."""
    farmer, owner, tractor_id = people
    request_id = await ask_for_work(farmer, place)
    watching = asyncio.create_task(watch(farmer, request_id))
    await fleet.another()
    await pay(farmer, request_id, tractor_id)
    await fleet.another()
    await accept(owner, request_id)
    for to in STEPS:
        if to in ("EN_ROUTE", "COMPLETED"):
            await fleet.another()
        await step(owner, request_id, to)
    assert await watching == STORY[2:]


async def watch(farmer: Newcomer, request_id: str) -> list[str]:
    """Every step that the farmer saw, until the last."""
    assert isinstance(farmer.client, Persistent)
    seen: list[str] = []
    async for frame in farmer.client.followed(TRACK, request=request_id):
        if frame["__typename"] == "StatusChanged":
            seen.append(frame["event"]["status"])
        if seen[-1:] == ["COMPLETED"]:
            break
    return seen


async def test_nothing_fails_but_what_sending_again_heals(fleet: Fleet, settings: Settings) -> None:
    port = fleet.proxy.port
    async with pair(port, PLACES[0]) as one, pair(port, PLACES[1]) as other:
        restarting = asyncio.create_task(fleet.restart_for_ever())
        try:
            async with asyncio.timeout(180):
                await asyncio.gather(*(a_job(fleet, *each) for each in zip(PLACES, (one, other), strict=True)))
        finally:
            restarting.cancel()
            await asyncio.wait([restarting])
        assert fleet.restarts >= 4
        assert all(fleet.proxy.taken[api.port] > 1 for api in fleet.apis)
    await nothing_is_left_undone(settings)


async def nothing_is_left_undone(settings: Settings) -> None:
    """The books balance, each job was paid out once, and no job of the queue is dead."""
    database = Database(str(settings.database_url))
    await database.connect()
    try:
        assert await Books(database).broken() == {}
        rows = await database.fetch("SELECT status, count(*) AS number FROM job_requests GROUP BY status")
        assert [(row["status"], row["number"]) for row in rows] == [("COMPLETED", 2)]
        (dead,) = await database.fetch("SELECT count(*) AS number FROM pgqueuer WHERE status = 'failed'")
        assert dead["number"] == 0
    finally:
        await database.close()
