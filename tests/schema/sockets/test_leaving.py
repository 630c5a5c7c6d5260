"""Whoever leaves leaves nothing behind, and a process that stops says so."""

import asyncio
import gc
import json
import os
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from redis.asyncio import Redis
from starlette.applications import Starlette

from models.enums import Role
from services.wiring import Services
from tests.schema.events import events
from tests.schema.live import connected, listening
from tests.schema.sockets.people import INBOX, signed_in
from tests.schema.sockets.raw import raw_socket

AT_ONCE = 20


async def come_and_go(port: int, token: str, number: int) -> None:
    """In one of five ways."""
    if number % 5 == 0:
        async with events(port, INBOX, token=token) as stream:
            await stream.next()
        return
    if number % 5 == 1:
        async with raw_socket(port) as socket:
            await socket.say(json.dumps({"type": "connection_init", "payload": {"accessToken": token}}))
            await socket.say(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": INBOX}}))
            # Cut while the server is at whichever step.
            await asyncio.sleep(number % 50 / 5_000)
        return
    async with connected(port) as polite:
        await polite.opened(token)
        await polite.send(id="1", type="subscribe", payload={"query": INBOX})
        await polite.receive()
        if number % 5 == 2:
            await polite.send(id="1", type="complete")
        elif number % 5 == 3:
            await polite.put("no message")
            await polite.closed()


async def is_quiet(services: Services, app: Starlette) -> None:
    async with asyncio.timeout(20):
        while services.wakeups.channels or app.state.live.users or services.request_rates.is_reporting:
            await asyncio.sleep(0.02)


async def subscribed(redis_url: str) -> list[bytes | str]:
    async with Redis.from_url(redis_url) as redis:
        return list(await redis.pubsub_channels("*"))


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.timeout(300)
async def test_a_thousand_come_and_go_and_nothing_is_left(
    port: int, services: Services, app: Starlette, redis_url: str
) -> None:
    people = [await signed_in(services, Role.TRACTOR_OWNER) for _ in range(AT_ONCE)]

    async def crowd(times: int) -> None:
        for first in range(0, times, AT_ONCE):
            await asyncio.gather(*(come_and_go(port, people[seat].token, first + seat) for seat in range(AT_ONCE)))
        await is_quiet(services, app)
        gc.collect()

    await crowd(200)
    before = (len(asyncio.all_tasks()), descriptors(), resident(), sys.getallocatedblocks())
    await crowd(1_000)
    after = (len(asyncio.all_tasks()), descriptors(), resident(), sys.getallocatedblocks())

    assert after[:2] == before[:2]
    assert after[2] <= before[2] * 1.05
    assert after[3] <= before[3] * 1.05
    async with asyncio.timeout(10):
        while await subscribed(redis_url) != [b"control"]:
            await asyncio.sleep(0.02)


async def test_a_process_that_stops_says_so_to_everyone(app: Starlette) -> None:
    async with AsyncExitStack() as stack:
        async with listening(app) as port:
            services: Services = app.state.services
            somebody = await signed_in(services, Role.TRACTOR_OWNER)
            socket = await stack.enter_async_context(connected(port))
            await socket.opened(somebody.token)
            await socket.send(id="1", type="subscribe", payload={"query": INBOX})
            await socket.receive()
            stream = await stack.enter_async_context(events(port, INBOX, token=somebody.token))
            await stream.next()

        assert await socket.closed() == 1012
        # Without `complete`, so that the client comes back by itself.
        assert await stream.next() == ("", None)
        assert (services.wakeups.channels, app.state.live.users) == (0, 0)
