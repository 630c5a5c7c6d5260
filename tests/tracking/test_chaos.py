"""Whatever breaks, each follower sees every durable event once and in order (`make chaos` for a minute of it)."""

import asyncio
import os
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from models.enums import FrameKind, PaymentStatus
from services.platform.embedded import EmbeddedServers
from services.platform.geography import GeoPoint
from services.platform.settings import Settings
from services.platform.streams import StreamName
from tests.apis import Api, apis
from tests.requests.village import STEPS, Job, Village, founded
from tests.schema.sockets.people import token_of
from tests.tracking.watchers import Watcher

SECONDS = float(os.environ.get("CHAOS_SECONDS", "8"))
REQUESTS = int(os.environ.get("CHAOS_REQUESTS", "8"))
FOLLOWERS = int(os.environ.get("CHAOS_FOLLOWERS", "4"))
"Of each request."

pytestmark = pytest.mark.timeout(240 + SECONDS)


@dataclass
class Moving:
    """A job that goes on while everything breaks."""

    job: Job
    payment: dict[str, Any]
    watchers: list[Watcher]

    @property
    def stream(self) -> StreamName:
        return StreamName.of_request(self.job.request_id)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Another course in each run, which a failure names."""
    seed = random.randrange(2**32)
    request.node.user_properties.append(("seed", seed))
    return random.Random(seed)


async def test_each_follower_sees_the_history_whatever_breaks(
    settings: Settings, servers: EmbeddedServers, clean_database: None, tmp_path: Path, chance: random.Random
) -> None:
    async with founded(settings, tmp_path) as village:
        places = [GeoPoint(-4.0 + row * 2, 31.0 + column * 2) for row in range(8) for column in range(7)]
        moving = [await prepared(village, place) for place in places[:REQUESTS]]
        with apis(village.services.settings, 2) as both:
            ports = [api.port for api in both]
            patience = [3.0]
            watching = [
                asyncio.create_task(watcher.watch(ports, chance, lambda: patience[0]))
                for each in moving
                for watcher in each.watchers
            ]
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(break_things(servers, both, chance))
                    for each in moving:
                        tasks.create_task(go_on(village, each, chance))
                # Nobody cuts them off any more, or a slow machine would be busy with greetings only.
                patience[0] = 600
                await told_everything(village, moving, watching)
            finally:
                for task in watching:
                    task.cancel()
                await asyncio.wait(watching)
    assert sum(watcher.cuts for each in moving for watcher in each.watchers) > len(watching)


async def prepared(village: Village, place: GeoPoint) -> Moving:
    owner = await village.owner()
    await village.tractor(owner, place=place)
    job = await village.paid(owner=owner, place=place)
    events = await village.services.streams.read(StreamName.of_request(job.request_id), after=0, limit=100)
    payment = next(event.payload for event in reversed(events) if event.kind is FrameKind.PAYMENT)
    link = await village.services.tracking.links.share(job.farmer, request_id=job.request_id, hours=24)
    farmer, theirs = await token_of(village.services, job.farmer), await token_of(village.services, job.owner)
    by_id = {"id": job.shown_id}
    kinds = [(by_id, farmer, True), (by_id, theirs, False), ({"link": link.token}, None, False)]
    watchers = [Watcher(*kinds[number % len(kinds)]) for number in range(FOLLOWERS)]
    return Moving(job, payment, watchers)


async def go_on(village: Village, each: Moving, chance: random.Random) -> None:
    """Steps and payments, as fast as they come, some of whose transactions are open for long."""
    ends = asyncio.get_running_loop().time() + SECONDS
    steps = list(STEPS[:-1])
    await village.at_start(each.job)
    while (now := asyncio.get_running_loop().time()) < ends or steps:
        async with village.services.database.transaction():
            if (steps and chance.random() < len(STEPS) / (2 * SECONDS)) or now >= ends:
                await village.step(each.job, steps.pop(0))
            else:
                await village.services.streams.append(each.stream, FrameKind.PAYMENT, each.payment)
            if chance.random() < 0.05:
                # Whoever begins later on this stream commits later as well.
                await asyncio.sleep(chance.uniform(0, 1))
        await asyncio.sleep(chance.uniform(0.2, 0.8))


async def break_things(servers: EmbeddedServers, both: list[Api], chance: random.Random) -> None:
    """Each in turn; whatever was ended runs again in the end."""
    pause = SECONDS / 8
    async with Redis.from_url(servers.redis_url) as redis:
        await asyncio.sleep(pause)
        await redis.client_kill_filter(_type="pubsub")
        await asyncio.sleep(pause)
        await redis.flushall()
    servers.kill_redis()
    await asyncio.sleep(pause)
    servers.restart_redis()
    await asyncio.sleep(pause)
    victim = chance.choice(both)
    victim.end()
    await asyncio.sleep(pause)
    victim.launch()
    await asyncio.sleep(pause)
    servers.restart_redis()
    while not victim.is_up:
        await asyncio.sleep(0.05)


async def told_everything(village: Village, moving: list[Moving], watching: list[asyncio.Task[None]]) -> None:
    """Waits until everybody is up to date, and compares what they saw with what there was."""
    for each in moving:
        history = await village.services.database.fetch(
            "SELECT o.sequence, o.kind, coalesce(h.to_status, o.payload->>'status') AS told FROM outbox o "
            "LEFT JOIN job_request_status_history h ON o.kind = 'STATUS' AND h.request_id = $2 "
            "AND h.sequence = (o.payload->>'sequence')::int WHERE o.stream = $1 ORDER BY o.sequence",
            each.stream.text,
            each.job.request_id,
        )
        for watcher in each.watchers:
            async with asyncio.timeout(60):
                while watcher.begins_after is None:
                    await asyncio.sleep(0.05)
                expected = [
                    (row["sequence"], row["told"])
                    for row in history
                    if row["sequence"] > watcher.begins_after and (watcher.sees_money or row["kind"] == "STATUS")
                ]
                while len(watcher.seen) < len(expected):
                    assert not any(task.done() for task in watching)
                    await asyncio.sleep(0.05)
            assert watcher.seen == expected
            assert watcher.troubles == []
    assert PaymentStatus.SUCCEEDED in {told for each in moving for watcher in each.watchers for _, told in watcher.seen}
